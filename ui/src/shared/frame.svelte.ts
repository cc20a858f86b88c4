/** What a view hangs into the frame: its part of the status line. */
import { onDestroy, type Snippet } from 'svelte';

class Frame {
  hints = $state.raw<Snippet | undefined>();
}

export const frame = new Frame();

/** Whose hints hang there. Not state: what is destroyed reads state as it was before it went. */
let owner: Snippet | undefined;

/** Shows `hints` in the status line while the calling component lives. */
export function statusHints(hints: Snippet): void {
  owner = hints;
  frame.hints = hints;
  onDestroy(() => {
    if (owner !== hints) return;
    owner = undefined;
    frame.hints = undefined;
  });
}
