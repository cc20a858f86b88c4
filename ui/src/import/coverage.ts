/** How much of a source found a place, and where it went. */
import type { Coverage, DraftRemark, SourceLine } from '../ipc';

/** Where text went, as it is tinted. */
export type Tint = 'header' | 'agenda' | 'presenter' | 'member' | 'scene' | 'layout' | 'unplaced' | 'blank';

/** The tint of a line: the side of its remark, or its own role. */
export function tintOf(line: SourceLine, remarks: readonly DraftRemark[]): Tint {
  switch (line.role) {
    case 'speaker':
    case 'body':
    case 'continuation':
      return remarks[line.remark ?? -1]?.side === 'member' ? 'member' : 'presenter';
    default:
      return line.role;
  }
}

const countable = (text: string) => [...text.replace(/\s/gu, '')].length;

export interface Share {
  tint: Tint;
  characters: number;
  /** From 0 to 1000 along the bar. */
  from: number;
  width: number;
}

const ORDER: Tint[] = ['header', 'agenda', 'presenter', 'member', 'scene', 'layout', 'unplaced'];
/** A share that is there can be seen, however small. */
const LEAST = 6;

/** The bar: what was placed by where it went, what was not placed last. */
export function shares(lines: readonly SourceLine[], remarks: readonly DraftRemark[], coverage: Coverage): Share[] {
  const counts = new Map<Tint, number>();
  for (const line of lines) {
    const tint = tintOf(line, remarks);
    counts.set(tint, (counts.get(tint) ?? 0) + countable(line.text));
  }
  counts.set('unplaced', coverage.characters - coverage.placed);
  const there = ORDER.flatMap((tint) => ((counts.get(tint) ?? 0) > 0 ? [{ tint, characters: counts.get(tint) ?? 0 }] : []));
  const total = there.reduce((sum, one) => sum + one.characters, 0) || 1;
  const wide = there.map((one) => ({ ...one, width: Math.max(LEAST, (one.characters / total) * 1000) }));
  const scale = 1000 / wide.reduce((sum, one) => sum + one.width, 0);
  let from = 0;
  return wide.map((one) => {
    const share = { ...one, from, width: one.width * scale };
    from += share.width;
    return share;
  });
}

/** 99.4. Never 100 while anything is unplaced. */
export function percent({ characters, placed }: Coverage): string {
  if (characters === 0 || placed >= characters) return '100';
  return (Math.floor((placed / characters) * 1000) / 10).toFixed(1);
}
