/**
 * Draws a long list by and by: as many rows as are looked at, and more when the end comes near.
 *
 * Invariant: a row that was drawn stays drawn until the list is another one, so that nothing
 * jumps under the reader.
 */
import type { Attachment } from 'svelte/attachments';

export class Chunk {
  drawn = $state(0);
  readonly #step: number;

  constructor(step: number) {
    this.#step = step;
    this.drawn = step;
  }

  reset(): void {
    this.drawn = this.#step;
  }

  /** Draws at least up to the row at `index`. */
  reach(index: number): void {
    if (index >= this.drawn) this.drawn = index + this.#step;
  }

  /** For the element after the last row: when it comes into sight, more rows are drawn. */
  readonly sentinel: Attachment = (element) => {
    const watcher = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) this.drawn += this.#step;
      },
      // The margin counts from the pane that scrolls: from the window's edge it would not be seen beyond the pane.
      { root: element.closest('.pane, .scroll'), rootMargin: '600px' },
    );
    watcher.observe(element);
    return () => watcher.disconnect();
  };
}
