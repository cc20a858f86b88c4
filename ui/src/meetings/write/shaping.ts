/**
 * What changes the order of rows: adding, splitting, joining, moving, and turning a block into what
 * was typed at its start.
 *
 * What goes on with typing (adding, splitting, joining, turning) is on screen at once; see `editor.svelte.ts`.
 */
import { tick } from 'svelte';
import type { Edit } from '../../ipc';
import type { Editor, Row } from './editor.svelte';
import { itemMove, remarkMove } from './order';
import { EditorItem, EditorRemark } from './remark.svelte';
import { ownId } from './rows.svelte';
import { becomes, nextLabel, numbered } from './typing';

/** Puts a row right after another one, and gives it the keys. */
function show(editor: Editor, row: Row, after: Row | undefined): void {
  const at = after ? editor.rows.indexOf(after) + 1 : editor.rows.length;
  editor.rows = editor.rows.toSpliced(at, 0, row);
  void editor.focus(row.kind === 'item' ? 'title' : 'body', row.id, 0);
}

/** A new remark after a row; at the end when there is none. */
export function addAfter(editor: Editor, id: string | undefined): void {
  if (editor.locked) return;
  const after = editor.row(id) ?? editor.rows.at(-1);
  const made = new EditorRemark(ownId(), after);
  made.item = after?.kind === 'item' ? after.id : (after?.item ?? null);
  editor.pause();
  show(editor, made, after);
  void editor.save(made).then(() => editor.load());
}

/** A new item at the end, written when it has a title. */
export function addItem(editor: Editor): void {
  const item = new EditorItem(ownId(), editor.rows.at(-1));
  item.label = nextLabel(labels(editor));
  item.counted = true;
  show(editor, item, editor.rows.at(-1));
}

const labels = (editor: Editor) => editor.rows.flatMap((row) => (row.kind === 'item' ? [row.label] : []));

/** Cuts a remark in two; the keys go on at the start of the second one. */
export async function split(editor: Editor, row: EditorRemark, caret: number): Promise<void> {
  if (editor.locked) return;
  const whole = row.input();
  const [first, second] = [whole.text.slice(0, caret), whole.text.slice(caret)];
  const made = new EditorRemark(ownId(), row);
  Object.assign(made, { item: row.item, mark: row.mark, text: second });
  row.text = first;
  editor.pause();
  show(editor, made, row);
  await editor.line.next(async () => {
    // Until both halves are on the disk, the whole is.
    if (!(await editor.written(row, whole))) return;
    const begun = { ...whole, text: first };
    const done = await editor.send({ kind: 'remark_split', remark: row.id, base: row.version, first, second }, row);
    if (!done?.row) return;
    row.sent(begun, done.versions[row.id] ?? row.version);
    const { row: id, versions } = done;
    editor.born(made, id, () => made.sent({ mark: whole.mark, speaker: '', split: null, note: '', text: second }, versions[id] ?? 0));
  });
  // Where it was refused, the second half is a remark that is not written yet.
  void editor.save(row);
  void editor.save(made).then(() => editor.load());
}

/** Joins a remark to the one before it; the caret stays between what were two. */
export async function join(editor: Editor, row: EditorRemark): Promise<void> {
  const at = editor.rows.indexOf(row);
  const into = editor.rows[at - 1];
  if (editor.locked || into?.kind !== 'remark') return;
  const [whole, gone] = [into.input(), row.input()];
  const head = into.text.replace(/\n+$/u, '');
  const joined = [head, row.text].filter((text) => text !== '').join('\n');
  into.text = joined;
  editor.pause();
  editor.forget(row);
  void editor.focus('body', into.id, head === '' || row.text === '' ? head.length : head.length + 1);
  await editor.line.next(async () => {
    // What was on its way when the keys were pressed has its id by now.
    editor.forget(row);
    const both = (await editor.written(into, whole)) && (await editor.written(row, gone));
    const done = both ? await editor.send({ kind: 'remark_join', remark: row.id, base: row.version }, into) : undefined;
    editor.gone(row, done?.seq);
    if (done) into.sent({ ...whole, text: joined }, done.versions[into.id] ?? into.version);
    else if (row.written && into.text === joined) into.text = whole.text;
  });
  void editor.save(into).then(() => editor.load());
}

