/**
 * ↑↓ Home End between the rows of a table. A row takes part through its element with `data-row`
 * (a link or the row itself); Tab still goes through everything.
 */
import type { Attachment } from 'svelte/attachments';
import { isTyping, pressed } from '../shortcuts';

export const rowKeys: Attachment<HTMLElement> = (table) => {
  function onkeydown(event: KeyboardEvent) {
    if (isTyping(event) || event.defaultPrevented) return;
    const rows = [...table.querySelectorAll<HTMLElement>('[data-row]')];
    const active = document.activeElement;
    const at = rows.findIndex((row) => row === active || row.closest('tr, li') === active?.closest('tr, li'));
    const to = target(event, at, rows.length);
    if (to === undefined) return;
    event.preventDefault();
    rows[to]?.focus();
  }
  table.addEventListener('keydown', onkeydown);
  return () => table.removeEventListener('keydown', onkeydown);
};

function target(event: KeyboardEvent, at: number, count: number): number | undefined {
  if (count === 0) return undefined;
  if (pressed(event, 'down')) return Math.min(at + 1, count - 1);
  if (pressed(event, 'up')) return Math.max(at - 1, 0);
  if (pressed(event, 'first')) return 0;
  if (pressed(event, 'last')) return count - 1;
  return undefined;
}
