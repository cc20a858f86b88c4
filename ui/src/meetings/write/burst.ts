/**
 * When typing is saved, and what of it is one step for undo.
 *
 * Invariant: what was typed is on its way to the disk at the latest {@link LATEST} ms after the
 * first unsaved key, however fast somebody types.
 */
import { uuid } from './typing';

/** Typing that stops this long is saved. */
export const PAUSE = 400;
/** Typing that does not stop is saved all the same. */
export const LATEST = 700;
/** After a rest of this length, typing is another step. */
const REST = 3_000;

/** How long to wait before saving, given when the first unsaved key came. */
export function wait(now: number, firstKey: number): number {
  return Math.max(0, Math.min(PAUSE, firstKey + LATEST - now));
}

/** Gives typing the number of its burst: the same row without a rest is the same burst. */
export class Bursts {
  #row: unknown;
  #last = -Infinity;
  #number = '';

  of(row: unknown, now: number): string {
    if (row !== this.#row || now - this.#last > REST) this.#number = uuid();
    this.#row = row;
    this.#last = now;
    return this.#number;
  }

  /** What is typed from here on is another step. */
  end(): void {
    this.#row = undefined;
  }
}
