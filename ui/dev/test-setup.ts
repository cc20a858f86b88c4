/** What jsdom lacks of a web view, and a clean start for every test. */
import { clearMocks } from '@tauri-apps/api/mocks';
import { afterEach, vi } from 'vitest';

window.matchMedia ??= (query: string) =>
  ({ matches: false, media: query, addEventListener: () => undefined, removeEventListener: () => undefined }) as unknown as MediaQueryList;

document.documentElement.lang = 'ja';
// axe looks for a canvas; without one it goes on by itself.
HTMLCanvasElement.prototype.getContext = (() => null) as typeof HTMLCanvasElement.prototype.getContext;

const nothing = () => undefined;
window.IntersectionObserver ??= class {
  observe = nothing;
  unobserve = nothing;
  disconnect = nothing;
} as unknown as typeof IntersectionObserver;

window.ResizeObserver ??= class {
  observe = nothing;
  unobserve = nothing;
  disconnect = nothing;
} as unknown as typeof ResizeObserver;

Element.prototype.scrollIntoView ??= () => undefined;
Element.prototype.scrollTo ??= (() => undefined) as typeof Element.prototype.scrollTo;
HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
  this.open = true;
};

afterEach(() => {
  vi.useRealTimers();
  clearMocks();
  localStorage.clear();
  history.replaceState(null, '', '#/');
});
