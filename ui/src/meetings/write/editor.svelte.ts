/**
 * The minutes while they are written: rows on screen, what of them is saved, and one line of edits
 * to the back end.
 *
 * Invariants:
 * - Edits go out one after the other, each with the version that the one before it made.
 * - What was typed stays on screen until it is saved or a person has chosen against it; a refusal
 *   never takes it away.
 * - While an IME composes, nothing of that row is saved and nothing is written into its field.
 */
import { tick } from 'svelte';
import { Failure, rpc, type Edit, type EditDone, type EditorView, type MeetingId } from '../../ipc';
import { library } from '../../shared/library.svelte';
import { Bursts, wait } from './burst';
import { placeAfter, remarkBefore, remarkMove, itemMove } from './order';
import { canonical, EditorItem, EditorRemark } from './remark.svelte';
import { becomes, nextLabel } from './typing';

export type Row = EditorItem | EditorRemark;
type Field = 'body' | 'speaker' | 'title';

/** The id of a row's field in the page. */
export const fieldId = (field: Field, row: string) => `${field}-${row}`;

/** How long after a failed save it is tried again, in ms. */
const TRY_AGAIN = 3_000;

export class Editor {
  readonly meeting: MeetingId;
  view = $state.raw<EditorView | undefined>();
  rows = $state.raw<Row[]>([]);
  /** The row that has the keys, or had them last. */
  current = $state<string | undefined>();
  failure = $state.raw<Failure | undefined>();
  /** Rows that hold something unsaved. */
  pending = $state(0);
  savedAt = $state.raw<Date | undefined>();
  #known = new Map<string, Row>();
  /** Rows with something unsaved, by when its first key came and the burst it belongs to. */
  #waiting = new Map<Row, { timer: ReturnType<typeof setTimeout> | undefined; first: number; burst: string }>();
  #bursts = new Bursts();
  #line: Promise<unknown> = Promise.resolve();
  #busy = 0;
  #seq = 0;
  #heard = 0;
  /** Brings a row into the page before it can have the keys; set by the view. */
  reveal: (row: string) => void = () => undefined;

  constructor(meeting: MeetingId) {
    this.meeting = meeting;
  }

  get marks(): string[] {
    const legend = Object.keys(this.view?.record.meeting.legend ?? {});
    return [...new Set([...legend, '●', '☆'])];
  }

  get locked(): boolean {
    return !['draft', 'in_review'].includes(this.view?.record.meeting.status ?? 'draft');
  }

  row(id: string | undefined): Row | undefined {
    return id === undefined ? undefined : this.rows.find((row) => row.id === id);
  }

  remark(id: string | undefined): EditorRemark | undefined {
    const row = this.row(id);
    return row?.kind === 'remark' ? row : undefined;
  }

  // ------------------------------------------------------------------ reading

  async load(): Promise<void> {
    try {
      this.#take(await rpc('meeting_editor', { meeting: this.meeting }));
      this.failure = undefined;
    } catch (thrown) {
      this.failure = Failure.of(thrown);
    }
  }

