/** Printed values as numbers on a chart. */
import { nice, ticks } from 'd3-array';
import type { Indicator, FiscalYear } from '../../ipc';

/** A point; `null` where nothing is printed, or nothing that is a number. */
export interface Point {
  year: FiscalYear;
  target: number | null;
  actual: number | null;
}

/** A number as printed: 「1,864件」「18.6％」「約80%以上」; `null` for 「集計中」. */
export function numberIn(printed: string): number | null {
  const text = printed.normalize('NFKC').replace(/[,\s]/gu, '');
  const found = /[-−▲△]?\d+(?:\.\d+)?/u.exec(text);
  if (!found) return null;
  const digits = found[0].replace(/^[−▲△]/u, '-');
  const value = Number(digits);
  return Number.isFinite(value) ? value : null;
}

/** The years of an indicator from its first to its last, none left out. */
export function pointsOf(indicator: Indicator): Point[] {
  const years = indicator.values.map((value) => value.fiscal_year);
  if (years.length === 0) return [];
  const first = Math.min(...years);
  const byYear = new Map(indicator.values.map((value) => [value.fiscal_year, value]));
  return Array.from({ length: Math.max(...years) - first + 1 }, (_, i) => {
    const value = byYear.get(first + i);
    return { year: first + i, target: value ? numberIn(value.target) : null, actual: value ? numberIn(value.actual) : null };
  });
}

/** Whether a printed value is not on the chart. */
export function isLeftOut(indicator: Indicator): boolean {
  return indicator.values.some((value) => [value.target, value.actual].some((text) => text.trim() !== '' && numberIn(text) === null));
}

/** Where the axis begins and ends, and the values that are written beside it. */
export function axisOf(points: readonly Point[]): { from: number; to: number; marks: number[] } {
  const values = points.flatMap((point) => [point.target, point.actual]).filter((value): value is number => value !== null);
  if (values.length === 0) return { from: 0, to: 1, marks: [] };
  // A line begins at zero unless all of it is far from it: differences are not made larger than they are.
  const least = Math.min(...values);
  const most = Math.max(...values);
  const low = least >= 0 && least < most * 0.6 ? 0 : least;
  const [from, to] = nice(low === most ? Math.min(0, low) : low, low === most ? Math.max(1, most) : most, 4);
  return { from, to, marks: ticks(from, to, 4) };
}
