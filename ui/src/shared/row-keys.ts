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
  /** A button of a row may go away with what it does: the row keeps the keys. */
  function onclick({ target }: MouseEvent) {
    if (!(target instanceof HTMLElement) || !target.closest('button:not([data-row])')) return;
    target.closest('tr, li')?.querySelector<HTMLElement>('[data-row]')?.focus({ preventScroll: true });
  }
  table.addEventListener('keydown', onkeydown);
  table.addEventListener('click', onclick);
  return () => {
    table.removeEventListener('keydown', onkeydown);
    table.removeEventListener('click', onclick);
  };
};

function target(event: KeyboardEvent, at: number, count: number): number | undefined {
  if (count === 0) return undefined;
  if (pressed(event, 'down')) return Math.min(at + 1, count - 1);
  if (pressed(event, 'up')) return Math.max(at - 1, 0);
  if (pressed(event, 'first')) return 0;
  if (pressed(event, 'last')) return count - 1;
  return undefined;
}
