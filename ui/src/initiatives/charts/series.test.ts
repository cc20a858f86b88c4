import { expect, test } from 'vitest';
import type { Indicator } from '../../ipc';
import { axisOf, isLeftOut, numberIn, pointsOf } from './series';

test.each([
  ['1,864件', 1864],
  ['１８．６％', 18.6],
  ['80%以上', 80],
  ['▲3.2', -3.2],
  ['−5', -5],
  ['集計中', null],
  ['', null],
])('%s is %s', (printed, value) => expect(numberIn(printed)).toBe(value));

const indicator: Indicator = {
  id: 'd',
  initiative_id: 'i',
  name: '割合',
  unit: '％',
  values: [
    { fiscal_year: 2022, target: '40', actual: '11.4' },
    { fiscal_year: 2024, target: '50', actual: '集計中' },
  ],
};

test('years without a value are kept, words are left to the table', () => {
  expect(pointsOf(indicator).map((point) => [point.year, point.target, point.actual])).toEqual([[2022, 40, 11.4], [2023, null, null], [2024, 50, null]]);
  expect(isLeftOut(indicator)).toBe(true);
});

test('the axis begins at zero unless everything is far from it', () => {
  expect(axisOf(pointsOf(indicator))).toMatchObject({ from: 0, to: 50 });
  const near = axisOf([{ year: 2022, target: 98, actual: 96 }]);
  expect(near.from).toBeGreaterThan(90);
  expect(axisOf([{ year: 2022, target: null, actual: 0 }])).toMatchObject({ from: 0, to: 1 });
  expect(axisOf([]).marks).toEqual([]);
});
