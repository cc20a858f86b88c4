/**
 * The files on their way in. One list for the window, so that leaving the view loses nothing.
 *
 * Invariant: files are read one after another, and nothing is written before somebody says so.
 */
import { Failure, rpc, type ImportPreviewed, type Imported } from '../ipc';
import { messages } from '../messages';
import { clock } from '../shared/dates';
import { library } from '../shared/library.svelte';
import { commitOf, isBlocking, isSettled, nothingSettled, pointsOf, type Point, type Settled } from './settle';

export type State = 'waiting' | 'reading' | 'ready' | 'failed' | 'writing' | 'done' | 'skipped';

let last = 0;

/** A file on its way in. */
export class Entry {
  readonly key = `file-${++last}`;
  readonly path: string;
  readonly name: string;
  state = $state<State>('waiting');
  preview = $state.raw<ImportPreviewed | undefined>();
  points = $state.raw<Point[]>([]);
  settled = $state<Settled>(nothingSettled());
  failure = $state.raw<Failure | undefined>();
  result = $state.raw<Imported | undefined>();

  constructor(path: string) {
    this.path = path;
    this.name = path.split(/[/\\]/u).pop() ?? path;
  }

  get open(): Point[] {
    return this.points.filter((point) => !isSettled(point, this.settled));
  }

  get blocked(): boolean {
    return this.points.some((point) => isBlocking(point, this.settled));
  }

  get finished(): boolean {
    return this.state === 'done' || this.state === 'skipped';
  }

  async read(): Promise<void> {
    this.state = 'reading';
    this.failure = undefined;
    try {
      const preview = await rpc('import_preview', { path: this.path, kind: null, encoding: null });
      this.preview = preview;
      this.points = pointsOf(preview);
      this.settled = nothingSettled();
      this.state = 'ready';
    } catch (thrown) {
      this.failure = Failure.of(thrown);
      this.state = 'failed';
    }
  }

  /** Takes the file in; a refusal leaves everything that was settled as it was. */
  async commit(): Promise<void> {
    if (!this.preview || this.state !== 'ready' || this.blocked) return;
    this.state = 'writing';
    this.failure = undefined;
    try {
      this.result = await rpc('import_commit', commitOf(this.preview, this.points, this.settled));
      this.state = this.result.skipped ? 'skipped' : 'done';
      await library.refresh();
      if (!this.result.skipped && library.status?.undo) library.say(messages.status.done(library.status.undo, clock(new Date())));
    } catch (thrown) {
      this.failure = Failure.of(thrown);
      this.state = 'ready';
      this.#askAbout(this.failure);
    }
  }

  /** A refusal that a person can settle becomes a point to settle. */
  #askAbout({ code }: Failure): void {
    const has = (kind: Point['kind']) => this.points.some((point) => point.kind === kind);
    if (code === 'already-there' && !has('duplicate')) {
      this.points = [{ kind: 'duplicate', key: 'duplicate', line: undefined, duplicates: [] }, ...this.points];
    } else if (code === 'body-missing' && !has('body')) {
      this.points = [{ kind: 'body', key: 'body', line: undefined, bodies: this.preview?.bodies ?? [] }, ...this.points];
    }
  }
}

class Queue {
  entries = $state.raw<Entry[]>([]);
  #current = $state<string | undefined>();
  #reading = false;

  get current(): Entry | undefined {
    return this.entries.find((entry) => entry.key === this.#current) ?? this.entries.find((entry) => !entry.finished) ?? this.entries[0];
  }

  select(entry: Entry): void {
    this.#current = entry.key;
  }

  /** Puts files on the list, those that are there already left out, and reads them. */
  async add(paths: string[]): Promise<void> {
    const there = new Set(this.entries.filter((entry) => !entry.finished).map((entry) => entry.path));
    const fresh = [...new Set(paths)].filter((path) => !there.has(path)).map((path) => new Entry(path));
    if (fresh.length === 0) return;
    this.entries = [...this.entries, ...fresh];
    if (this.current?.finished !== false && fresh[0]) this.select(fresh[0]);
    await this.#readAll();
  }

  async #readAll(): Promise<void> {
    if (this.#reading) return;
    this.#reading = true;
    try {
      for (;;) {
        const next = this.entries.find((entry) => entry.state === 'waiting');
        if (!next) return;
        await next.read();
      }
    } finally {
      this.#reading = false;
    }
  }

  remove(entry: Entry): void {
    this.entries = this.entries.filter((one) => one !== entry);
  }

  clearFinished(): void {
    this.entries = this.entries.filter((entry) => !entry.finished);
  }

  /** Files that nobody has to look at. */
  get untroubled(): Entry[] {
    return this.entries.filter((entry) => entry.state === 'ready' && entry.open.length === 0);
  }

  /** Takes in a file and goes on to the next. */
  async commit(entry: Entry): Promise<void> {
    await entry.commit();
    const next = this.entries.find((one) => !one.finished);
    if (entry.finished && next) this.select(next);
  }

  async commitUntroubled(): Promise<void> {
    for (const entry of this.untroubled) await entry.commit();
  }
}

export const queue = new Queue();
