/**
 * The files on their way in. One list for the window, so that leaving the view loses nothing.
 *
 * Invariant: files are read one after another, and nothing is written before somebody says so.
 */
import { Failure, rpc, type ChosenLineRole, type ImportPreviewed, type Imported, type IntakeFile, type IntakeResult, type IntakeTarget, type LeftOut } from '../ipc';
import { messages } from '../messages';
import { clock } from '../shared/dates';
import { library } from '../shared/library.svelte';
import { choose } from './roles';
import { carriedOver, commitOf, isBlocking, isSettled, nothingSettled, pointsOf, type Point, type Reading, type Settled } from './settle';

export type State = 'waiting' | 'reading' | 'ready' | 'failed' | 'writing' | 'done' | 'skipped';

/** Files up to which each is read as soon as it is there; more are taken in together, unless somebody wants to see them. */
const READ_AT_ONCE = 30;

let last = 0;

/** A file on its way in. */
export class Entry {
  readonly key = `file-${++last}`;
  readonly path: string;
  readonly member: string | null;
  readonly name: string;
  state = $state<State>('waiting');
  /** Whether it is being read again as somebody has said; what was read before is still shown. */
  again = $state(false);
  preview = $state.raw<ImportPreviewed | undefined>();
  points = $state.raw<Point[]>([]);
  settled = $state<Settled>(nothingSettled());
  reading = $state.raw<Reading>({ kind: null, encoding: null, choices: [], columns: [], rememberColumns: true });
  failure = $state.raw<Failure | undefined>();
  result = $state.raw<Imported | undefined>();
  /** Readings before the last change, to go back to. */
  #before = $state.raw<Reading[]>([]);
  #generation = 0;

  constructor({ path, member, name }: Pick<IntakeFile, 'path' | 'member' | 'name'>) {
    this.path = path;
    this.member = member;
    this.name = name;
  }

  get target(): IntakeTarget {
    return { path: this.path, member: this.member, name: this.name };
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
    await this.#look();
  }

  /** Whether the last change of the reading can be taken back. */
  get canGoBack(): boolean {
    return this.#before.length > 0;
  }

  /** Reads the file again as somebody says. What was settled stays where it still fits. */
  async readAs(change: Partial<Reading>): Promise<void> {
    this.#before = [...this.#before, this.reading];
    this.reading = { ...this.reading, ...change };
    await this.#look();
  }

  /** Takes the last change of the reading back. */
  async goBack(): Promise<void> {
    const before = this.#before.at(-1);
    if (!before) return;
    this.#before = this.#before.slice(0, -1);
    this.reading = before;
    await this.#look();
  }

  /** Says what a line is, or takes that back. */
  async chooseRole(line: number, role: ChosenLineRole | null): Promise<void> {
    await this.readAs({ choices: choose(this.reading.choices ?? [], line, role) });
  }

  async #look(): Promise<void> {
    const generation = ++this.#generation;
    const before = this.preview;
    this.again = before !== undefined;
    const { kind, encoding, choices, columns } = this.reading;
    try {
      const member = this.member === null ? {} : { member: this.member };
      const preview = await rpc('import_preview', { path: this.path, ...member, kind, encoding, choices, columns });
      if (generation !== this.#generation) return;
      this.settled = before ? carriedOver(this.settled, before, preview) : nothingSettled();
      this.preview = preview;
      this.points = pointsOf(preview);
      this.failure = undefined;
      this.state = 'ready';
    } catch (thrown) {
      if (generation !== this.#generation) return;
      this.failure = Failure.of(thrown);
      // What was read before is better than nothing; the refusal is shown beside it.
      if (!before) this.state = 'failed';
    } finally {
      if (generation === this.#generation) this.again = false;
    }
  }

  /** Takes the file in; a refusal leaves everything that was settled as it was. */
  async commit(): Promise<void> {
    if (!this.preview || this.state !== 'ready' || this.again || this.blocked) return;
    this.state = 'writing';
    this.failure = undefined;
    try {
      this.result = await rpc('import_commit', commitOf(this.preview, this.points, this.settled, this.reading));
      this.state = this.result.skipped ? 'skipped' : 'done';
      await library.refresh();
      if (!this.result.skipped && library.status?.undo) library.say(messages.status.done(library.status.undo, clock(new Date())));
    } catch (thrown) {
      this.failure = Failure.of(thrown);
      this.state = 'ready';
      this.#askAbout(this.failure);
    }
  }

  /** What a run over many files has made of it. */
  settle({ state, imported, error }: IntakeResult): void {
    if (state === 'queued') return;
    this.result = imported ?? undefined;
    this.failure = error ? Failure.of(error) : undefined;
    this.state = state === 'imported' ? 'done' : state;
  }

  /** A refusal that a person can settle becomes a point to settle. */
  #askAbout({ code, params }: Failure): void {
    const has = (kind: Point['kind']) => this.points.some((point) => point.kind === kind);
    if (code === 'already-there' && !has('duplicate')) {
      this.points = [{ kind: 'duplicate', key: 'duplicate', line: undefined, duplicates: [], plan: null, losses: '' }, ...this.points];
    } else if (code === 'would-lose') {
      // Somebody has worked on it since it was looked at.
      this.settled.acceptLosses = false;
      this.points = this.points.map((point) => (point.kind === 'duplicate' ? { ...point, losses: params.losses ?? '' } : point));
    } else if (code === 'body-missing' && !has('body')) {
      this.points = [{ kind: 'body', key: 'body', line: undefined, bodies: this.preview?.bodies ?? [] }, ...this.points];
    }
  }
}

class Queue {
  entries = $state.raw<Entry[]>([]);
  /** What was brought and cannot be imported. */
  leftOut = $state.raw<LeftOut[]>([]);
  /** Whether folders and archives are being looked through. */
  opening = $state(false);
  #current = $state<string | undefined>();
  #reading = false;

  get current(): Entry | undefined {
    return this.entries.find((entry) => entry.key === this.#current) ?? this.entries.find((entry) => !entry.finished) ?? this.entries[0];
  }

  /** A file that somebody wants to see is read, however many wait. */
  select(entry: Entry): void {
    this.#current = entry.key;
    if (entry.state === 'waiting' && this.many) void entry.read();
  }

  /** Whether there are too many to be looked at one by one without being asked. */
  get many(): boolean {
    return this.entries.filter((entry) => !entry.finished).length > READ_AT_ONCE;
  }

  /** Puts what can be imported of files, folders and archives on the list, those that are there already left out. */
  async add(paths: string[]): Promise<void> {
    if (paths.length === 0) return;
    this.opening = true;
    try {
      const { files, left_out } = await rpc('intake_open', { paths });
      this.leftOut = left_out;
      const name = ({ path, member }: { path: string; member: string | null }) => `${path}\n${member ?? ''}`;
      const there = new Set(this.entries.filter((entry) => !entry.finished).map(name));
      const fresh = files.filter((file) => !there.has(name(file))).map((file) => new Entry(file));
      if (fresh.length === 0) return;
      this.entries = [...this.entries, ...fresh];
      if (this.current?.finished !== false && fresh[0]) this.#current = fresh[0].key;
    } catch (thrown) {
      library.complain(thrown);
    } finally {
      this.opening = false;
    }
    if (!this.many) await this.#readAll();
  }

  /** Reads what waits, one after the other. */
  async readAll(): Promise<void> {
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
