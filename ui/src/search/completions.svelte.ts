/**
 * How what is being typed may go on.
 *
 * Invariant: the list belongs to the newest text; a late answer to an older one is dropped. A failure
 * shows nothing: the box works without completions.
 */
import { rpc, type Completion } from '../ipc';

const MOST = 8;

export class Completing {
  list = $state.raw<Completion[]>([]);
  /** Which one the keys are on; -1 while they are in the box. */
  active = $state(-1);
  #turn = 0;

  get open(): boolean {
    return this.list.length > 0;
  }

  get chosen(): Completion | undefined {
    return this.list[this.active];
  }

  async ask(query: string, caret: number): Promise<void> {
    const turn = ++this.#turn;
    const list = query.trim() === '' ? [] : await rpc('search_complete', { query, caret, limit: MOST }).then(({ completions }) => completions, () => []);
    if (turn !== this.#turn) return;
    this.list = list;
    this.active = -1;
  }

  /** Goes round, by way of the box. */
  move(by: 1 | -1): void {
    const places = this.list.length + 1;
    this.active = ((this.active + 1 + by + places) % places) - 1;
  }

  close(): void {
    this.#turn += 1;
    this.list = [];
    this.active = -1;
  }
}
