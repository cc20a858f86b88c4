import { describe, expect, test } from 'vitest';
import type { SpeakerChoice } from '../../ipc';
import { Bursts, LATEST, PAUSE, wait } from './burst';
import { addition, itemMove, remarkMove, type OrderRow } from './order';
import { matching, spokenBefore } from './speakers';
import { linesOfWords, wordsOfLines } from './words';
import { becomes, mayBeMinutes, nextLabel, numbered, speakerAndNote, withScene } from './typing';

describe('typing into an empty body', () => {
  test.each([
    ['', '●', { kind: 'remark', mark: '●', rest: '' }],
    ['', '☆そのとおり', { kind: 'remark', mark: '☆', rest: 'そのとおり' }],
    ['', '議題', { kind: 'item', label: '議題', title: '' }],
    ['', '議題２　窓口について', { kind: 'item', label: '議題２', title: '窓口について' }],
    ['', '議論した。', undefined],
    ['議', '議題', { kind: 'item', label: '議題', title: '' }],
    ['議', '議論', undefined],
    ['', '議題に沿って述べた。', undefined],
    ['', '議題３窓口について', { kind: 'item', label: '議題３', title: '窓口について' }],
    ['もう書いてある', '●もう書いてある', undefined],
  ])('%j → %j becomes %j', (before, after, wanted) => {
    expect(becomes(before, after, ['●', '☆'])).toEqual(wanted);
  });

  test.each([
    ['森課長（資料１に基づいて説明）', { speaker: '森課長', note: '資料１に基づいて説明' }],
    ['森課長', { speaker: '森課長', note: undefined }],
    ['森部長（代理）', { speaker: '森部長（代理）', note: undefined }],
  ])('%s is a speaker and a note', (typed, wanted) => {
    expect(speakerAndNote(typed)).toEqual(wanted);
  });

  test.each([
    ['１ 窓口について', { label: '議題１', title: '窓口について' }],
    ['２-１　', { label: '議題２-１', title: '' }],
    ['２０２４年の予定', undefined],
    ['窓口 １', undefined],
  ])('%j has %j in front', (typed, wanted) => expect(numbered(typed)).toEqual(wanted));

  test.each([
    [[], '議題１'],
    [['議題１', '議題2'], '議題３'],
    [['（９）'], '議題１０'],
  ])('after %j comes %s', (labels, wanted) => expect(nextLabel(labels)).toBe(wanted));

  test.each([
    ['●森課長\n本文', true],
    ['議題１ 窓口\n●森課長', true],
    ['一行だけ●', false],
    ['ただの\n二行', false],
  ])('%j may be minutes: %j', (text, wanted) => expect(mayBeMinutes(text, ['●', '☆'])).toBe(wanted));

  test('a scene stands on a line of its own, with the caret in it', () => {
    expect(withScene('述べた。\n続けた。', 4)).toEqual({ text: '述べた。\n（）\n続けた。', caret: 6 });
    expect(withScene('', 0)).toEqual({ text: '（）', caret: 1 });
  });
});

const ROWS: OrderRow[] = [
  { kind: 'remark', id: 'r0', item: null },
  { kind: 'item', id: 'i1' },
  { kind: 'remark', id: 'r1', item: 'i1' },
  { kind: 'remark', id: 'r2', item: 'i1' },
  { kind: 'item', id: 'i2' },
  { kind: 'item', id: 'i3' },
  { kind: 'remark', id: 'r3', item: 'i3' },
];

describe('the word list', () => {
  test.each([
    ['下さい → ください', { words: '下さい\tください', unread: [] }],
    ['# 庁内\nホームページ→ウェブサイト\n\n手続き →', { words: '# 庁内\nホームページ\tウェブサイト\n手続き\t', unread: [] }],
    ['矢印がない\n→ 左がない\nあ → い → う', { words: '', unread: [1, 2, 3] }],
  ])('%j is read', (lines, wanted) => expect(wordsOfLines(lines)).toEqual(wanted));
  test('is shown as it is written', () => expect(linesOfWords('下さい\tください\n手続き\t')).toBe('下さい → ください\n手続き →'));
});

