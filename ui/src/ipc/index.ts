/**
 * The only door to the back end: one typed call, five dialogs, three events.
 *
 * Invariant: no other module imports `@tauri-apps`. A failure is always a {@link Failure}, whose
 * message is Japanese and ready to be shown.
 */
import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import { getCurrentWebview } from '@tauri-apps/api/webview';
import { messages } from '../messages';
import type { Commands, IntakeProgress } from './generated';

export type * from './generated';

/** A command that the back end refused, or that did not reach it. */
export class Failure extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly params: Record<string, string | undefined> = {},
  ) {
    super(message);
    this.name = 'Failure';
  }

  /** Whatever was thrown, as a failure. */
  static of(thrown: unknown): Failure {
    if (thrown instanceof Failure) return thrown;
    if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'message' in thrown) {
      const params = 'params' in thrown ? (thrown.params as Record<string, string>) : {};
      return new Failure(String(thrown.code), String(thrown.message), params);
    }
    return new Failure('unreachable', messages.failures.unreachable, { detail: String(thrown) });
  }
}

/** Calls a command of the shell itself. */
async function shell<T>(command: string, request: Record<string, unknown>): Promise<T> {
  try {
    return await invoke<T>(command, request);
  } catch (thrown) {
    throw Failure.of(thrown);
  }
}

/** Calls a command. */
export function rpc<Name extends keyof Commands>(
  name: Name,
  request: Commands[Name]['request'],
): Promise<Commands[Name]['response']> {
  return shell('rpc', { name, request });
}

/** Asks the person for files to import; empty when they think better of it. */
export async function pickFiles(): Promise<string[]> {
  return shell<string[]>('pick_files', {});
}

/** Asks the person for folders to import; empty when they think better of it. */
export async function pickFolders(): Promise<string[]> {
  return shell<string[]>('pick_folders', {});
}

/** Asks the person where to put a new folder of this name; `null` when they think better of it. */
export async function pickNewFolder(name: string): Promise<string | null> {
  return shell<string | null>('pick_new_folder', { name });
}

/** Asks the person where to save; `null` when they think better of it. */
export async function pickSavePath(name: string): Promise<string | null> {
  return shell<string | null>('pick_save_path', { name });
}

/** Opens the platform's print dialog on what the window lays out for print. */
export async function printPages(): Promise<void> {
  await shell<null>('print_pages', {});
}

/** What a write announces after its commit: the number of the last change. */
export interface Changed {
  seq: number;
}

/** Tells of every committed change. Returns the way to stop listening. */
export function onChanged(heard: (changed: Changed) => void): Promise<() => void> {
  return listen<Changed>('changed', (event) => heard(event.payload));
}

/** Tells how far a run over many files has come. */
export function onIntake(heard: (progress: IntakeProgress) => void): Promise<() => void> {
  return listen<IntakeProgress>('intake', (event) => heard(event.payload));
}

/** Tells of files dragged over the window: `over` while they hang there, their paths when they are let go. */
export function onFilesDragged(heard: { over: (over: boolean) => void; dropped: (paths: string[]) => void }): Promise<() => void> {
  return getCurrentWebview().onDragDropEvent(({ payload }) => {
    heard.over(payload.type === 'enter' || payload.type === 'over');
    if (payload.type === 'drop') heard.dropped(payload.paths);
  });
}
