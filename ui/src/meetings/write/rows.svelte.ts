/** The rows on screen, put together from what the library holds and what it does not hold yet. */
import type { EditorView } from '../../ipc';
import { EditorItem, EditorRemark } from './remark.svelte';
import { uuid } from './typing';

export type Row = EditorItem | EditorRemark;

/** An id of our own, for a row that the library does not hold yet. */
export const ownId = () => `new-${uuid()}`;

/**
 * The rows of a view, in printed order. Rows that were there before stay the same objects; what is
 * not written yet stays under the row that it stood under; what was deleted elsewhere while it held
 * something unsaved stays too, as a conflict. What `isGone` names was taken off the screen already.
 */
export function rowsOf(view: EditorView, before: readonly Row[], isGone: (id: string) => boolean): Row[] {
  const { record, versions } = view;
  const unsure = new Set(view.unsure);
  // What an item was typed into is not on screen, and still the same row.
  const hidden = before.flatMap((row) => (row.kind === 'item' && row.from && !row.written ? [row.from] : []));
  const old = new Map<string, Row>([...before, ...hidden].map((row) => [row.id, row]));
  const of = <T extends Row>(id: string, kind: T['kind'], make: () => T): T => {
    const row = old.get(id);
    return row?.kind === kind ? (row as T) : make();
  };
  const remarks = record.remarks.map((remark, i) => {
    const row = of(remark.id, 'remark', () => new EditorRemark(remark.id));
    row.take(remark, view.texts[i] ?? '', versions[remark.id] ?? 0, unsure.has(remark.id));
    return row;
  });
  const items = [...record.agenda].sort((a, b) => a.position - b.position).map((item) => {
    const row = of(item.id, 'item', () => new EditorItem(item.id));
    row.take(item, versions[item.id] ?? 0);
    return row;
  });
  const byItem = new Map<string | null, EditorRemark[]>([[null, []]]);
  for (const row of items) byItem.set(row.id, []);
  for (const row of remarks) if (!isGone(row.id)) byItem.get(row.item)?.push(row);
  const rows: Row[] = [...(byItem.get(null) ?? [])];
  for (const item of items) rows.push(item, ...(byItem.get(item.id) ?? []));
  const there = new Set<Row>(rows);
  before.forEach((row, i) => {
    if (there.has(row)) return;
    if (row.written) {
      if (!row.unsaved || isGone(row.id)) return;
      row.lost(ownId(), before[i - 1]);
      row.other = { version: null, fields: [] };
    }
    insert(rows, row);
  });
  return rows;
}

/** Puts a row that is not written where it stood: in the place of what it was typed into, or under the row above it. */
function insert(rows: Row[], row: Row): void {
  const from = row.kind === 'item' && row.from ? rows.indexOf(row.from) : -1;
  if (from >= 0) {
    rows.splice(from, 1, row);
    return;
  }
  const above = row.after ? rows.indexOf(row.after) : -1;
  if (above >= 0) rows.splice(above + 1, 0, row);
  else rows.push(row);
}

/** About how high a row is drawn in a pane of that width, in pixels, until it is drawn: see the styles of its block. */
export function blockHeight(row: Row, width: number): number {
  if (row.kind === 'item') return 58;
  const letters = Math.max(1, Math.floor((width - 133) / 16));
  const lines = row.text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / letters)), 0);
  return 53 + lines * 27.2;
}

/** The same in the outline, where only titles are broken into lines. */
export function entryHeight(row: Row, width: number): number {
  if (row.kind === 'remark') return 27;
  const letters = Math.max(1, Math.floor((width - 36) / 16));
  return 13 + Math.max(1, Math.ceil((row.label.length + 1 + row.title.length) / letters)) * 24;
}
