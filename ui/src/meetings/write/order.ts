/** The order of items and remarks, and where a move leads. */
import type { PlaceInput } from '../../ipc';

/** A row as far as order goes. Rows stand in printed order; a remark's item is the heading above it. */
export interface OrderRow {
  kind: 'item' | 'remark';
  id: string;
  /** The item of a remark; null before the first one. */
  item?: string | null;
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

/** Where a new remark goes that stands right after a row. */
export function placeAfter(rows: readonly OrderRow[], id: string | undefined): PlaceInput {
  const at = rows.findIndex((row) => row.id === id);
  const row = rows[at];
  const next = rows[at + 1];
  const item = row?.kind === 'item' ? row.id : (row?.item ?? null);
  return { item: row ? item : itemAbove(rows, rows.length), before: row && next?.kind === 'remark' ? next.id : null };
}

/** The remark of the same item right before one. */
export function remarkBefore(rows: readonly OrderRow[], id: string): string | undefined {
  const before = rows[rows.findIndex((row) => row.id === id) - 1];
  return before?.kind === 'remark' ? before.id : undefined;
}
