/** Changes to many bodies at once: what would change is counted and shown before it is done. */

export interface Rewritten<Row> {
  row: Row;
  before: string;
  after: string;
  places: number;
}

interface Body {
  text: string;
}

/** Replaces words in all bodies. Width is told apart only when asked to. */
export function replaced<Row extends Body>(rows: readonly Row[], find: string, by: string, exact: boolean): Rewritten<Row>[] {
  if (find === '') return [];
  return rows.flatMap((row) => {
    const at = placesOf(row.text, find, exact);
    if (at.length === 0) return [];
    let after = '';
    let from = 0;
    for (const [start, end] of at) {
      after += row.text.slice(from, start) + by;
      from = end;
    }
    return [{ row, before: row.text, after: after + row.text.slice(from), places: at.length }];
  });
}

/** Where words stand, as ranges of UTF-16 code units that do not overlap. */
export function placesOf(text: string, find: string, exact: boolean): [number, number][] {
  const wanted = exact ? [...find] : [...find].map(narrow);
  const chars = [...text];
  const folded = exact ? chars : chars.map(narrow);
  const offsets: number[] = [0];
  for (const char of chars) offsets.push((offsets.at(-1) ?? 0) + char.length);
  const found: [number, number][] = [];
  for (let i = 0; i + wanted.length <= folded.length; ) {
    if (wanted.every((char, k) => folded[i + k] === char)) {
      found.push([offsets[i] ?? 0, offsets[i + wanted.length] ?? text.length]);
      i += wanted.length;
    } else i += 1;
  }
  return found;
}

/** A full-width letter, digit or sign as its half-width form; one character stays one character. */
function narrow(char: string): string {
  const code = char.charCodeAt(0);
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  return char === '　' ? ' ' : char;
}

export type Digits = 'wide' | 'narrow' | 'keep';

/** Brings digits to one width and takes the spaces out from between Japanese and Latin. */
export function normalised<Row extends Body>(rows: readonly Row[], digits: Digits, spaces: boolean): Rewritten<Row>[] {
  return rows.flatMap((row) => {
    const after = unspaced(digitsAs(row.text, digits), spaces);
    return after === row.text ? [] : [{ row, before: row.text, after, places: 1 }];
  });
}

function digitsAs(text: string, digits: Digits): string {
  if (digits === 'wide') return text.replace(/[0-9]/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
  if (digits === 'narrow') return text.replace(/[０-９]/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  return text;
}

const JAPANESE = '[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}ー々、。「」（）]';
const LATIN = '[A-Za-z0-9Ａ-Ｚａ-ｚ０-９]';

function unspaced(text: string, spaces: boolean): string {
  if (!spaces) return text;
  return text.replace(new RegExp(`(?<=${JAPANESE}) +(?=${LATIN})|(?<=${LATIN}) +(?=${JAPANESE})`, 'gu'), '');
}
