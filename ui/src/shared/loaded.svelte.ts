/**
 * What a view shows of the back end: the last good answer, and why the newest question failed.
 *
 * Invariant: an answer to an older question never replaces one to a newer, and the old answer
 * stays until the new one is there, so that nothing flickers.
 */
import { Failure } from '../ipc';

export class Loaded<T> {
  value = $state.raw<T | undefined>();
  failure = $state.raw<Failure | undefined>();
  #turn = 0;

  /** Asks; resolves when the question is answered or overtaken. */
  async load(ask: () => Promise<T>): Promise<void> {
    const turn = ++this.#turn;
    try {
      const value = await ask();
      if (turn !== this.#turn) return;
      this.value = value;
      this.failure = undefined;
    } catch (thrown) {
      if (turn !== this.#turn) return;
      this.failure = Failure.of(thrown);
    }
  }

  /** Forgets everything, the question on its way included. */
  clear(): void {
    this.#turn += 1;
    this.value = undefined;
    this.failure = undefined;
  }
}
