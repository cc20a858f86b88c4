import { expect, test } from 'vitest';
import { INITIATIVES, PLAN, PROGRESS, SCHEDULE } from '../../dev/fake/plans';
import type { InitiativeView, Progress } from '../ipc';
import { dayOfReport, historyOf } from './history';
import { phaseOf, scheduleRows } from './schedule';

const node = INITIATIVES[1];
if (!node) throw new Error('no initiative in the fixture');
const view: InitiativeView = {
  initiative: node,
  plan: PLAN,
  path: [],
  nodes: INITIATIVES.slice(1, 5),
  schedule: SCHEDULE,
  activities: [],
  progress: PROGRESS,
  decisions: [],
  pending: [],
  replaced: [],
  as_of: null,
  known_on: null,
  later_decisions: [],
  later_progress: [],
  later: 0,
  relations: [],
  years: [2023, 2024, 2025, 2026],
};

test('neighbouring years of one phase are one bar, an empty cell is kept', () => {
  const bars = scheduleRows(view).map((row) => row.bars.map((bar) => `${bar.text}${bar.years}`));
  expect(bars).toEqual([['検討1', '実施2', '順次実施1'], ['検討2', '実施2'], ['1', '検討1', '順次実施2']]);
});

test.each([
  ['検討', 'plan'],
  ['実施', 'do'],
  ['順次実施', 'roll'],
  ['随時実施', 'roll'],
  ['→', 'other'],
])('%s is drawn as %s', (text, phase) => expect(phaseOf(text)).toBe(phase));

const report = (when: string, change: Partial<Progress> = {}): Progress => ({ id: when, initiative_id: 'i', fiscal_year: 2020, half: 'first-half', position: 0, when, status: '', text: '', ...change });

test.each([
  [report('R2.6'), '2020-06-28'],
  [report('Ｒ２.７-８'), '2020-08-28'],
  [report('R元.9'), '2019-09-28'],
  [report(''), '2020-09-30'],
  [report('', { half: 'second-half' }), '2021-03-31'],
])('a report stands where its month does', (one, day) => expect(dayOfReport(one)).toBe(day));

test('the line of time runs from old to new', () => {
  const days = historyOf(view).map((entry) => entry.day);
  expect(days).toEqual([...days].sort());
  expect(days).toHaveLength(2);
});