describe('order', () => {
  test.each([
    ['r2', -1, { item: 'i1', before: 'r1' }],
    ['r1', -1, { item: null, before: null }],
    ['r1', 1, { item: 'i1', before: null }],
    ['r2', 1, { item: 'i2', before: null }],
    ['r0', 1, { item: 'i1', before: 'r1' }],
    ['r3', -1, { item: 'i2', before: null }],
    ['r3', 1, undefined],
    ['r0', -1, undefined],
  ] as const)('%s moved by %i goes to %j', (id, by, wanted) => expect(remarkMove(ROWS, id, by)).toEqual(wanted));

  test.each([
    ['i2', -1, { before: 'i1' }],
    ['i1', 1, { before: 'i3' }],
    ['i2', 1, { before: null }],
    ['i1', -1, undefined],
    ['i3', 1, undefined],
  ] as const)('item %s moved by %i goes before %j', (id, by, wanted) => expect(itemMove(ROWS, id, by)).toEqual(wanted));

  test.each([
    [3, { item: 'i1', before: 'r2' }],
    [5, { item: 'i2', before: null }],
    [1, { item: null, before: null }],
    [0, { item: null, before: 'r0' }],
    [7, { item: 'i3', before: null }],
  ])('a remark put in at %i goes to %j', (at, wanted) => {
    const written = ROWS.map((row) => ({ ...row, written: true }));
    const made = { kind: 'remark' as const, id: 'new', written: false };
    expect(addition(written.toSpliced(at, 0, made), made)).toEqual(wanted);
  });

  test('a remark is added by the rows around it that are written', () => {
    const rows = ROWS.map((row) => ({ ...row, written: row.id !== 'i2' && row.id !== 'i3' }));
    const made = { kind: 'remark' as const, id: 'new', written: false };
    expect(addition(rows.toSpliced(6, 0, made), made)).toEqual({ item: 'i1', before: null });
    const typedInto = { ...made, after: rows[2] };
    expect(addition(rows, typedInto)).toEqual({ item: 'i1', before: 'r2' });
  });
});

describe('speakers', () => {
  const choice = (printed: string, reading: string, in_office = true): SpeakerChoice => ({ printed, name: '', post: '', reading, since: null, in_office });
  const choices = [choice('浦島副知事', 'うらしま'), choice('横山課長', 'よこやま'), choice('山辺部長', 'やまべ'), choice('横山前課長', '', false)];
  test.each([
    ['やま', ['山辺部長']],
    ['ヨコ', ['横山課長']],
    ['横山', ['横山課長', '横山前課長']],
    ['だれか', []],
  ])('%s finds %j', (typed, wanted) => expect(matching(choices, typed, []).map(({ printed }) => printed)).toEqual(wanted));

  test('who spoke last comes first', () => {
    const spoken = spokenBefore(['浦島副知事', '山辺部長', '', '横山前課長'], 2);
    expect(spoken).toEqual(['山辺部長', '浦島副知事', '横山前課長']);
    expect(matching(choices, '', spoken).map(({ printed }) => printed)).toEqual(['山辺部長', '浦島副知事', '横山前課長', '横山課長']);
  });
});

describe('saving', () => {
  test('waits for a pause, but never longer than it may', () => {
    expect(wait(0, 0)).toBe(PAUSE);
    expect(wait(LATEST - 100, 0)).toBe(100);
    expect(wait(LATEST + 50, 0)).toBe(0);
  });

  test('the same row without a rest is one burst', () => {
    const bursts = new Bursts();
    const first = bursts.of('a', 0);
    expect(bursts.of('a', 500)).toBe(first);
    expect(bursts.of('a', 9_000)).not.toBe(first);
    const third = bursts.of('b', 9_100);
    bursts.end();
    expect(bursts.of('b', 9_200)).not.toBe(third);
  });
});
