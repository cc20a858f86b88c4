import { expect, test } from 'vitest';
import type { PhaseInput } from '../../ipc';
import { barAt, barsOf, begun, drawn, lengthened, monthsOf, monthsText, moved, rewritten, saidIn, shifted, without, written } from './bars';

const cells = (text: string): PhaseInput[] => text.split(' ').filter(Boolean).map((one) => ({ fiscal_year: Number(one.slice(0, 1)), phase: one.slice(1) }));
const said = (list: readonly PhaseInput[]) => list.map((cell) => `${cell.fiscal_year}${cell.phase}`).join(' ');
const bar = (list: PhaseInput[], year: number) => {
  const found = barAt(list, year);
  if (!found) throw new Error(`no bar in ${year}`);
  return found;
};

const PLAN = cells('1検討 2実施 3実施 5順次');

test('neighbouring years of one phase are one bar, phases of one year stand side by side', () => {
  expect(barsOf(PLAN).map((one) => `${one.text}${one.from}-${one.to}`)).toEqual(['検討1-1', '実施2-3', '順次5-5']);
  expect(barsOf(cells('1検討 1実施 2実施')).map((one) => `${one.text}${one.part}/${one.parts}`)).toEqual(['検討0/2', '実施1/2', '実施0/1']);
});

test.each([
  ['one year later', moved(PLAN, bar(PLAN, 2), 1), '1検討 3実施 4実施 5順次'],
  ['over what stands there', moved(PLAN, bar(PLAN, 2), 2), '1検討 4実施 5実施'],
  ['earlier', moved(PLAN, bar(PLAN, 2), -1), '1実施 2実施 5順次'],
  ['longer', lengthened(PLAN, bar(PLAN, 1), 1), '1検討 2検討 3実施 5順次'],
  ['never shorter than a year', lengthened(PLAN, bar(PLAN, 2), -5), '1検討 2実施 5順次'],
  ['begun later', begun(PLAN, bar(PLAN, 2), 1), '1検討 3実施 5順次'],
  ['begun earlier', begun(PLAN, bar(PLAN, 5), -1), '1検討 2実施 3実施 4順次 5順次'],
  ['drawn', drawn(PLAN, '試行', 4, 4), '1検討 2実施 3実施 4試行 5順次'],
  ['drawn backwards', drawn(PLAN, '試行', 5, 4), '1検討 2実施 3実施 4試行 5試行'],
  ['rewritten', rewritten(PLAN, bar(PLAN, 2), '運用'), '1検討 2運用 3運用 5順次'],
  ['emptied', rewritten(PLAN, bar(PLAN, 2), ' '), '1検討 5順次'],
  ['taken out', without(PLAN, bar(PLAN, 1)), '2実施 3実施 5順次'],
  ['one year written', written(PLAN, 3, '検証'), '1検討 2実施 3検証 5順次'],
  ['two phases in a year', written(PLAN, 3, '検証、実施'), '1検討 2実施 3検証 3実施 5順次'],
])('a bar is %s', (_, made, wanted) => expect(said(made)).toBe(wanted));

test('a bar of a year that two share leaves the other alone', () => {
  const shared = cells('1検討 1実施');
  const first = barsOf(shared)[0];
  if (!first) throw new Error('no bar');
  expect(said(rewritten(shared, first, '調査'))).toBe('1調査 1実施');
  expect(said(without(shared, first))).toBe('1実施');
  expect(saidIn(shared, 1)).toBe('検討、実施');
});

test.each([
  ['6月～1月', 2, 10],
  ['６月〜１月', 2, 10],
  ['10～12月', 6, 9],
  ['9月', 5, 6],
  ['4月', 0, 1],
  ['3月', 11, 12],
  ['通年', 0, 12],
  ['随時', 0, 12],
  ['6月、10月～12月', 2, 9],
])('%s are the months %i to %i', (text, from, to) => expect(monthsOf(text)).toEqual({ from, to }));

test.each(['', '未定', '13月'])('%s names no months', (text) => expect(monthsOf(text)).toBeUndefined());

test.each(['6月～1月', '9月', '通年', '4月～3月'])('%s is printed as it is read', (text) => {
  const months = monthsOf(text);
  if (!months) throw new Error(text);
  expect(monthsText(months)).toBe(text === '4月～3月' ? '通年' : text);
});

test('months move and stretch within the year', () => {
  expect(shifted({ from: 2, to: 4 }, 1, 1)).toEqual({ from: 3, to: 5 });
  expect(shifted({ from: 10, to: 12 }, 3, 3)).toEqual({ from: 10, to: 12 });
  expect(shifted({ from: 2, to: 4 }, 0, 1)).toEqual({ from: 2, to: 5 });
  expect(shifted({ from: 2, to: 4 }, 0, -9)).toEqual({ from: 2, to: 3 });
  expect(shifted({ from: 2, to: 4 }, 9, 0)).toEqual({ from: 3, to: 4 });
});
