/** A meeting as a list of rows: items and remarks in printed order. */
import type { AgendaItem, MeetingView, Remark, RemarkView } from '../ipc';

export type ReadingRow =
  | { kind: 'item'; key: string; item: AgendaItem }
  | { kind: 'remark'; key: string; number: number; remark: Remark; drawn: RemarkView };

export const rowOf = (id: string) => `at-${id}`;
export const noteOf = (id: string) => `note-${id}`;

/** Items and remarks as they are printed; an item without remarks still has its heading. */
export function readingRows(view: MeetingView): ReadingRow[] {
  const { record } = view;
  const rows: ReadingRow[] = [];
  const items = [...record.agenda].sort((a, b) => a.position - b.position);
  let next = 0;
  const headingsTo = (position: number) => {
    for (; next < items.length && (items[next]?.position ?? 0) <= position; next += 1) {
      const item = items[next];
      if (item) rows.push({ kind: 'item', key: rowOf(item.id), item });
    }
  };
  const positions = new Map(items.map((item) => [item.id, item.position]));
  record.remarks.forEach((remark, i) => {
    const drawn = view.remarks[i];
    if (remark.agenda_item_id !== null) headingsTo(positions.get(remark.agenda_item_id) ?? -1);
    if (drawn) rows.push({ kind: 'remark', key: rowOf(remark.id), number: i + 1, remark, drawn });
  });
  headingsTo(Infinity);
  return rows;
}

/** The row, and the note beside it, that an address points at. */
export function targetOf(view: MeetingView, params: URLSearchParams): { row: string; note?: string } | undefined {
  const remark = params.get('remark');
  if (remark) return { row: rowOf(remark) };
  const agenda = params.get('agenda');
  if (agenda) return { row: rowOf(agenda) };
  const decision = params.get('decision');
  if (decision) {
    const carrying = view.remarks.find((one) => one.spans.some(({ carries }) => carries.kind === 'decision' && carries.id === decision));
    const item = view.record.decisions.find((one) => one.id === decision)?.agenda_item_id;
    const at = carrying?.id ?? item;
    return at ? { row: rowOf(at), note: noteOf(decision) } : undefined;
  }
  const followUp = view.record.follow_ups.find((one) => one.id === params.get('follow_up'));
  return followUp && { row: rowOf(followUp.remark_id), note: noteOf(followUp.id) };
}
