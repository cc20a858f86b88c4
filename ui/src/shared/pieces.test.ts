import { expect, test } from 'vitest';
import { pieces, type DrawnSpan } from './pieces';

const text = '原案のとおり承認いただいたものとする';
const span = (start: number, end: number, confirmed = true, number?: number): DrawnSpan => ({ start, end, confirmed, number });

test('the pieces together are the text', () => {
  const cut = pieces(text, [span(0, 13, true, 1), span(6, 18, false, 2)], ['承認', 'もの']);
  expect(cut.map((piece) => piece.text).join('')).toBe(text);
});

test('a hit inside evidence is both', () => {
  const hit = pieces(text, [span(0, 13, false, 1)], ['承認']).find((piece) => piece.hit);
  expect(hit).toMatchObject({ text: '承認', evidence: 'proposed' });
});

test('a 合印 stands where its span ends, once', () => {
  const cut = pieces(text, [span(0, 13, true, 1), span(0, 13, true, 1)]);
  expect(cut.map((piece) => piece.refs)).toEqual([[1], []]);
});

test('a span beyond the text is not drawn', () => {
  expect(pieces('短い', [span(0, 9)])).toEqual([{ text: '短い', hit: false, refs: [] }]);
});

test('the longer of two words is marked as one', () => {
  expect(pieces('取り組みの', [], ['取り', '取り組み']).filter((piece) => piece.hit)).toHaveLength(1);
});

test('an empty text has one empty piece or none', () => {
  expect(pieces('', [], ['語']).map((piece) => piece.text).join('')).toBe('');
});
