/** Half years, and the reports on them. */
import type { FiscalYear, Half, InitiativeId, Progress } from '../ipc';

export interface Period {
  fiscal_year: FiscalYear;
  half: Half;
}

export const HALVES: readonly Half[] = ['first-half', 'second-half'];

/** Halves in the order of time. */
export function order(period: Period): number {
  return period.fiscal_year * 2 + HALVES.indexOf(period.half);
}

/** The last half year that has come to an end by a day (`YYYY-MM-DD`): what is reported on then. */
export function lastEnded(day: string): Period {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  if (month >= 10) return { fiscal_year: year, half: 'first-half' };
  return month >= 4 ? { fiscal_year: year - 1, half: 'second-half' } : { fiscal_year: year - 1, half: 'first-half' };
}

/** The last half year that is reported on; else the last one that has ended. */
export function periodToShow(reports: readonly Progress[], today: string): Period {
  const last = reports.reduce<Period | undefined>((held, report) => (held && order(held) >= order(report) ? held : report), undefined);
  return last ? { fiscal_year: last.fiscal_year, half: last.half } : lastEnded(today);
}

/** Reports of a half year, by the node that they are on. */
export function reportsOf(reports: readonly Progress[], period: Period): Map<InitiativeId, Progress[]> {
  const found = new Map<InitiativeId, Progress[]>();
  for (const report of reports) {
    if (report.fiscal_year !== period.fiscal_year || report.half !== period.half) continue;
    found.set(report.initiative_id, [...(found.get(report.initiative_id) ?? []), report]);
  }
  return found;
}

/** What was last reported on a node before a half year. */
export function lastBefore(reports: readonly Progress[], node: InitiativeId, period: Period): Progress[] {
  const before = reports.filter((report) => report.initiative_id === node && order(report) < order(period));
  const last = Math.max(...before.map(order));
  return before.filter((report) => order(report) === last);
}
