/**
 * The library as the frame shows it: its state, what was last done, and the number of the last
 * change. A view that reads `library.seq` in its effect is asked again after every change.
 */
import { Failure, onChanged, rpc, type Done, type LibraryStatus } from '../ipc';
import { messages } from '../messages';
import { clock } from './dates';

/** A line for the status bar. */
export interface Notice {
  text: string;
  tone: 'done' | 'failed';
}

class Library {
  status = $state.raw<LibraryStatus | undefined>();
  failure = $state.raw<Failure | undefined>();
  notice = $state.raw<Notice | undefined>();
  /** Number of the last change that the window knows of. */
  seq = $state(0);

  /** Asks for the state anew. */
  async refresh(): Promise<void> {
    try {
      this.status = await rpc('library_status', {});
      this.seq = Math.max(this.seq, this.status.seq);
      this.failure = undefined;
    } catch (thrown) {
      this.failure = Failure.of(thrown);
    }
  }

  /** Listens for changes. Returns the way to stop. */
  async watch(): Promise<() => void> {
    return onChanged(({ seq }) => {
      this.seq = Math.max(this.seq, seq);
      void this.refresh();
    });
  }

  /**
   * Does something that changes the library, says so in the status bar and asks for the state.
   * Resolves to whether it was done; a refusal stands in the status bar and is returned.
   */
  async change(act: () => Promise<Done>): Promise<Failure | undefined> {
    try {
      const done = await act();
      this.say(messages.status.done(done.label, clock(new Date())));
      this.seq = Math.max(this.seq, done.seq);
      await this.refresh();
      return undefined;
    } catch (thrown) {
      const failure = Failure.of(thrown);
      this.notice = { text: failure.message, tone: 'failed' };
      return failure;
    }
  }

  undo(): Promise<unknown> {
    return this.#again('undo', messages.status.undone, messages.status.nothingToUndo);
  }

  redo(): Promise<unknown> {
    return this.#again('redo', messages.status.redone, messages.status.nothingToRedo);
  }

  async #again(command: 'undo' | 'redo', say: (label: string) => string, nothing: string): Promise<void> {
    if (this.status && this.status[command] === null) {
      this.say(nothing);
      return;
    }
    let label = '';
    const failure = await this.change(async () => {
      const done = await rpc(command, {});
      label = done.label;
      return done;
    });
    if (!failure) this.say(say(label));
  }

  say(text: string): void {
    this.notice = { text, tone: 'done' };
  }

  complain(thrown: unknown): void {
    this.notice = { text: Failure.of(thrown).message, tone: 'failed' };
  }
}

export const library = new Library();