  /** Told of every change in the library: what another window has written is fetched when nothing is on its way. */
  heard(seq: number): void {
    this.#heard = Math.max(this.#heard, seq);
    if (this.#busy === 0 && this.#heard > this.#seq && this.view) void this.load();
  }

  #take(view: EditorView): void {
    const { record, versions } = view;
    const unsure = new Set(view.unsure);
    const known = new Map<string, Row>();
    const of = <T extends Row>(id: string, kind: T['kind'], make: () => T): T => {
      const old = this.#known.get(id);
      const row = old?.kind === kind ? (old as T) : make();
      known.set(id, row);
      return row;
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
    const unwritten = this.rows.filter((row): row is EditorItem => row.kind === 'item' && !row.written);
    const rows: Row[] = remarks.filter((row) => row.item === null);
    for (const item of items) rows.push(item, ...remarks.filter((row) => row.item === item.id));
    for (const item of unwritten) {
      const at = rows.findIndex((row) => row === item.from);
      if (item.from && at >= 0) rows.splice(at, 1, item);
      else if (!item.from) rows.push(item);
    }
    this.#known = known;
    this.#seq = view.seq;
    this.view = view;
    this.rows = rows;
  }

  // ------------------------------------------------------------------ saving what is typed

  /** A row was changed by typing: it is saved soon, or when the composition has ended. */
  typed(row: Row): void {
    const now = performance.now();
    const waiting = this.#waiting.get(row);
    clearTimeout(waiting?.timer);
    const first = waiting?.first ?? now;
    const burst = this.#bursts.of(row.id, now);
    const timer = row.composing ? undefined : setTimeout(() => void this.save(row), wait(now, first));
    this.#waiting.set(row, { timer, first, burst });
    this.pending = this.#waiting.size;
  }

  /** Saves a row, if there is anything to save. */
  save(row: Row): Promise<void> {
    if (row.composing) return Promise.resolve();
    return this.#next(async () => {
      const waiting = this.#waiting.get(row);
      clearTimeout(waiting?.timer);
      this.#waiting.delete(row);
      if (row.unsaved && !row.other && !this.locked) {
        if (row.kind === 'remark') await this.#saveRemark(row, waiting?.burst);
        else if (row.title.trim() !== '') await this.#saveItem(row, waiting?.burst);
      }
      this.pending = this.#waiting.size;
    });
  }

  async #saveRemark(row: EditorRemark, burst: string | undefined): Promise<void> {
    const text = row.input();
    const done = await this.#send({ kind: 'remark_write', remark: row.id, base: row.version, text }, row, burst);
    if (done) row.sent(text, done.versions[row.id] ?? row.version);
  }

  async #saveItem(row: EditorItem, burst: string | undefined): Promise<void> {
    const text = row.input();
    if (row.written) {
      const done = await this.#send({ kind: 'item_write', item: row.id, base: row.version, text }, row, burst);
      if (done) row.sent(text, done.versions[row.id] ?? row.version);
      return;
    }
    const edit: Edit = row.from
      ? { kind: 'item_from_remark', remark: row.from.id, base: row.from.version, text }
      : { kind: 'item_add', before: null, text };
    const done = await this.#send(edit, row, burst);
    if (!done?.row) return;
    // The row that was typed into goes; the one that was made takes its place, and the keys.
    const had = document.activeElement?.id === fieldId('title', row.id);
    const caret = document.activeElement instanceof HTMLInputElement ? document.activeElement.selectionStart : null;
    this.rows = this.rows.filter((one) => one !== row);
    await this.load();
    const made = this.row(done.row);
    if (made?.kind === 'item' && made.title !== row.title) {
      made.title = row.title;
      this.typed(made);
    }
    if (had) await this.focus('title', done.row, caret ?? undefined);
  }

  /** Sends an edit of one row. A conflict stays with the row; a failure is tried again. */
  async #send(edit: Edit, row: Row, burst: string | undefined): Promise<EditDone | undefined> {
    try {
      const edited = await rpc('meeting_edit', { meeting: this.meeting, edit, burst: burst ?? null, op_id: null });
      this.failure = undefined;
      if (edited.kind === 'conflict') {
        row.other = { version: edited.version, fields: edited.fields };
        return undefined;
      }
      this.#seq = Math.max(this.#seq, edited.seq);
      this.savedAt = new Date();
      return edited;
    } catch (thrown) {
      this.failure = Failure.of(thrown);
      const now = performance.now();
      if (!this.#waiting.has(row)) this.#waiting.set(row, { timer: setTimeout(() => void this.save(row), TRY_AGAIN), first: now, burst: burst ?? '' });
      return undefined;
    }
  }

  /** Saves everything that is on screen and resolves when it is on the disk, or refused. */
  async flush(): Promise<void> {
    for (const row of [...this.#waiting.keys()]) void this.save(row);
    await this.#line;
  }

  /** One after the other. */
  #next<T>(act: () => Promise<T>): Promise<T> {
    this.#busy += 1;
    const turn = this.#line.then(act);
    this.#line = turn.catch(() => undefined).then(() => {
      this.#busy -= 1;
      if (this.#busy === 0) this.heard(this.#heard);
    });
    return turn;
  }

  /** A person has chosen a side of a conflict. */
  async settle(row: Row, side: 'mine' | 'theirs'): Promise<void> {
    const other = row.other;
    row.other = undefined;
    if (!other || other.version === null) {
      await this.load();
      return;
    }
    if (side === 'mine') {
      row.version = other.version;
      await this.save(row);
      return;
    }
    row.concede();
    await this.load();
  }

  // ------------------------------------------------------------------ edits of the structure

  /** Saves what is typed, does one edit, shows what came of it. Resolves to the edit, or nothing when it was refused. */
  async act(edit: Edit | (() => Edit | undefined)): Promise<EditDone | undefined> {
    await this.flush();
    this.#bursts.end();
    return this.#next(async () => {
      const wanted = typeof edit === 'function' ? edit() : edit;
      if (!wanted) return undefined;
      try {
        const edited = await rpc('meeting_edit', { meeting: this.meeting, edit: wanted, burst: null, op_id: null });
        this.failure = undefined;
        if (edited.kind === 'done') {
          this.savedAt = new Date();
          return edited;
        }
        this.failure = new Failure('conflict', '', {});
        return undefined;
      } catch (thrown) {
        this.failure = Failure.of(thrown);
        return undefined;
      } finally {
        await this.load();
      }
    });
  }

  async undo(how: 'undo' | 'redo'): Promise<void> {
    await this.flush();
    this.#bursts.end();
    // What there is to take back has just changed.
    await library.refresh();
    await library[how]();
    await this.load();
  }

  async addAfter(id: string | undefined, mark: string | null): Promise<void> {
    const done = await this.act(() => ({
      kind: 'remark_add',
      place: placeAfter(this.rows, id),
      text: { mark, speaker: '', split: null, note: '', text: '' },
    }));
    if (done?.row) await this.focus('body', done.row, 0);
  }

  async split(row: EditorRemark, caret: number): Promise<void> {
    const [first, second] = [row.text.slice(0, caret), row.text.slice(caret)];
    const done = await this.act(() => ({ kind: 'remark_split', remark: row.id, base: row.version, first, second }));
    if (done?.row) await this.focus('body', done.row, 0);
  }

  /** Joins a remark to the one before it; the caret stays between what were two. */
  async join(row: EditorRemark): Promise<void> {
    const before = this.remark(remarkBefore(this.rows, row.id));
    if (!before) return;
    const caret = canonical(before.text).length;
    const done = await this.act(() => ({ kind: 'remark_join', remark: row.id, base: row.version }));
    if (done?.row) await this.focus('body', done.row, row.text === '' ? caret : Math.min(caret + 1, this.remark(done.row)?.text.length ?? 0));
  }

  async move(id: string, by: 1 | -1): Promise<void> {
    const row = this.row(id);
    if (!row) return;
    const active = document.activeElement;
    const field = active?.id ?? '';
    const caret = active instanceof HTMLTextAreaElement ? active.selectionStart : undefined;
    await this.act((): Edit | undefined => {
      if (row.kind === 'item') {
        const to = itemMove(this.rows, id, by);
        return to && { kind: 'item_move', item: id, base: row.version, before: to.before };
      }
      const place = remarkMove(this.rows, id, by);
      return place && { kind: 'remark_move', remark: id, base: row.version, place };
    });
    await tick();
    const element = document.getElementById(field);
    element?.focus({ preventScroll: true });
    element?.scrollIntoView({ block: 'nearest' });
    if (element instanceof HTMLTextAreaElement && caret !== undefined) element.setSelectionRange(caret, caret);
  }

  /** A remark is dropped on an item: it goes to its end; dropped on a remark, before it. */
  async drop(id: string, on: Row): Promise<void> {
    const row = this.remark(id);
    if (!row || on === row) return;
    const place = on.kind === 'item' ? { item: on.id, before: null } : { item: on.item, before: on.id };
    await this.act(() => ({ kind: 'remark_move', remark: id, base: row.version, place }));
  }

  async remove(row: Row, acceptLosses = false): Promise<boolean> {
    const at = this.rows.indexOf(row);
    if (row.kind === 'item' && !row.written) {
      this.rows = this.rows.filter((one) => one !== row);
      await this.load();
      return true;
    }
    const done = await this.act(() =>
      row.kind === 'item'
        ? { kind: 'item_delete', item: row.id, base: row.version }
        : { kind: 'remark_delete', remark: row.id, base: row.version, accept_losses: acceptLosses },
    );
    const next = this.rows[Math.max(0, at - 1)];
    if (done && next) await this.focus(next.kind === 'item' ? 'title' : 'body', next.id);
    return done !== undefined;
  }

  /** What was typed into an empty body may make it something else. Says whether it did. */
  turn(row: EditorRemark, before: string, after: string): boolean {
    const to = becomes(before, after, this.marks);
    if (!to) return false;
    if (to.kind === 'remark') {
      row.mark = to.mark;
      row.text = to.rest;
      this.typed(row);
      void this.focus(row.speaker === '' ? 'speaker' : 'body', row.id);
      return true;
    }
    const labels = this.rows.flatMap((one) => (one.kind === 'item' ? [one.label] : []));
    const item = new EditorItem(`new-${row.id}`, row);
    item.label = to.label === '議題' ? nextLabel(labels) : to.label;
    item.title = to.title;
    row.text = '';
    this.rows = this.rows.map((one) => (one === row ? item : one));
    if (item.title !== '') this.typed(item);
    void this.save(row);
    void this.focus('title', item.id, item.title.length);
    return true;
  }

  /** A new item at the end, written when it has a title. */
  async addItem(): Promise<void> {
    const labels = this.rows.flatMap((one) => (one.kind === 'item' ? [one.label] : []));
    const item = new EditorItem('new');
    item.label = nextLabel(labels);
    this.rows = [...this.rows.filter((row) => row.id !== 'new'), item];
    await this.focus('title', item.id);
  }

  mark(row: EditorRemark, mark: string): void {
    row.mark = row.mark === mark ? null : mark;
    this.typed(row);
    void this.save(row);
  }

  async focus(field: Field, row: string, caret?: number): Promise<void> {
    this.current = row;
    this.reveal(row);
    await tick();
    const element = document.getElementById(fieldId(field, row));
    if (!(element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement)) return;
    element.focus({ preventScroll: true });
    if (caret !== undefined) element.setSelectionRange(caret, caret);
    element.scrollIntoView({ block: 'nearest' });
  }
}
