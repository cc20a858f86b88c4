/** Where a hit leads. */
import type { Hit } from '../ipc';
import { href, route } from '../shared/route.svelte';

/** The address of a hit; `undefined` where there is nothing to open. */
export function hitAddress(hit: Hit): string | undefined {
  if (hit.initiative) return href('initiatives', hit.initiative);
  if (!hit.meeting) return undefined;
  const at = { remark: 'remark', decision: 'decision', agenda: 'agenda', follow_up: 'follow_up' }[hit.kind];
  return href('meetings', hit.meeting.id, at ? { [at]: hit.id } : {});
}

export function openHit(hit: Hit): void {
  const address = hitAddress(hit);
  if (address) route.go(address);
}
