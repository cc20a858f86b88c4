import { expect, test } from 'vitest';
import { preview } from '../../dev/fake/drafts';
import type { ImportPreviewed } from '../ipc';
import { percent, shares } from './coverage';
import { carriedOver, commitOf, isBlocking, isSettled, nothingSettled, pointsOf, splitsOf } from './settle';

const READING = { kind: null, encoding: null, choices: [], columns: [], rememberColumns: true };
const file = preview('/書類/r5-3_gaiyou.pdf');

test('every doubt of the importer is a point, the same speaker only once', () => {
  const points = pointsOf(file);
  expect(points.map((point) => point.kind)).toEqual(['unplaced', 'warning', 'speaker', 'decision', 'follow-up', 'follow-up', 'appointments']);
  expect(points.find((point) => point.kind === 'speaker')).toMatchObject({ remarks: [0, 2], line: 9 });
});

test('neighbouring unplaced lines are one point', () => {
  const lines = [3, 4, 9].map((line) => ({ line, text: '□' }));
  const points = pointsOf({ ...file, draft: { ...file.draft, unplaced: lines } } as ImportPreviewed);
  expect(points.filter((point) => point.kind === 'unplaced').map((point) => point.lines.length)).toEqual([2, 1]);
});

test('a split is sent for every place of the speaker, and what is left out by its index', () => {
  const points = pointsOf(file);
  const settled = nothingSettled();
  settled.splits['speaker 東海林港湾課長'] = { name: '東海林', post: '港湾課長', proposed: false };
  settled.taken['follow-up 1'] = false;
  settled.taken['decision 0'] = true;
  const commit = commitOf(file, points, settled, READING);
  expect(commit.speakers).toEqual([
    { remark: 0, name: '東海林', post: '港湾課長' },
    { remark: 2, name: '東海林', post: '港湾課長' },
  ]);
  expect(commit).toMatchObject({ without_decisions: [], without_follow_ups: [1], sha256: file.sha256, on_duplicate: null });
});

test('what was looked at and is kept is confirmed, and people are kept as they were said', () => {
  const points = pointsOf(file);
  const settled = nothingSettled();
  settled.taken['decision 0'] = true;
  settled.appointments = ['new'];
  const commit = commitOf(file, points, settled, READING);
  expect(commit).toMatchObject({ confirmed_decisions: [0], confirmed_follow_ups: [] });
  expect(commit.appointments).toMatchObject([{ family_name: '東海林', post: '港湾課長', valid_from: '2024-02-08', valid_to: null }]);
  settled.appointments = ['none'];
  expect(commitOf(file, points, settled, READING).appointments).toEqual([]);
});

test('another reading keeps what was said of the same words', () => {
  const settled = nothingSettled();
  settled.taken = { 'decision 0': true, 'follow-up 1': false };
  settled.seen = { 'warning 0': true, 'unplaced 23': true };
  if (file.draft.kind !== 'minutes') throw new Error('minutes expected');
  const [first, second] = file.draft.follow_ups;
  if (!first || !second) throw new Error('two follow-ups expected');
  const after: ImportPreviewed = { ...file, draft: { ...file.draft, decisions: [], follow_ups: [second, first] } };
  expect(carriedOver(settled, file, after)).toMatchObject({ taken: { 'follow-up 0': false }, seen: { 'unplaced 23': true } });
});

test('nothing settled sends what the importer proposes', () => {
  expect(commitOf(file, pointsOf(file), nothingSettled(), READING)).toMatchObject({ speakers: [], without_decisions: [], without_follow_ups: [], body: null });
});

test('a duplicate and a missing body keep the file out until they are settled', () => {
  const meeting = { id: 'm', label: 'R5-3', held_on: '2024-02-08', title: '概要', body: { id: 'b', name: '会議' } };
  const draft = file.draft.kind === 'minutes' ? { ...file.draft, meeting: { ...file.draft.meeting, body: null } } : file.draft;
  const points = pointsOf({ ...file, draft, duplicates: [{ meeting, reason: 'same_meeting', losses: '' }] });
  const settled = nothingSettled();
  expect(points.filter((point) => isBlocking(point, settled)).map((point) => point.kind)).toEqual(['duplicate', 'body']);
  settled.onDuplicate = 'replace';
  settled.body = '会議';
  expect(points.some((point) => isBlocking(point, settled))).toBe(false);
});

test('minutes that people have worked on are replaced only when what is lost was agreed to', () => {
  const meeting = { id: 'm', label: 'R5-3', held_on: '2024-02-08', title: '概要', body: { id: 'b', name: '会議' } };
  const points = pointsOf({ ...file, duplicates: [{ meeting, reason: 'same_meeting', losses: '手で直した発言 1 件' }] });
  const settled = nothingSettled();
  const isOpen = () => points.some((point) => isBlocking(point, settled));
  settled.onDuplicate = 'replace';
  expect(isOpen()).toBe(true);
  expect(commitOf(file, points, settled, READING).accept_losses).toBe(false);
  settled.acceptLosses = true;
  expect(isOpen()).toBe(false);
  expect(commitOf(file, points, settled, READING).accept_losses).toBe(true);
  settled.acceptLosses = false;
  settled.onDuplicate = 'keep_both';
  expect(isOpen()).toBe(false);
});

test('a choice that is taken back is open again', () => {
  const point = pointsOf(file).find((one) => one.kind === 'decision');
  if (!point) throw new Error('no decision in the draft');
  const settled = nothingSettled();
  settled.taken[point.key] = true;
  expect(isSettled(point, settled)).toBe(true);
  settled.taken[point.key] = undefined;
  expect(isSettled(point, settled)).toBe(false);
});

test('splits are the proposal first, then the other cuts, then none, each once', () => {
  expect(splitsOf('東海林港湾課長', '東海', '林港湾課長').map(({ name }) => name)).toEqual(['東海', '東', '東海林', '']);
  expect(splitsOf('知事', '', '知事').map(({ name, post }) => name + '|' + post)).toEqual(['|知事', '知|事']);
});

test('a coverage below the whole is never rounded up to it', () => {
  expect(percent({ characters: 100_000, placed: 99_999 })).toBe('99.9');
  expect(percent({ characters: 6120, placed: 6120 })).toBe('100');
  expect(percent({ characters: 0, placed: 0 })).toBe('100');
});

test('the bar is filled, and a single unplaced character can be seen', () => {
  if (file.draft.kind !== 'minutes') throw new Error('minutes expected');
  const bar = shares(file.draft.lines, file.draft.remarks, { characters: 90_001, placed: 90_000 });
  const last = bar.at(-1);
  expect((last?.from ?? 0) + (last?.width ?? 0)).toBeCloseTo(1000);
  expect(last).toMatchObject({ tint: 'unplaced', characters: 1 });
  expect(last?.width).toBeGreaterThan(4);
});
