/** Opens the whole window over the fake, for tests. */
import { render } from '@testing-library/svelte';
import App from '../src/App.svelte';
import { queue } from '../src/import/queue.svelte';
import { search } from '../src/search/model.svelte';
import { library } from '../src/shared/library.svelte';
import { FakeBackend, type Options } from './fake/backend';

/** Lets every question that is on its way be answered and drawn. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 15; i += 1) await new Promise((resolve) => setTimeout(resolve, 0));
}

export async function openAt(hash: string, options: Options = {}): Promise<FakeBackend> {
  const backend = new FakeBackend(options).install();
  queue.entries = [];
  search.follow(new URLSearchParams(), -1);
  library.status = undefined;
  library.notice = undefined;
  library.seq = 0;
  history.replaceState(null, '', hash);
  window.dispatchEvent(new HashChangeEvent('hashchange'));
  render(App);
  await settled();
  return backend;
}

/** Presses a key where the keys are. */
export async function press(key: string, modifiers: KeyboardEventInit = {}): Promise<boolean> {
  const target = document.activeElement ?? document.body;
  const taken = !target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...modifiers }));
  await settled();
  return taken;
}

/** The text on screen, white space drawn together. */
export function screenText(): string {
  return (document.body.textContent ?? '').replace(/\s+/gu, ' ');
}
