/**
 * 工程表 as bars on an axis of months, and what an edit of a bar makes of the cells it is made of.
 *
 * A node's phases are cells of whole fiscal years; neighbouring years of one phase are one bar. An
 * activity is a bar over months of the plan's year, kept as printed (「6月～1月」).
 *
 * Invariants: cells are sorted by year and stay so; a year newly covered by a bar belongs to it alone;
 * what an edit does not touch stays as it is.
 */
import type { FiscalYear, PhaseInput } from '../../ipc';
import { phaseOf, type Phase } from '../schedule';

/** Months of a year. */
export const YEAR = 12;

/** A bar over whole years. */
export interface PhaseBar {
  /** Index of its first cell. */
  first: number;
  /** Number of cells. */
  cells: number;
  text: string;
  phase: Phase;
  from: FiscalYear;
  /** The last year, that one included. */
  to: FiscalYear;
  /** Where several phases share one year: which part of how many. */
  part: number;
  parts: number;
}

/** Months of a fiscal year, April first: half open. */
export interface Months {
  from: number;
  to: number;
}

/** Cells as bars. Phases that share a year stand side by side in it. */
export function barsOf(cells: readonly PhaseInput[]): PhaseBar[] {
  const shared = new Map<FiscalYear, number>();
  for (const cell of cells) shared.set(cell.fiscal_year, (shared.get(cell.fiscal_year) ?? 0) + 1);
  const seen = new Map<FiscalYear, number>();
  const bars: PhaseBar[] = [];
  cells.forEach((cell, index) => {
    const parts = shared.get(cell.fiscal_year) ?? 1;
    const part = seen.get(cell.fiscal_year) ?? 0;
    seen.set(cell.fiscal_year, part + 1);
    const last = bars.at(-1);
    const goesOn = last && parts === 1 && last.parts === 1 && last.text === cell.phase && last.to + 1 === cell.fiscal_year;
    if (goesOn) {
      last.to = cell.fiscal_year;
      last.cells += 1;
    } else {
      bars.push({ first: index, cells: 1, text: cell.phase, phase: phaseOf(cell.phase), from: cell.fiscal_year, to: cell.fiscal_year, part, parts });
    }
  });
  return bars;
}

/** The bar that stands in a year. */
export function barAt(cells: readonly PhaseInput[], year: FiscalYear): PhaseBar | undefined {
  return barsOf(cells).find((bar) => bar.from <= year && year <= bar.to);
}

/** Puts a bar over the years from `from` to `to` in place of what `bar` was. */
function placed(cells: readonly PhaseInput[], bar: PhaseBar | undefined, text: string, from: FiscalYear, to: FiscalYear): PhaseInput[] {
  const isOfBar = (index: number) => bar !== undefined && index >= bar.first && index < bar.first + bar.cells;
  const wasCovered = (year: FiscalYear) => bar !== undefined && bar.from <= year && year <= bar.to;
  const rest = cells.filter((cell, index) => !isOfBar(index) && (cell.fiscal_year < from || cell.fiscal_year > to || wasCovered(cell.fiscal_year)));
  const own = Array.from({ length: to - from + 1 }, (_, i) => ({ fiscal_year: from + i, phase: text }));
  return [...rest, ...own].sort((a, b) => a.fiscal_year - b.fiscal_year);
}

/** The bar stands `by` years later. */
export function moved(cells: readonly PhaseInput[], bar: PhaseBar, by: number): PhaseInput[] {
  return placed(cells, bar, bar.text, bar.from + by, bar.to + by);
}

/** The bar ends `by` years later; it keeps at least one year. */
export function lengthened(cells: readonly PhaseInput[], bar: PhaseBar, by: number): PhaseInput[] {
  return placed(cells, bar, bar.text, bar.from, Math.max(bar.from, bar.to + by));
}

/** The bar begins `by` years later; it keeps at least one year. */
export function begun(cells: readonly PhaseInput[], bar: PhaseBar, by: number): PhaseInput[] {
  return placed(cells, bar, bar.text, Math.min(bar.to, bar.from + by), bar.to);
}

/** A new bar. */
export function drawn(cells: readonly PhaseInput[], text: string, from: FiscalYear, to: FiscalYear): PhaseInput[] {
  return placed(cells, undefined, text, Math.min(from, to), Math.max(from, to));
}

/** The bar says something else; nothing takes it out. */
export function rewritten(cells: readonly PhaseInput[], bar: PhaseBar, text: string): PhaseInput[] {
  if (text.trim() === '') return without(cells, bar);
  return cells.map((cell, index) => (index >= bar.first && index < bar.first + bar.cells ? { ...cell, phase: text.trim() } : cell));
}

/** The bar is taken out. */
export function without(cells: readonly PhaseInput[], bar: PhaseBar): PhaseInput[] {
  return cells.filter((_, index) => index < bar.first || index >= bar.first + bar.cells);
}

/** One year says something else, the years beside it stay: how a table is written. */
export function written(cells: readonly PhaseInput[], year: FiscalYear, text: string): PhaseInput[] {
  const phases = text.split(/[、\n]/u).map((phase) => phase.trim()).filter(Boolean);
  const rest = cells.filter((cell) => cell.fiscal_year !== year);
  return [...rest, ...phases.map((phase) => ({ fiscal_year: year, phase }))].sort((a, b) => a.fiscal_year - b.fiscal_year);
}

/** What stands in a year, as a table says it. */
export function saidIn(cells: readonly PhaseInput[], year: FiscalYear): string {
  return cells.filter((cell) => cell.fiscal_year === year).map((cell) => cell.phase).join('、');
}

const WHOLE = /^(通年|年間|随時|毎月|適宜)/u;

/** The months that printed words name, from the first to the last; `undefined` where they name none. */
export function monthsOf(printed: string): Months | undefined {
  const text = printed.normalize('NFKC').replace(/\s/gu, '');
  if (WHOLE.test(text)) return { from: 0, to: YEAR };
  const named = [...text.matchAll(/(\d{1,2})月/gu)].map((found) => Number(found[1]));
  // 「10～12月」 says 月 once.
  const range = /(\d{1,2})[~〜\-–―]+\d{1,2}月/u.exec(text);
  if (range) named.unshift(Number(range[1]));
  const places = named.filter((month) => month >= 1 && month <= 12).map((month) => (month + 8) % YEAR);
  if (places.length === 0) return undefined;
  return { from: Math.min(...places), to: Math.max(...places) + 1 };
}

/** Months as they are printed: 「6月～1月」. */
export function monthsText({ from, to }: Months): string {
  const month = (place: number) => `${((place + 3) % YEAR) + 1}月`;
  if (from <= 0 && to >= YEAR) return '通年';
  return to - from <= 1 ? month(from) : `${month(from)}～${month(to - 1)}`;
}

/** Months moved or stretched, within the year and never empty. */
export function shifted(months: Months, from: number, to: number): Months {
  const length = months.to - months.from;
  if (from === to) {
    const start = Math.max(0, Math.min(YEAR - length, months.from + from));
    return { from: start, to: start + length };
  }
  const start = Math.max(0, Math.min(months.to - 1, months.from + from));
  return { from: start, to: Math.min(YEAR, Math.max(start + 1, months.to + to)) };
}