/** What was typed into an empty body may make it something else. Says whether it did. */
export function turn(editor: Editor, row: EditorRemark, before: string, after: string): boolean {
  // Who speaks may well begin with 「議題１について」.
  const to = row.speaker === '' ? becomes(before, after, editor.marks) : undefined;
  if (!to) return false;
  if (to.kind === 'remark') {
    row.mark = to.mark;
    row.text = to.rest;
    editor.typed(row);
    void editor.focus('speaker', row.id);
    return true;
  }
  const item = new EditorItem(ownId(), row.after, row);
  item.counted = to.label === '議題';
  item.label = item.counted ? nextLabel(labels(editor)) : to.label;
  item.title = to.title;
  row.text = '';
  editor.rows = editor.rows.map((one) => (one === row ? item : one));
  if (item.title !== '') editor.typed(item);
  void editor.save(row);
  void editor.focus('title', item.id, item.title.length);
  return true;
}

/** Backspace at the start of a title that was not meant as one: the block is a remark again. */
export function turnBack(editor: Editor, item: EditorItem): boolean {
  const { from } = item;
  if (!from || item.written) return false;
  from.text = `議題${item.title}`;
  editor.rows = editor.rows.map((one) => (one === item ? from : one));
  editor.typed(from);
  void editor.focus('body', from.id, '議題'.length);
  return true;
}

/** A number that is typed in front of a title is the item's. */
export function number(item: EditorItem): void {
  const found = item.counted ? numbered(item.title) : undefined;
  if (!found) return;
  item.counted = false;
  item.label = found.label;
  item.title = found.title;
}

export async function move(editor: Editor, id: string, by: 1 | -1): Promise<void> {
  const row = editor.row(id);
  if (!row) return;
  const active = document.activeElement;
  const field = active?.id ?? '';
  const caret = active instanceof HTMLTextAreaElement ? active.selectionStart : undefined;
  await editor.act((): Edit | undefined => {
    if (row.kind === 'item') {
      const to = itemMove(editor.rows, row.id, by);
      return to && { kind: 'item_move', item: row.id, base: row.version, before: to.before };
    }
    const place = remarkMove(editor.rows, row.id, by);
    return place && { kind: 'remark_move', remark: row.id, base: row.version, place };
  });
  await tick();
  const element = document.getElementById(field);
  element?.focus({ preventScroll: true });
  element?.scrollIntoView({ block: 'nearest' });
  if (element instanceof HTMLTextAreaElement && caret !== undefined) element.setSelectionRange(caret, caret);
}

/** A remark is dropped on an item: it goes to its end; dropped on a remark, before it. */
export async function drop(editor: Editor, id: string, on: Row): Promise<void> {
  const row = editor.remark(id);
  if (!row || on === row) return;
  const place = on.kind === 'item' ? { item: on.id, before: null } : { item: on.item, before: on.id };
  await editor.act(() => ({ kind: 'remark_move', remark: row.id, base: row.version, place }));
}

export async function remove(editor: Editor, row: Row, acceptLosses = false): Promise<boolean> {
  const at = editor.rows.indexOf(row);
  if (!row.written && row.kind === 'item') {
    editor.forget(row);
    await editor.load();
    return true;
  }
  const done = await editor.act(() =>
    row.kind === 'item'
      ? { kind: 'item_delete', item: row.id, base: row.version, accept_losses: acceptLosses }
      : { kind: 'remark_delete', remark: row.id, base: row.version, accept_losses: acceptLosses },
  );
  if (!done && editor.failure?.code === 'would-lose') {
    // What hangs on the words goes only when a person has seen it.
    editor.losing = { row, what: editor.failure.params.losses ?? '' };
    editor.failure = undefined;
    return false;
  }
  const next = editor.rows[Math.max(0, at - 1)];
  if (done && next) await editor.focus(next.kind === 'item' ? 'title' : 'body', next.id);
  return done !== undefined;
}

export function mark(editor: Editor, row: EditorRemark, wanted: string): void {
  row.mark = row.mark === wanted ? null : wanted;
  editor.typed(row);
  void editor.save(row);
}
