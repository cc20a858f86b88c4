import { describe, expect, test } from 'vitest';
import type { Hit } from '../ipc';
import { hitRows, type HitPage } from './rows';

const hit = (id: string) => ({ id }) as Hit;
const page = (ids: string, groups: number[][]): HitPage => ({ hits: [...ids].map(hit), groups: groups.map((hits) => ({ meeting: null, hits })) });

describe('the order of the hits', () => {
  const cases: [string, HitPage[], boolean, string][] = [
    ['flat, as they came', [page('abc', [[0, 2], [1]])], false, 'a b c'],
    ['by meeting, each headed', [page('abc', [[0, 2], [1]])], true, '2:a c 1:b'],
    ['a later page never moves an earlier one', [page('abc', [[0, 2], [1]]), page('de', [[0], [1]])], true, '2:a c 1:b 1:d 1:e'],
    ['flat where the groups do not cover the hits', [page('abc', [[0]])], true, 'a b c'],
    ['nothing of nothing', [], true, ''],
  ];
  test.each(cases)('%s', (_, pages, grouped, expected) => {
    const rows = hitRows(pages, grouped).map((row) => (row.head === undefined ? row.hit.id : `${row.under}:${row.hit.id}`));
    expect(rows.join(' ')).toBe(expected);
  });
});
