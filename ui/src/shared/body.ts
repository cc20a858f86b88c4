/** Reads the Markdown of a remark's body, as the back end writes it (three kinds of block, see `model::body`). */
import type { Block } from '../ipc';

function isScene(text: string): boolean {
  let depth = 0;
  const chars = [...text];
  if (!/^[（(]/u.test(text)) return false;
  for (const [i, char] of chars.entries()) {
    if (char === '（' || char === '(') depth += 1;
    else if (char === '）' || char === ')') {
      depth -= 1;
      if (depth <= 0) return i === chars.length - 1;
    }
  }
  return false;
}

/** The blocks of a body. */
export function blocksOf(markdown: string): Block[] {
  return markdown
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): Block => {
      const isItem = line.startsWith('- ');
      const text = (isItem ? line.slice(2) : line).replace(/\\([!-/:-@[-`{-~])/gu, '$1');
      if (isItem) return { kind: 'item', text };
      return { kind: isScene(text) ? 'scene' : 'paragraph', text };
    });
}
