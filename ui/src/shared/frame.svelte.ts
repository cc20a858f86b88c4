/** What a view hangs into the frame: its part of the status line. */
import { onDestroy, type Snippet } from 'svelte';

class Frame {
  hints = $state.raw<Snippet | undefined>();
}

export const frame = new Frame();

/** Shows `hints` in the status line while the calling component lives. */
export function statusHints(hints: Snippet): void {
  frame.hints = hints;
  onDestroy(() => {
    if (frame.hints === hints) frame.hints = undefined;
  });
}
