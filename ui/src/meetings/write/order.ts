/** The order of items and remarks, and where a move leads. */
import type { PlaceInput } from '../../ipc';

/** A row as far as order goes. Rows stand in printed order; a remark's item is the heading above it. */
export interface OrderRow {
  kind: 'item' | 'remark';
  id: string;
  /** The item of a remark; null before the first one. */
  item?: string | null;
}

/** A row that may not be in the library yet. */
interface NewRow extends OrderRow {
  written: boolean;
  /** The remark that an item was typed into, and whose place it has. */
  from?: unknown;
  /** The row that it was put under. */
  after?: unknown;
}

/** Where a remark goes that is on screen and not in the library yet: told by the rows around it that are. */
export function addition(rows: readonly NewRow[], row: NewRow): PlaceInput {
  const at = rows.findIndex((one) => one === row || one.from === row);
  const end = at >= 0 ? at : rows.findIndex((one) => one === row.after) + 1;
  const above = rows.slice(0, end).findLast((one) => one.written);
  const below = rows.slice(at >= 0 ? at + 1 : end).find((one) => one.written);
  const item = above?.kind === 'item' ? above.id : (above?.item ?? null);
  return { item, before: below?.kind === 'remark' && (below.item ?? null) === item ? below.id : null };
}

/** Where a remark goes that moves one row up or down; undefined at either end. */
export function remarkMove(rows: readonly OrderRow[], id: string, by: 1 | -1): PlaceInput | undefined {
  const at = rows.findIndex((row) => row.id === id);
  const row = rows[at];
  const next = rows[at + by];
  if (!row || !next) return undefined;
  if (by === -1) {
    if (next.kind === 'remark') return { item: row.item ?? null, before: next.id };
    return { item: itemAbove(rows, at - 1), before: null };
  }
  if (next.kind === 'remark') {
    const after = rows[at + 2];
    return { item: row.item ?? null, before: after?.kind === 'remark' ? after.id : null };
  }
  const first = rows[at + 2];
  return { item: next.id, before: first?.kind === 'remark' ? first.id : null };
}

/** The item of what stands above the row at `at`; null before the first item. */
function itemAbove(rows: readonly OrderRow[], at: number): string | null {
  for (let i = at - 1; i >= 0; i -= 1) if (rows[i]?.kind === 'item') return rows[i]?.id ?? null;
  return null;
}

/** The item that an item goes before when it moves one item up or down; undefined where it cannot. */
export function itemMove(rows: readonly OrderRow[], id: string, by: 1 | -1): { before: string | null } | undefined {
  const items = rows.filter((row) => row.kind === 'item').map((row) => row.id);
  const at = items.indexOf(id);
  if (at < 0 || (by === -1 && at === 0) || (by === 1 && at === items.length - 1)) return undefined;
  return { before: by === -1 ? (items[at - 1] ?? null) : (items[at + 2] ?? null) };
}
