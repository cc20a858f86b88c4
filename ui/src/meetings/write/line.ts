/** One after the other: what is sent to the back end stands in line, so that each edit knows what the one before it made. */
export class Line {
  #end: Promise<unknown> = Promise.resolve();
  #busy = 0;
  readonly #onidle: () => void;

  /** `onidle` is called each time when nothing is left in line. */
  constructor(onidle: () => void) {
    this.#onidle = onidle;
  }

  get idle(): boolean {
    return this.#busy === 0;
  }

  /** Does it when everything before it is done. */
  next<T>(act: () => Promise<T>): Promise<T> {
    this.#busy += 1;
    const turn = this.#end.then(act);
    this.#end = turn
      .catch(() => undefined)
      .then(() => {
        this.#busy -= 1;
        if (this.#busy === 0) this.#onidle();
      });
    return turn;
  }

  /** Resolves when everything that stands in line now is done. */
  async done(): Promise<void> {
    await this.#end;
  }
}
