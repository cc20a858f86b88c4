/**
 * Gives the keys to an element when it comes into the page.
 *
 * The attribute `autofocus` must not: web views act on it at the next frame, and take the keys away
 * from a field that a fast person has gone on to in between.
 */
import { tick } from 'svelte';
import type { Attachment } from 'svelte/attachments';

export const firstKeys: Attachment<HTMLElement> = (element) => {
  // After a dialog around it has opened, which gives the keys to whatever comes first.
  void tick().then(() => element.focus({ preventScroll: true }));
};
