/** 経緯: plan versions, decisions, instructions, reports and indicators in one line of time. */
import type { DecisionRow, FollowUpRow, Indicator, InitiativeEvents, InitiativeView, PlanPoint, Progress } from '../ipc';

interface Point {
  key: string;
  /** Where it stands in time; what is shown is what is printed. */
  day: string;
  /** Whether it came after the day as of which everything is shown. */
  later: boolean;
}
export type HistoryEntry = Point &
  (
    | { kind: 'decision'; row: DecisionRow; replaced: boolean; pending: boolean }
    | { kind: 'progress'; report: Progress }
    | { kind: 'instruction'; row: FollowUpRow }
    | { kind: 'plan'; plan: PlanPoint }
    | { kind: 'indicator'; year: number; indicators: { name: string; text: string }[] }
  );

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

/** Actual values by year, each at the year's last day. */
function measured(indicators: readonly Indicator[], asOf: string | null): HistoryEntry[] {
  const years = new Map<number, { name: string; text: string }[]>();
  for (const { name, unit, values } of indicators) {
    for (const { fiscal_year: year, target, actual } of values) {
      if (actual === '') continue;
      const list = years.get(year) ?? [];
      years.set(year, list);
      list.push({ name, text: `${actual}${unit}${target ? `（目標 ${target}${unit}）` : ''}` });
    }
  }
  return [...years].map(([year, list]) => {
    const day = `${year + 1}-03-31`;
    return { kind: 'indicator', key: `indicator ${year}`, day, later: asOf !== null && day > asOf, year, indicators: list };
  });
}

/** Oldest first; what is later than the day asked for stands there too, and says so. */
export function historyOf(view: InitiativeView, events?: InitiativeEvents): HistoryEntry[] {
  const asOf = view.as_of;
  const after = (day: string) => asOf !== null && day > asOf;
  const replaced = new Set(view.replaced);
  const decision = (row: DecisionRow, later: boolean, pending: boolean): HistoryEntry => ({
    kind: 'decision', key: row.id ?? row.agenda.id, day: row.meeting.held_on, row, replaced: row.id !== null && replaced.has(row.id), pending, later,
  });
  const report = (one: Progress, later: boolean): HistoryEntry => ({ kind: 'progress', key: one.id, day: dayOfReport(one), report: one, later });
  const entries: HistoryEntry[] = [
    ...view.decisions.map((row) => decision(row, false, false)),
    ...view.pending.map((row) => decision(row, false, true)),
    ...view.later_decisions.map((row) => decision(row, true, row.status !== 'confirmed')),
    ...view.progress.map((one) => report(one, false)),
    ...view.later_progress.map((one) => report(one, true)),
    ...(events?.instructions ?? []).map((row): HistoryEntry => ({ kind: 'instruction', key: row.id, day: row.meeting.held_on, row, later: after(row.meeting.held_on) })),
    ...(events?.plans ?? []).map((plan): HistoryEntry => {
      const day = plan.issued_on ?? `${plan.fiscal_year}-04-01`;
      return { kind: 'plan', key: `plan ${plan.initiative}`, day, plan, later: after(day) };
    }),
    ...measured(events?.indicators ?? [], asOf),
  ];
  return entries.sort((a, b) => a.day.localeCompare(b.day));
}
