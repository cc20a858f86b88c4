import { expect, test } from 'vitest';
import type { Half, Progress } from '../ipc';
import { lastBefore, lastEnded, periodToShow, reportsOf } from './period';

const report = (fiscal_year: number, half: Half, id = `${fiscal_year}${half}`): Progress => ({ id, initiative_id: 'i', fiscal_year, half, position: 0, when: '', text: id, status: '' });
const REPORTS = [report(2023, 'second-half'), report(2024, 'first-half'), report(2024, 'first-half', 'b'), report(2022, 'first-half')];

test.each([
  ['2024-10-01', 2024, 'first-half'],
  ['2024-12-31', 2024, 'first-half'],
  ['2025-03-31', 2024, 'first-half'],
  ['2025-04-01', 2024, 'second-half'],
  ['2025-09-30', 2024, 'second-half'],
])('on %s the last half year to end is %i %s', (day, fiscal_year, half) => expect(lastEnded(day)).toEqual({ fiscal_year, half }));

test('reports are shown by half year, and beside those before', () => {
  expect(periodToShow(REPORTS, '2030-01-01')).toEqual({ fiscal_year: 2024, half: 'first-half' });
  expect(periodToShow([], '2024-10-02')).toEqual({ fiscal_year: 2024, half: 'first-half' });
  expect(reportsOf(REPORTS, { fiscal_year: 2024, half: 'first-half' }).get('i')).toHaveLength(2);
  expect(lastBefore(REPORTS, 'i', { fiscal_year: 2024, half: 'first-half' }).map((one) => one.id)).toEqual(['2023second-half']);
  expect(lastBefore(REPORTS, 'i', { fiscal_year: 2022, half: 'first-half' })).toEqual([]);
});
