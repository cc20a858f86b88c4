/** Words that are marked in a body, as the back end counts them. */
import type { WordsInput } from '../../ipc';
import { canonical } from './remark.svelte';

export interface Quotation {
  remark: string;
  quote: string;
  /** Where they begin in what is on screen, in UTF-16 code units. */
  start: number;
  /** The text on screen. */
  text: string;
}

/** The words in the text as the library holds it: without empty lines, counted in characters. */
export function quotationIn(words: Quotation | undefined): WordsInput | undefined {
  if (!words) return undefined;
  const quote = canonical(words.quote);
  if (quote === '') return undefined;
  const before = canonical(words.text.slice(0, words.start));
  const at = canonical(words.text).indexOf(quote, Math.max(0, before.length - 1));
  return { remark: words.remark, quote, at: at < 0 ? null : [...canonical(words.text).slice(0, at)].length };
}
