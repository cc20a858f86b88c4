/** Cuts a text where underlines and search hits begin and end, so that both can be drawn, overlapping or not. */

/** A span to underline, in UTF-16 code units, with the numbers of the notes it leads to. */
export interface DrawnSpan {
  start: number;
  end: number;
  confirmed: boolean;
  number?: number;
}

/** A stretch of text that is drawn alike. */
export interface Piece {
  text: string;
  hit: boolean;
  /** Whether the piece carries something, and whether a person has confirmed it. */
  evidence?: 'confirmed' | 'proposed';
  /** Notes whose span ends with this piece. */
  refs: number[];
}

/** Every place where one of `words` stands, longest first at each place. */
function hitsIn(text: string, words: readonly string[]): [number, number][] {
  const found: [number, number][] = [];
  const byLength = [...new Set(words)].filter((word) => word !== '').sort((a, b) => b.length - a.length);
  for (let at = 0; at < text.length; ) {
    const word = byLength.find((candidate) => text.startsWith(candidate, at));
    if (word) found.push([at, at + word.length]);
    at += word?.length ?? 1;
  }
  return found;
}

/** The pieces of `text`, in order; together they are the text. */
export function pieces(text: string, spans: readonly DrawnSpan[], words: readonly string[] = []): Piece[] {
  const within = spans.filter((span) => span.start < span.end && span.end <= text.length);
  const hits = hitsIn(text, words);
  const cuts = new Set([0, text.length]);
  for (const { start, end } of within) cuts.add(start).add(end);
  for (const [start, end] of hits) cuts.add(start).add(end);
  const edges = [...cuts].sort((a, b) => a - b);
  return edges.slice(0, -1).map((from, i) => {
    const to = edges[i + 1] ?? text.length;
    const covering = within.filter((span) => span.start <= from && to <= span.end);
    const refs = within.filter((span) => span.end === to).flatMap((span) => (span.number === undefined ? [] : [span.number]));
    const piece: Piece = { text: text.slice(from, to), hit: hits.some(([start, end]) => start <= from && to <= end), refs: [...new Set(refs)] };
    if (covering.length > 0) piece.evidence = covering.some((span) => span.confirmed) ? 'confirmed' : 'proposed';
    return piece;
  });
}
