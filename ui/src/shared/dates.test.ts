import { expect, test } from 'vitest';
import { dateWithWeekday, fiscalYear, longDate, shortDay } from './dates';

test.each([
  ['2022-04-14', '令和4年4月14日'],
  ['2019-05-01', '令和元年5月1日'],
  ['2019-04-30', '平成31年4月30日'],
  ['1989-01-07', '昭和64年1月7日'],
])('%s is %s', (iso, printed) => expect(longDate(iso)).toBe(printed));

test.each([
  [2022, '令和4年度'],
  [2019, '令和元年度'],
  [2018, '平成30年度'],
])('the fiscal year that begins in %d is %s', (year, printed) => expect(fiscalYear(year)).toBe(printed));

test('a weekday is that of the day, wherever the machine stands', () => {
  expect(dateWithWeekday('2023-06-08')).toBe('令和5年6月8日（木）');
  expect(shortDay('2023-06-08')).toBe('6月8日');
});
