/**
 * The minutes while they are written: rows on screen, what of them is saved, and one line of edits
 * to the back end. What changes the order of rows is in `shaping.ts`.
 *
 * Invariants:
 * - What a person does is on screen at once, and the keys are where they are awaited; the library
 *   follows. A key is never typed into a field that is about to go away.
 * - Edits go out one after the other, each with the version that the one before it made.
 * - What was typed stays on screen until it is saved or a person has chosen against it; a refusal
 *   never takes it away.
 * - While an IME composes, nothing of that row is saved and nothing is written into its field.
 */
import { tick } from 'svelte';
import { Failure, rpc, type Edit, type EditDone, type EditorView, type MeetingId } from '../../ipc';
import { library } from '../../shared/library.svelte';
import { Bursts, wait } from './burst';
import { Line } from './line';
import { addition } from './order';
import type { EditorItem, EditorRemark } from './remark.svelte';
import { rowsOf, type Row } from './rows.svelte';

export type { Row } from './rows.svelte';
type Field = 'body' | 'speaker' | 'title';

/** The id of a row's field in the page. */
export const fieldId = (field: Field, row: string) => `${field}-${row}`;

/** How long after a failed save it is tried again, in ms. */
const TRY_AGAIN = 3_000;

/** Something unsaved: when its first key came, and the burst it belongs to. */
interface Waiting {
  timer: ReturnType<typeof setTimeout> | undefined;
  first: number;
  burst: string;
}

