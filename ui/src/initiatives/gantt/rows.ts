/** What the 工程表 of a plan draws: a row for each node and for each activity, top to bottom. */
import type { Activity, FiscalYear, Initiative, InitiativeId, PhaseInput, PlanView } from '../../ipc';
import { barsOf, monthsOf, YEAR, type Months, type PhaseBar } from './bars';

interface Base {
  key: string;
  /** How many nodes stand above it. */
  depth: number;
  node: Initiative;
}

/** A pillar, an initiative or an item with its phases. */
export interface NodeRow extends Base {
  kind: 'node';
  cells: PhaseInput[];
  /** Made of the cells when they are first asked for: most rows are never in sight. */
  readonly bars: PhaseBar[];
}

/** An activity of the plan's year. */
export interface ActivityRow extends Base {
  kind: 'activity';
  activity: Activity;
  /** Read from the print when they are first asked for. */
  readonly months: Months | undefined;
}

export type GanttRow = NodeRow | ActivityRow;

/** Fewest years that are drawn, so that a bar has somewhere to go. */
const FEWEST_YEARS = 4;

/** The rows of a plan. */
export function rowsOf(view: PlanView): GanttRow[] {
  const cells = new Map<InitiativeId, PhaseInput[]>();
  for (const cell of view.schedule) {
    const of = cells.get(cell.initiative_id) ?? [];
    of.push({ fiscal_year: cell.fiscal_year, phase: cell.phase });
    cells.set(cell.initiative_id, of);
  }
  const activities = new Map<InitiativeId, Activity[]>();
  for (const activity of view.activities) {
    const of = activities.get(activity.initiative_id) ?? [];
    of.push(activity);
    activities.set(activity.initiative_id, of);
  }
  const depths = new Map<InitiativeId, number>();
  return view.nodes.flatMap((node): GanttRow[] => {
    const depth = node.parent_id === null ? 0 : (depths.get(node.parent_id) ?? 0) + 1;
    depths.set(node.id, depth);
    const own = cells.get(node.id) ?? [];
    return [nodeRow(node, depth, own), ...(activities.get(node.id) ?? []).map((activity) => activityRow(node, depth + 1, activity))];
  });
}

function nodeRow(node: Initiative, depth: number, cells: PhaseInput[]): NodeRow {
  let bars: PhaseBar[] | undefined;
  return { kind: 'node', key: node.id, depth, node, cells, get bars() { return (bars ??= barsOf(cells)); } };
}

function activityRow(node: Initiative, depth: number, activity: Activity): ActivityRow {
  let months: Months | undefined | null = null;
  return { kind: 'activity', key: activity.id, depth, node, activity, get months() { return months === null ? (months = monthsOf(activity.months)) : months; } };
}

/** The years of the axis, none left out. */
export function axisOf(view: PlanView): FiscalYear[] {
  const all = [view.plan.fiscal_year, ...view.schedule.map((cell) => cell.fiscal_year)];
  const first = Math.min(...all);
  const last = Math.max(...all, first + FEWEST_YEARS - 1);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** The rows that a view of `height` pixels scrolled to `top` shows, with some beyond each end. */
export function inSight(count: number, rowHeight: number, top: number, height: number, beyond = 6): { first: number; last: number } {
  const first = Math.max(0, Math.floor(top / rowHeight) - beyond);
  return { first, last: Math.min(count, Math.ceil((top + height) / rowHeight) + beyond) };
}

/** Where a bar stands on the axis, in months from its beginning: half open. */
export function spanOf(bar: PhaseBar, first: FiscalYear): Months {
  const from = (bar.from - first) * YEAR + (bar.part * YEAR) / bar.parts;
  return { from, to: bar.parts > 1 ? from + YEAR / bar.parts : (bar.to - first + 1) * YEAR };
}
