/** The schedule as rows of bars: neighbouring years of one phase are one bar. */
import type { FiscalYear, Initiative, InitiativeView } from '../ipc';

/** How a phase is drawn; its word always stands in the bar. */
export type Phase = 'plan' | 'do' | 'roll' | 'other';

export interface Bar {
  /** Columns it spans. */
  years: number;
  /** As printed; empty where the cell is. */
  text: string;
  phase: Phase;
}

export interface ScheduleRow {
  node: Initiative;
  bars: Bar[];
}

export function phaseOf(text: string): Phase {
  if (/順次|随時|継続/u.test(text)) return 'roll';
  if (/実施|運用|開始|完了/u.test(text)) return 'do';
  return /検討|準備|調査|設計|計画|試行/u.test(text) ? 'plan' : 'other';
}

/** The years of the head, without gaps. */
export function yearsOf(view: InitiativeView): FiscalYear[] {
  const all = [...view.years, ...view.schedule.map((cell) => cell.fiscal_year)];
  if (all.length === 0) return [];
  const first = Math.min(...all);
  return Array.from({ length: Math.max(...all) - first + 1 }, (_, i) => first + i);
}

export function scheduleRows(view: InitiativeView): ScheduleRow[] {
  const years = yearsOf(view);
  return view.nodes.flatMap((node) => {
    const cells = new Map(view.schedule.filter((cell) => cell.initiative_id === node.id).map((cell) => [cell.fiscal_year, cell.phase]));
    if (cells.size === 0) return [];
    const bars: Bar[] = [];
    for (const year of years) {
      const text = cells.get(year) ?? '';
      const last = bars.at(-1);
      if (last && last.text === text) last.years += 1;
      else bars.push({ years: 1, text, phase: phaseOf(text) });
    }
    return [{ node, bars }];
  });
}
