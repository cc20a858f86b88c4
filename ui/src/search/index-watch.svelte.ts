/** How far the search has been prepared: asked every second, but only while that changes by itself. */
import { rpc, type IndexStatus } from '../ipc';
import { library } from '../shared/library.svelte';

const EVERY_MS = 1000;

export class IndexWatch {
  status = $state.raw<IndexStatus | undefined>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #whenReady: () => void;

  /** `whenReady` is called once when what was being prepared has become ready. */
  constructor(whenReady: () => void) {
    this.#whenReady = whenReady;
  }

  /** Takes in what an answer says of it, and goes on watching where it is not ready. */
  see(status: IndexStatus): void {
    const before = this.status?.stage;
    this.status = status;
    clearTimeout(this.#timer);
    if (status.stage === 'building' || status.stage === 'behind') this.#timer = setTimeout(() => void this.#ask('index_status'), EVERY_MS);
    else if (status.stage === 'ready' && (before === 'building' || before === 'behind')) this.#whenReady();
  }

  build(anew: boolean): Promise<void> {
    return this.#settle(() => rpc('index_build', { anew }));
  }

  callOff(): Promise<void> {
    return this.#ask('index_call_off');
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #ask(command: 'index_status' | 'index_call_off'): Promise<void> {
    return this.#settle(() => rpc(command, {}));
  }

  async #settle(ask: () => Promise<IndexStatus>): Promise<void> {
    try {
      this.see(await ask());
    } catch (thrown) {
      library.complain(thrown);
    }
  }
}
