import { expect, test } from 'vitest';
import { openAt, press, settled } from '../../dev/open';
import { messages } from '../messages';

/** The draft of the invented library. */
const DRAFT = '#/meetings/meeting-R5-2';

/** Marks `length` characters of a remark's first long block, from its third character on. */
function mark(length: number): { quote: string; remark: string } {
  const block = [...document.querySelectorAll('.remark p')].find((one) => (one.querySelector('span')?.textContent ?? '').length > length + 2);
  const node = block?.querySelector('span')?.firstChild;
  if (!node) throw new Error('no remark to mark words in');
  getSelection()?.setBaseAndExtent(node, 2, node, 2 + length);
  return { quote: (node.textContent ?? '').slice(2, 2 + length), remark: block?.closest('.row')?.id.replace('at-', '') ?? '' };
}

test('words marked on the page are asked about with Ctrl+D, and bound as the back end counts them', async () => {
  const backend = await openAt(DRAFT);
  const { quote, remark } = mark(6);
  await press('d', { ctrlKey: true });
  expect(document.querySelector('dialog blockquote')?.textContent).toContain(quote);
  document.querySelector<HTMLFormElement>('dialog form')?.requestSubmit();
  await settled();
  const call = backend.calls.find(({ name }) => name === 'decision_bind');
  expect(call?.request).toMatchObject({ words: [{ remark, quote, at: 2 }], targets: [{}] });
  expect(document.querySelector('dialog')).toBeNull();
});

test.each([
  [DRAFT, messages.bind.nothing],
  ['#/meetings/meeting-R5-1', messages.bind.locked],
])('where nothing can be marked, Ctrl+D says why', async (address, said) => {
  await openAt(address);
  getSelection()?.removeAllRanges();
  await press('d', { ctrlKey: true });
  expect(document.body.textContent).toContain(said);
});
