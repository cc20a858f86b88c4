/** The tree of a plan as rows. */
import type { InitiativeId, InitiativeList, InitiativeRow, Plan } from '../ipc';

export interface PlanRows {
  plan: Plan;
  rows: InitiativeRow[];
}

/** A chosen node: an id as it stands in an address. */
export function resolve(list: InitiativeList, id: string): InitiativeRow | undefined {
  return list.initiatives.find((one) => one.id === id) ?? list.initiatives.find((one) => one.number === id);
}

/**
 * What is drawn of every plan: pillars and initiatives, and the items of the initiative that is
 * chosen or holds what is chosen; on demand only initiatives that no decision stands behind.
 */
export function rowsOf(list: InitiativeList, chosen: InitiativeRow | undefined, undecidedOnly = false): PlanRows[] {
  const open = new Set<InitiativeId>();
  const byId = new Map(list.initiatives.map((one) => [one.id, one]));
  for (let at = chosen; at; at = at.parent === null ? undefined : byId.get(at.parent)) open.add(at.id);
  const isDrawn = (one: InitiativeRow): boolean => {
    if (one.kind === 'item') return one.parent !== null && open.has(one.parent);
    return !undecidedOnly || one.kind === 'pillar' || one.decisions === 0;
  };
  return list.plans.map((plan) => ({ plan, rows: list.initiatives.filter((one) => one.plan === plan.id && isDrawn(one)) }));
}
