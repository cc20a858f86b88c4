/** 経緯: decisions and reports in one line of time. */
import type { DecisionRow, InitiativeView, Progress } from '../ipc';

export type HistoryEntry =
  | { kind: 'decision'; key: string; day: string; row: DecisionRow }
  | { kind: 'progress'; key: string; day: string; report: Progress };

const ERA_BASE: Record<string, number> = { R: 2018, H: 1988, S: 1925 };

/**
 * The day a report stands at: the month printed with it (「R2.7-8」, 「R元.9」), else the last day of
 * its half. Only for order: what is shown is what is printed.
 */
export function dayOfReport(report: Progress): string {
  const found = /([RHS])\s*(\d+|元)\.(\d+)(?:-(\d+))?/u.exec(report.when.normalize('NFKC'));
  const base = ERA_BASE[found?.[1] ?? ''];
  if (found && base !== undefined) {
    const year = base + (found[2] === '元' ? 1 : Number(found[2]));
    return `${year}-${String(found[4] ?? found[3]).padStart(2, '0')}-28`;
  }
  return report.half === 'first-half' ? `${report.fiscal_year}-09-30` : `${report.fiscal_year + 1}-03-31`;
}

/** Oldest first. */
export function historyOf(view: InitiativeView): HistoryEntry[] {
  const decisions = view.decisions.map((row): HistoryEntry => ({ kind: 'decision', key: row.id ?? row.agenda.id, day: row.meeting.held_on, row }));
  const reports = view.progress.map((report): HistoryEntry => ({ kind: 'progress', key: report.id, day: dayOfReport(report), report }));
  return [...decisions, ...reports].sort((a, b) => a.day.localeCompare(b.day));
}