export class Editor {
  readonly meeting: MeetingId;
  view = $state.raw<EditorView | undefined>();
  rows = $state.raw<Row[]>([]);
  /** The row that has the keys, or had them last. */
  current = $state<string | undefined>();
  failure = $state.raw<Failure | undefined>();
  /** A remark that is to go, and what would go with it, in the back end's words. */
  losing = $state.raw<{ row: Row; what: string } | undefined>();
  /** Rows that hold something unsaved. */
  pending = $state(0);
  savedAt = $state.raw<Date | undefined>();
  readonly line = new Line(() => this.heard(this.#heard));
  #waiting = new Map<Row, Waiting>();
  #bursts = new Bursts();
  /** Rows that were taken off the screen here, with the number of the change that took them out of the library. */
  #gone = new Map<string, number>();
  #seq = 0;
  #heard = 0;
  /** Brings a row into the page before it can have the keys; set by the view. */
  reveal: (row: string) => Promise<void> = tick;

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

  /** Reads the meeting anew, in line: what was read before an edit would take off the screen what the edit has made. */
  load(): Promise<void> {
    return this.line.next(() => this.#read());
  }

  async #read(): Promise<void> {
    try {
      const view = await rpc('meeting_editor', { meeting: this.meeting });
      for (const [id, seq] of this.#gone) if (seq <= view.seq) this.#gone.delete(id);
      this.rows = rowsOf(view, this.rows, (id) => this.#gone.has(id));
      this.#seq = view.seq;
      this.view = view;
      this.failure = undefined;
    } catch (thrown) {
      this.failure = Failure.of(thrown);
    }
  }

  /** Told of every change in the library: what another window has written is fetched when nothing is on its way. */
  heard(seq: number): void {
    this.#heard = Math.max(this.#heard, seq);
    if (this.line.idle && this.#heard > this.#seq && this.view) void this.load();
  }

  // ------------------------------------------------------------------ saving what is typed

  /** A row was changed by typing: it is saved soon, or when the composition has ended. */
  typed(row: Row): void {
    const now = performance.now();
    const waiting = this.#waiting.get(row);
    clearTimeout(waiting?.timer);
    const first = waiting?.first ?? now;
    const burst = this.#bursts.of(row, now);
    const timer = row.composing ? undefined : setTimeout(() => void this.save(row), wait(now, first));
    this.#waiting.set(row, { timer, first, burst });
    this.pending = this.#waiting.size;
  }

  /** Saves a row, if there is anything to save. */
  save(row: Row): Promise<void> {
    if (row.composing) return Promise.resolve();
    return this.line.next(async () => {
      if (row.composing) return;
      const waiting = this.#waiting.get(row);
      this.#settled(row);
      if (row.unsaved && !row.other && !this.locked && !this.#gone.has(row.id)) {
        if (row.kind === 'remark') await this.#saveRemark(row, waiting?.burst);
        else if (!row.empty) await this.#saveItem(row, waiting?.burst);
      }
      this.pending = this.#waiting.size;
    });
  }

  /** Nothing of the row waits any more. */
  #settled(row: Row): void {
    clearTimeout(this.#waiting.get(row)?.timer);
    this.#waiting.delete(row);
    this.pending = this.#waiting.size;
  }

  async #saveRemark(row: EditorRemark, burst?: string): Promise<void> {
    const text = row.input();
    if (!row.written) {
      const done = await this.send({ kind: 'remark_add', place: addition(this.rows, row), text }, row, burst);
      if (done?.row) this.born(row, done.row, () => row.sent(text, done.versions[done.row ?? ''] ?? 0));
      return;
    }
    const done = await this.send({ kind: 'remark_write', remark: row.id, base: row.version, text }, row, burst);
    if (done) row.sent(text, done.versions[row.id] ?? row.version);
  }

  async #saveItem(row: EditorItem, burst?: string): Promise<void> {
    const text = row.input();
    if (row.written) {
      const done = await this.send({ kind: 'item_write', item: row.id, base: row.version, text }, row, burst);
      if (done) row.sent(text, done.versions[row.id] ?? row.version);
      return;
    }
    const { from } = row;
    const edit: Edit = from?.written
      ? { kind: 'item_from_remark', remark: from.id, base: from.version, text }
      : { kind: 'item_add', before: this.rows.slice(this.rows.indexOf(row) + 1).find((one) => one.kind === 'item' && one.written)?.id ?? null, text };
    const done = await this.send(edit, row, burst);
    if (!done?.row) return;
    this.born(row, done.row, () => row.sent(text, done.versions[done.row ?? ''] ?? 0));
    void this.load();
  }

  /** The library has given a row its id: the row, and the keys in it, stay where they are. */
  born(row: Row, id: string, sent: () => void): void {
    if (this.current === row.id) this.current = id;
    row.id = id;
    row.after = undefined;
    sent();
  }

  /** Saves the row as it was before something else is done with it. */
  async written(row: EditorRemark, text: ReturnType<EditorRemark['input']>): Promise<boolean> {
    const burst = this.#waiting.get(row)?.burst;
    this.#settled(row);
    if (!row.written || !row.differs(text)) return row.written;
    const done = await this.send({ kind: 'remark_write', remark: row.id, base: row.version, text }, row, burst);
    if (done) row.sent(text, done.versions[row.id] ?? row.version);
    return done !== undefined;
  }

  /** Sends an edit of one row. A conflict stays with the row; a failure is tried again. */
  async send(edit: Edit, row: Row, burst?: string): Promise<EditDone | undefined> {
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
      if (!this.#waiting.has(row)) this.#waiting.set(row, { timer: setTimeout(() => void this.save(row), TRY_AGAIN), first: performance.now(), burst: burst ?? '' });
      return undefined;
    }
  }

  /** Saves everything that is on screen and resolves when it is on the disk, or refused. */
  async flush(): Promise<void> {
    for (const row of [...this.#waiting.keys()]) void this.save(row);
    await this.line.done();
  }

  /** A person has chosen a side of a conflict. */
  async settle(row: Row, side: 'mine' | 'theirs'): Promise<void> {
    const other = row.other;
    row.other = undefined;
    if (!other) return;
    if (side === 'mine') {
      if (other.version !== null) row.version = other.version;
      await this.save(row);
      await this.load();
      return;
    }
    if (other.version === null) this.forget(row);
    else row.concede();
    await this.load();
  }

  // ------------------------------------------------------------------ edits that are done before they are shown

  /** Saves what is typed, does one edit, shows what came of it. Resolves to the edit, or nothing when it was refused. */
  async act(edit: Edit | (() => Edit | undefined)): Promise<EditDone | undefined> {
    await this.flush();
    this.#bursts.end();
    return this.line.next(async () => {
      const wanted = typeof edit === 'function' ? edit() : edit;
      if (!wanted) return undefined;
      let failure: Failure | undefined;
      let done: EditDone | undefined;
      try {
        const edited = await rpc('meeting_edit', { meeting: this.meeting, edit: wanted, burst: null, op_id: null });
        if (edited.kind === 'done') done = edited;
        else failure = new Failure('conflict', '', {});
      } catch (thrown) {
        failure = Failure.of(thrown);
      }
      if (done) this.savedAt = new Date();
      await this.#read();
      if (failure) this.failure = failure;
      return done;
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

  /** What is typed from here on is another step. */
  pause(): void {
    this.#bursts.end();
  }

  /** Takes a row off the screen, before it is out of the library. */
  forget(row: Row): void {
    this.#settled(row);
    if (row.written) this.#gone.set(row.id, Infinity);
    this.rows = this.rows.filter((one) => one !== row);
  }

  /** What was taken off the screen is out of the library, by the change of that number; or it is not. */
  gone(row: Row, seq: number | undefined): void {
    if (seq === undefined) this.#gone.delete(row.id);
    else this.#gone.set(row.id, seq);
  }

  async focus(field: Field, row: string, caret?: number): Promise<void> {
    this.current = row;
    await this.reveal(row);
    const element = document.getElementById(fieldId(field, row));
    if (!(element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement)) return;
    element.focus({ preventScroll: true });
    if (caret !== undefined) element.setSelectionRange(caret, caret);
    element.scrollIntoView({ block: 'nearest' });
  }
}
