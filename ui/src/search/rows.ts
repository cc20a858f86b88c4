/** The hits in the order in which they are shown: flat, or by meeting. */
import type { Group, Hit, MeetingRef } from '../ipc';

/** A hit as it stands in the list. */
export interface HitRow {
  hit: Hit;
  /** Heads the hits of a meeting: set on the first of them; `null` for what belongs to no meeting. */
  head?: MeetingRef | null;
  /** How many of this page stand under the head. */
  under?: number;
}

/** One answer's worth of hits. */
export interface HitPage {
  hits: Hit[];
  groups: Group[];
}

/**
 * Rows of all pages that have come. Each page is grouped by itself, so that what is on screen never
 * moves when the next page comes; a meeting may then be headed twice.
 */
export function hitRows(pages: readonly HitPage[], grouped: boolean): HitRow[] {
  return pages.flatMap(({ hits, groups }): HitRow[] => {
    const placed = groups.reduce((sum, group) => sum + group.hits.length, 0);
    if (!grouped || placed !== hits.length) return hits.map((hit) => ({ hit }));
    return groups.flatMap((group) =>
      group.hits.flatMap((at, i): HitRow[] => {
        const hit = hits[at];
        if (!hit) return [];
        return [i === 0 ? { hit, head: group.meeting, under: group.hits.length } : { hit }];
      }),
    );
  });
}
