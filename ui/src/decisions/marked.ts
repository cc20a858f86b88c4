/** Words that are marked on the page of a meeting, as the back end counts them. */
import type { MeetingView, WordsInput } from '../ipc';
import { rowOf } from '../meetings/reading';
import { shown } from '../shared/text';

/** Where a place on the page stands within one block: characters of the block before it. */
function within(block: Element, node: Node, offset: number): number {
  const range = document.createRange();
  range.setStart(block, 0);
  range.setEnd(node, offset);
  // The signs that lead to notes are drawn, and are no part of the words.
  const copy = range.cloneContents();
  copy.querySelectorAll('.ref').forEach((sign) => sign.remove());
  return (copy.textContent ?? '').length;
}

/** Where what is drawn of a text up to `drawn` ends in the text itself, which may hold signs that are not drawn. */
function inText(text: string, drawn: number): number {
  let at = 0;
  for (let seen = 0; at < text.length && seen < drawn; ) {
    const char = String.fromCodePoint(text.codePointAt(at) ?? 0);
    seen += shown(char).length;
    at += char.length;
  }
  return at;
}

/**
 * The marked words; `undefined` where nothing is marked, `across` where they reach over two remarks.
 * Blocks stand in the plain text one a line.
 */
export function markedIn(view: MeetingView, selection: Selection | null): WordsInput | 'across' | undefined {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  const rows = [range.startContainer, range.endContainer].map((node) => (node instanceof Element ? node : node.parentElement)?.closest('.row'));
  const remark = view.remarks.find((one) => rowOf(one.id) === rows[0]?.id);
  if (!remark || !rows[0]) return undefined;
  if (rows[0] !== rows[1]) return 'across';
  // An item of a list begins with its sign, on the page as in the plain text.
  const lines = remark.blocks.map((block) => (block.kind === 'item' ? `・${block.text}` : block.text));
  const blocks = [...rows[0].querySelectorAll('.remark p')];
  const place = (node: Node, offset: number): number | undefined => {
    const at = blocks.findIndex((block) => block.contains(node));
    const block = blocks[at];
    if (!block) return undefined;
    const before = lines.slice(0, at).reduce((sum, one) => sum + one.length + 1, 0);
    return before + inText(lines[at] ?? '', within(block, node, offset));
  };
  const plain = lines.join('\n');
  const [from, to] = [place(range.startContainer, range.startOffset), place(range.endContainer, range.endOffset)];
  if (from === undefined || to === undefined) return undefined;
  const marked = plain.slice(from, to);
  const quote = marked.trim();
  if (quote === '') return undefined;
  const start = from + marked.indexOf(quote);
  return { remark: remark.id, quote, at: [...plain.slice(0, start)].length };
}
