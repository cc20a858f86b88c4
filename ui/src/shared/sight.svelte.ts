/**
 * Draws of a long list what is in sight: rows of any height, with some beyond either end.
 *
 * Invariants:
 * - Heights are guessed until a row is drawn, and measured from then on. Where rows above what is
 *   looked at turn out otherwise, the pane is scrolled by as much: nothing jumps under the reader.
 * - A row that is kept stays drawn wherever it is, with the keys and the composition in it.
 */
import { tick, untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';

/** How far beyond either end of the pane rows are drawn, in pixels. */
const BEYOND = 600;
/** How high a pane is taken to be before it is laid out, in pixels. */
const UNKNOWN = 900;

/** A row that is drawn. */
export interface Seen<T> {
  row: T;
  /** Its place in the list, from 0. */
  at: number;
  /** Height of the rows right above it that are not drawn, in pixels. */
  gap: number;
}

export interface List<T> {
  rows: () => readonly T[];
  /** About how high a row is in a pane of that width, in pixels. */
  guess: (row: T, width: number) => number;
  /** What stays drawn: rows with the keys, rows that are dragged. */
  kept: () => readonly (T | undefined)[];
}

export class Sight<T extends object> {
  readonly #list: List<T>;
  #pane: HTMLElement | undefined;
  #body: HTMLElement | undefined;
  /** What of the list is in sight, in pixels from its beginning. */
  #top = $state(0);
  #height = $state(UNKNOWN);
  #width = $state(0);
  readonly #heights = new WeakMap<T, number>();
  /** Counts when heights have changed. */
  #measured = $state(0);
  readonly #drawnAs = new Map<Element, T>();
  readonly #slots = new WeakMap<T, Attachment>();
  #observer: ResizeObserver | undefined;

  /** Where each row begins, and where the last one ends. */
  readonly #begins = $derived.by(() => {
    const rows = this.#list.rows();
    const width = this.#width;
    void this.#measured;
    const begins = [0];
    // What is typed into a row is measured when it is drawn: the list does not follow every letter.
    untrack(() => {
      let at = 0;
      for (const row of rows) begins.push((at += this.#heights.get(row) ?? this.#list.guess(row, width)));
    });
    return begins;
  });
  readonly #first = $derived(Math.max(0, this.#rowAt(this.#top - BEYOND)));
  readonly #last = $derived(Math.min(this.#begins.length - 1, this.#rowAt(this.#top + this.#height + BEYOND) + 1));

  /** What is drawn, top to bottom. */
  readonly seen: Seen<T>[] = $derived.by(() => {
    const rows = this.#list.rows();
    const places = new Set(this.#list.kept().map((row) => (row ? rows.indexOf(row) : -1)));
    for (let at = this.#first; at < this.#last; at += 1) places.add(at);
    places.delete(-1);
    let end = 0;
    return [...places].sort((a, b) => a - b).flatMap((at) => {
      const row = rows[at];
      if (!row) return [];
      const gap = this.#between(end, at);
      end = at + 1;
      return [{ row, at, gap }];
    });
  });
  /** Height of the rows below the last one that is drawn, in pixels. */
  readonly below = $derived(this.#between((this.seen.at(-1)?.at ?? -1) + 1, this.#begins.length - 1));

  constructor(list: List<T>) {
    this.#list = list;
  }

  #between(from: number, to: number): number {
    return (this.#begins[to] ?? 0) - (this.#begins[from] ?? 0);
  }

  /** The row that covers a place; the last one beyond the end. */
  #rowAt(place: number): number {
    const begins = this.#begins;
    let [low, high] = [0, begins.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((begins[middle + 1] ?? Infinity) <= place) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** For the element around the rows, which stands in a pane that scrolls. */
  readonly body: Attachment<HTMLElement> = (body) => {
    const pane = body.closest<HTMLElement>('.pane, .scroll');
    if (!pane) return undefined;
    this.#body = body;
    this.#pane = pane;
    const look = () => this.#look();
    const observer = new ResizeObserver(look);
    observer.observe(pane);
    pane.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      pane.removeEventListener('scroll', look);
      this.#observer?.disconnect();
      this.#observer = undefined;
    };
  };

  #look(): void {
    const [pane, body] = [this.#pane, this.#body];
    if (!pane || !body) return;
    this.#top = pane.scrollTop - body.offsetTop;
    this.#height = pane.clientHeight || UNKNOWN;
    this.#width = pane.clientWidth;
  }

  /** For the element around one row: the same one each time it is asked for. */
  slot(row: T): Attachment {
    const known = this.#slots.get(row);
    if (known) return known;
    const slot: Attachment = (element) => {
      this.#observer ??= new ResizeObserver((entries) => this.#resized(entries));
      this.#observer.observe(element);
      this.#drawnAs.set(element, row);
      return () => {
        this.#observer?.unobserve(element);
        this.#drawnAs.delete(element);
      };
    };
    this.#slots.set(row, slot);
    return slot;
  }

  /** Rows have been laid out: keeps their heights, and what is looked at in its place. */
  #resized(entries: readonly ResizeObserverEntry[]): void {
    const [pane, body] = [this.#pane, this.#body];
    if (!pane || !body) return;
    const rows = this.#list.rows();
    const top = pane.scrollTop - body.offsetTop;
    let shift = 0;
    let differs = false;
    for (const { target, borderBoxSize } of entries) {
      const row = this.#drawnAs.get(target);
      const height = borderBoxSize[0]?.blockSize ?? 0;
      if (!row || height === 0) continue;
      const at = rows.indexOf(row);
      const before = this.#heights.get(row) ?? this.#between(at, at + 1);
      this.#heights.set(row, height);
      if (Math.abs(height - before) < 0.5) continue;
      differs = true;
      if ((this.#begins[at + 1] ?? 0) <= top) shift += height - before;
    }
    if (!differs) return;
    if (shift !== 0) pane.scrollTop += shift;
    // Not within the observation, whose rows would be laid out twice.
    requestAnimationFrame(() => (this.#measured += 1));
  }

  /** Draws the row at a place and those around it; resolves when they stand there, to be scrolled to. */
  async reach(at: number): Promise<void> {
    if (at >= 0 && (at < this.#first || at >= this.#last)) this.#top = (this.#begins[at] ?? 0) - this.#height / 2;
    await tick();
    let differs = false;
    for (const [element, row] of this.#drawnAs) {
      const { height } = element.getBoundingClientRect();
      if (height === 0 || height === this.#heights.get(row)) continue;
      this.#heights.set(row, height);
      differs = true;
    }
    if (!differs) return;
    this.#measured += 1;
    await tick();
  }
}
