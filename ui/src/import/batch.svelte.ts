/**
 * One run over many files: what is said of all of them, how far it has come, and what came of it.
 *
 * Invariant: a run that was stopped or broke off can be begun again; what is in the library
 * already is left out, so nothing is taken in twice.
 */
import { onIntake, pickSavePath, rpc, type IntakeProgress, type IntakeReport, type OnDuplicate } from '../ipc';
import { messages } from '../messages';
import { library } from '../shared/library.svelte';
import { queue, type Entry } from './queue.svelte';

class Batch {
  onDuplicate = $state<OnDuplicate>('skip');
  body = $state('');
  progress = $state.raw<IntakeProgress | undefined>();
  report = $state.raw<IntakeReport | undefined>();

  get running(): boolean {
    return this.progress?.running ?? false;
  }

  /** Files that a run would take in. */
  get files(): Entry[] {
    return queue.entries.filter((entry) => !entry.finished && entry.state !== 'writing');
  }

  async run(): Promise<void> {
    const entries = this.files;
    if (entries.length === 0 || this.running) return;
    this.report = undefined;
    this.progress = { running: true, cancelling: false, done: 0, of: entries.length, current: entries[0]?.name ?? null, imported: 0, skipped: 0, failed: 0 };
    const listening = await onIntake((progress) => {
      if (this.running) this.progress = progress;
    });
    try {
      const body = this.body.trim();
      this.report = await rpc('intake_run', { files: entries.map((entry) => entry.target), kind: null, encoding: null, body: body === '' ? null : body, on_duplicate: this.onDuplicate });
      this.report.files.forEach((result, at) => entries[at]?.settle(result));
      await library.refresh();
    } catch (thrown) {
      library.complain(thrown);
    } finally {
      listening();
      this.progress = undefined;
    }
  }

  async cancel(): Promise<void> {
    if (!this.progress) return;
    this.progress = { ...this.progress, cancelling: true };
    await rpc('intake_cancel', {}).catch((thrown: unknown) => library.complain(thrown));
  }

  async save(): Promise<void> {
    try {
      const path = await pickSavePath(messages.import.batch.fileName);
      if (path === null) return;
      await rpc('intake_report_save', { path });
      library.say(messages.import.batch.saved);
    } catch (thrown) {
      library.complain(thrown);
    }
  }
}

export const batch = new Batch();
