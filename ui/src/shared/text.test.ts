import { expect, test } from 'vitest';
import { blocksOf } from './body';
import { bytes, folded, shown } from './text';

test('variation selectors are not drawn, the characters are', () => {
  expect(shown('葛\u{E0100}城')).toBe('葛城');
  expect(shown('髙﨑𠮷')).toBe('髙﨑𠮷');
});

test('typing finds whatever the width and case', () => {
  expect(folded('ＤＸ　推進')).toBe(folded('dx推進'));
});

test('sizes are read by people', () => {
  expect([bytes(900), bytes(48_213), bytes(3_400_000)]).toEqual(['900 B', '47 KB', '3.2 MB']);
});

test('a body is read into its three kinds of block', () => {
  expect(blocksOf('本文である。\n\n- 一つ目\n- 二つ目\n\n（実演）')).toEqual([
    { kind: 'paragraph', text: '本文である。' },
    { kind: 'item', text: '一つ目' },
    { kind: 'item', text: '二つ目' },
    { kind: 'scene', text: '（実演）' },
  ]);
});

test('escapes are undone, and parentheses that do not hold the whole line make no scene', () => {
  expect(blocksOf('\\# 見出しでない\n\n（案）と（案）')).toEqual([
    { kind: 'paragraph', text: '# 見出しでない' },
    { kind: 'paragraph', text: '（案）と（案）' },
  ]);
});
