import { expect, test } from 'vitest';
import { meetings } from '../../dev/fake/records';
import type { MeetingView } from '../ipc';
import { annotate } from './annotate';
import { readingRows, targetOf } from './reading';

function meeting(label: string): MeetingView {
  const found = meetings().find((view) => view.label === label);
  if (!found) throw new Error(`no meeting ${label}`);
  return found;
}

test('one sentence that decides three items has one note with three decisions', () => {
  const view = meeting('R5-1');
  const notes = [...annotate(view).byRemark.values()].flat().filter((note) => note.decisions.length > 0);
  expect(notes).toHaveLength(1);
  expect(notes[0]?.decisions).toHaveLength(3);
});

test('notes are numbered down the page', () => {
  const notes = [...annotate(meeting('R5-2')).byRemark.values()].flat();
  expect(notes.map((note) => note.number)).toEqual([1, 2, 3]);
});

test('what a person has refused is not underlined', () => {
  const view = meeting('R5-2');
  for (const one of [...view.record.decisions, ...view.record.follow_ups]) one.status = 'dismissed';
  const annotations = annotate(view);
  expect(annotations.spans.size + annotations.byRemark.size + annotations.byItem.size).toBe(0);
});

test('a decision whose words are gone stands with its item and says so', () => {
  const view = meeting('R5-2');
  for (const remark of view.remarks) remark.spans = [];
  const [first] = [...annotate(view).byItem.values()].flat();
  expect(first).toMatchObject({ broken: true });
  expect(first?.number).toBeUndefined();
});

test('items stand before their remarks, an item without remarks in its place', () => {
  const view = meeting('R5-1');
  const item = view.record.agenda[1];
  if (!item) throw new Error('no second item');
  view.remarks = view.remarks.filter((_, i) => view.record.remarks[i]?.agenda_item_id !== item.id);
  view.record.remarks = view.record.remarks.filter((remark) => remark.agenda_item_id !== item.id);
  const headings = readingRows(view).map((row) => (row.kind === 'item' ? row.item.position : '・'));
  expect(headings.join('')).toBe('・0・・・・12・・3・');
});

test('an address leads to the remark that carries the decision, and to its note', () => {
  const view = meeting('R5-1');
  const decision = view.record.decisions[2];
  const target = targetOf(view, new URLSearchParams({ decision: decision?.id ?? '' }));
  expect(target?.row).toBe(`at-${view.record.evidence[2]?.remark_id}`);
  expect(target?.note).toBe(`note-${decision?.id}`);
});
