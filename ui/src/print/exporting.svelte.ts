/**
 * Files that take their time: what is being written, how far it has come, and what came of it.
 *
 * Invariant: one thing is written at a time; what is stopped leaves nothing behind.
 */
import { Failure, pickNewFolder, pickSavePath, rpc, type Commands, type ExportProgress } from '../ipc';
import { messages } from '../messages';
import { library } from '../shared/library.svelte';

/** What was written, in words. */
export interface Finished {
  text: string;
  warnings: string[];
}

/** The command that stops what is being written; nothing for what takes a moment only. */
type Stop = 'export_cancel' | 'export_volume_cancel';

/** How often the back end is asked how far it has come, in milliseconds. */
const GLANCE = 200;

class Exporting {
  busy = $state(false);
  /** How it can be stopped. */
  stop = $state<Stop | undefined>();
  cancelling = $state(false);
  progress = $state.raw<ExportProgress | undefined>();
  finished = $state.raw<Finished | undefined>();
  failure = $state.raw<Failure | undefined>();

  /** Asks for a folder of this name, and writes into it. */
  async folder(name: string, stop: Stop, write: (path: string) => Promise<Finished>): Promise<void> {
    await this.#run(() => pickNewFolder(name), stop, write);
  }

  /** Asks where to save a file of this name, and writes it. */
  async file(name: () => Promise<string>, stop: Stop | undefined, write: (path: string) => Promise<Finished>): Promise<void> {
    await this.#run(async () => pickSavePath(await name()), stop, write);
  }

  async cancel(): Promise<void> {
    if (!this.stop || this.cancelling) return;
    this.cancelling = true;
    await rpc<Stop>(this.stop, {} satisfies Commands[Stop]['request']).catch((thrown: unknown) => library.complain(thrown));
  }

  async #run(pick: () => Promise<string | null>, stop: Stop | undefined, write: (path: string) => Promise<Finished>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.finished = undefined;
    this.failure = undefined;
    let asking: ReturnType<typeof setInterval> | undefined;
    try {
      const path = await pick();
      if (path === null) return;
      this.stop = stop;
      library.say(messages.print.saving);
      if (stop === 'export_cancel') asking = setInterval(() => void this.#look(), GLANCE);
      this.finished = await write(path);
      library.say(this.finished.text);
    } catch (thrown) {
      const failure = Failure.of(thrown);
      if (failure.code === 'cancelled') this.finished = { text: failure.message, warnings: [] };
      else this.failure = failure;
      library.say(failure.message);
    } finally {
      clearInterval(asking);
      this.busy = false;
      this.stop = undefined;
      this.cancelling = false;
      this.progress = undefined;
    }
  }

  async #look(): Promise<void> {
    const progress = await rpc('export_progress', {}).catch(() => undefined);
    if (this.busy && progress && progress.total > 0) this.progress = progress;
  }

  /** Forgets what came of the last one. */
  clear(): void {
    if (this.busy) return;
    this.finished = undefined;
    this.failure = undefined;
  }
}

export const exporting = new Exporting();
