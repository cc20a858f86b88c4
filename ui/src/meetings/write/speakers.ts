/** Who may be meant while a speaker is being typed. */
import type { SpeakerChoice } from '../../ipc';
import { folded } from '../../shared/text';

/** Katakana as hiragana, so that a reading is found however it is typed. */
export function hiragana(text: string): string {
  return text.replace(/[ァ-ヶ]/gu, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
}

const MOST = 12;

/**
 * The choices that fit what was typed, by the printed text or the reading of the name: those who
 * have spoken in this meeting first, the last one before the others, then those in office.
 */
export function matching(choices: readonly SpeakerChoice[], typed: string, spoken: readonly string[]): SpeakerChoice[] {
  const wanted = folded(typed);
  const reading = hiragana(wanted);
  const fits = (choice: SpeakerChoice) =>
    wanted === '' || folded(choice.printed).includes(wanted) || (choice.reading !== '' && hiragana(folded(choice.reading)).startsWith(reading));
  const recency = new Map(spoken.map((printed, i) => [printed, i]));
  const rank = (choice: SpeakerChoice) => recency.get(choice.printed) ?? spoken.length + (choice.in_office ? 0 : 1);
  return choices
    .filter(fits)
    .map((choice, i) => ({ choice, rank: rank(choice), i }))
    .sort((a, b) => a.rank - b.rank || a.i - b.i)
    .slice(0, MOST)
    .map(({ choice }) => choice);
}

/** The speakers of a meeting as they were last heard before a row, each once, the nearest first. */
export function spokenBefore(speakers: readonly string[], at: number): string[] {
  const before = speakers.slice(0, at).reverse();
  const after = speakers.slice(at + 1);
  return [...new Set([...before, ...after].filter(Boolean))];
}
