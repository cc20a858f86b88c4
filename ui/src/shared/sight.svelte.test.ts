/** What of a long list is drawn. */
import { flushSync } from 'svelte';
import { expect, test } from 'vitest';
import { Sight, type Seen } from './sight.svelte';

interface Line {
  height: number;
}

/** Lines of made-up heights, all in one pane that shows 500 pixels. */
function list(kept: (lines: Line[]) => Line[] = () => []) {
  const lines = Array.from({ length: 1_000 }, (_, i) => ({ height: 20 + (i % 5) * 10 }));
  const sight = new Sight<Line>({ rows: () => lines, guess: (line) => line.height, kept: () => kept(lines) });
  const pane = document.createElement('div');
  pane.className = 'pane';
  const body = pane.appendChild(document.createElement('div'));
  Object.defineProperty(pane, 'clientHeight', { value: 500 });
  const leave = sight.body(body);
  const scroll = (top: number) => {
    pane.scrollTop = top;
    pane.dispatchEvent(new Event('scroll'));
    flushSync();
  };
  return { lines, sight, scroll, leave };
}

const WHOLE = 40_000;
/** From where to where rows are drawn without a gap, and the height of everything. */
function extent(seen: readonly Seen<Line>[], below: number) {
  let at = 0;
  const spans = seen.map(({ row, gap }) => ({ from: at + gap, to: (at += gap + row.height) }));
  return { covers: (from: number, to: number) => spans.some((span) => span.from <= from) && spans.some((span) => span.to >= to), height: at + below };
}

test.each([0, 1, 777, 12_345, 39_500])('scrolled to %i, all that is in sight is drawn, and little else', (top) => {
  const { sight, scroll } = list();
  scroll(top);
  const { covers, height } = extent(sight.seen, sight.below);
  expect(height).toBe(WHOLE);
  expect(covers(top, Math.min(WHOLE, top + 500))).toBe(true);
  expect(sight.seen.length).toBeLessThan(60);
  expect(sight.seen.map(({ at }) => at)).toEqual(sight.seen.map((_, i) => (sight.seen[0]?.at ?? 0) + i));
});

test('a row that is kept stays drawn in its place, above and below what is in sight', () => {
  const { lines, sight, scroll } = list((all) => [all[3], all[900]].filter((line) => line !== undefined));
  scroll(20_000);
  const drawn = sight.seen.map(({ row }) => row);
  expect(drawn).toContain(lines[3]);
  expect(drawn).toContain(lines[900]);
  expect(extent(sight.seen, sight.below).height).toBe(WHOLE);
  expect(sight.seen[0]).toMatchObject({ at: 3, gap: 20 + 30 + 40 });
});

test('a row that is to be scrolled to is drawn with those around it', async () => {
  const { lines, sight } = list();
  expect(sight.seen.map(({ row }) => row)).not.toContain(lines[700]);
  await sight.reach(700);
  const drawn = sight.seen.map(({ row }) => row);
  for (const at of [690, 700, 710]) expect(drawn).toContain(lines[at]);
});
