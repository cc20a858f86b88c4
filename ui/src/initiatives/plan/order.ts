/** Where a node of a plan can go: among its siblings, and under others. */
import type { InitiativeId, InitiativeKind, InitiativeRow } from '../../ipc';

/** A place in the tree: under which node, before which child of it; last where none is named. */
export interface TreePlace {
  parent: InitiativeId | null;
  before: InitiativeId | null;
}

const siblingsOf = (nodes: readonly InitiativeRow[], node: InitiativeRow) => nodes.filter((one) => one.plan === node.plan && one.parent === node.parent);

/** One place up among its siblings; `undefined` for the first. */
export function placeUp(nodes: readonly InitiativeRow[], node: InitiativeRow): TreePlace | undefined {
  const siblings = siblingsOf(nodes, node);
  const before = siblings[siblings.findIndex((one) => one.id === node.id) - 1];
  return before && { parent: node.parent, before: before.id };
}

/** One place down; `undefined` for the last. */
export function placeDown(nodes: readonly InitiativeRow[], node: InitiativeRow): TreePlace | undefined {
  const siblings = siblingsOf(nodes, node);
  const at = siblings.findIndex((one) => one.id === node.id);
  if (at < 0 || at === siblings.length - 1) return undefined;
  return { parent: node.parent, before: siblings[at + 2]?.id ?? null };
}

/** Right after a node, under the same one. */
export function placeAfter(nodes: readonly InitiativeRow[], node: InitiativeRow): TreePlace {
  const siblings = siblingsOf(nodes, node);
  return { parent: node.parent, before: siblings[siblings.findIndex((one) => one.id === node.id) + 1]?.id ?? null };
}

/** Whether a node may stand under another, or at the top. */
export function mayHold(parent: InitiativeKind | undefined, kind: InitiativeKind): boolean {
  return kind === 'item' ? parent === 'initiative' : parent === undefined || parent === 'pillar';
}

/** What can be put below a node. */
export function kindsUnder(parent: InitiativeKind | undefined): InitiativeKind[] {
  return (['initiative', 'item', 'pillar'] as const).filter((kind) => mayHold(parent, kind));
}

/** The nodes of its plan under which a node may go: itself and what is below it left out. */
export function homesFor(nodes: readonly InitiativeRow[], node: InitiativeRow): InitiativeRow[] {
  const below = new Set([node.id]);
  for (const one of nodes) if (one.parent !== null && below.has(one.parent)) below.add(one.id);
  return nodes.filter((one) => one.plan === node.plan && !below.has(one.id) && mayHold(one.kind, node.kind));
}

/** Where a node goes that is let fall on another one: into what may hold it, else right before it. */
export function placeOn(nodes: readonly InitiativeRow[], node: InitiativeRow, target: InitiativeRow): TreePlace | undefined {
  if (node.id === target.id || node.plan !== target.plan) return undefined;
  const homes = homesFor(nodes, node);
  const isHome = (id: InitiativeId | null) => (id === null ? mayHold(undefined, node.kind) : homes.some((home) => home.id === id));
  if (isHome(target.id) && target.kind !== node.kind) return { parent: target.id, before: null };
  return isHome(target.parent) ? { parent: target.parent, before: target.id } : undefined;
}
