/** What typed text means, before anything is drawn or saved. */

/** What an empty body turns into by what was typed at its start. */
export type Becoming =
  | { kind: 'remark'; mark: string; rest: string }
  | { kind: 'item'; label: string; title: string };

/**
 * Typing a mark or 「議題」 into an empty body turns the block into it. `before` is the body as it
 * was; a body that said anything is left alone.
 */
export function becomes(before: string, after: string, marks: readonly string[]): Becoming | undefined {
  // Who types 「議」 and 「題」 one by one means the same.
  if (!'議題'.startsWith(before.trim())) return undefined;
  const text = after.replace(/^[\s　]+/u, '');
  const mark = before.trim() === '' ? marks.find((one) => one !== '' && text.startsWith(one)) : undefined;
  if (mark) return { kind: 'remark', mark, rest: text.slice(mark.length) };
  // 「議題に沿って」 is a sentence.
  const item = /^(議題[ 　]*[0-9０-９]+(?:[-－‐][0-9０-９]+)?)[ 　]*(.*)$/su.exec(text) ?? /^(議題)(?:[ 　]+(.*))?$/su.exec(text);
  if (!item) return undefined;
  return { kind: 'item', label: (item[1] ?? '').replace(/[ 　]+/gu, ''), title: (item[2] ?? '').replace(/\n/gu, '') };
}

/** 「１ 窓口について」 → the label 「議題１」 and the title, once the space after the number is typed. */
export function numbered(title: string): { label: string; title: string } | undefined {
  const found = /^([0-9０-９]+(?:[-－‐][0-9０-９]+)?)[ 　](.*)$/su.exec(title);
  return found ? { label: `議題${found[1] ?? ''}`, title: (found[2] ?? '').trimStart() } : undefined;
}

/** 「森課長（資料１に基づいて説明）」 → the speaker and the note. */
export function speakerAndNote(typed: string): { speaker: string; note: string | undefined } {
  const found = /^(.+?)[（(](.+)[）)]$/su.exec(typed.trim());
  // A post may carry parentheses of its own: 「部長（代理）」 is no note.
  if (!found || [...(found[2] ?? '')].length < 4) return { speaker: typed.trim(), note: undefined };
  return { speaker: (found[1] ?? '').trim(), note: (found[2] ?? '').trim() };
}

/** Full-width digits, as labels print them. */
export function fullWidth(value: number): string {
  return String(value).replace(/[0-9]/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
}

/** The label of the next item after these: 「議題３」. */
export function nextLabel(labels: readonly string[]): string {
  const numbers = labels.map((label) => Number(/[0-9]+/u.exec(label.normalize('NFKC'))?.[0] ?? 0));
  return `議題${fullWidth(Math.max(0, ...numbers) + 1)}`;
}

/** Whether pasted lines may be minutes: several lines, one of them with a mark or an item. */
export function mayBeMinutes(text: string, marks: readonly string[]): boolean {
  const lines = text.split('\n').map((line) => line.trim());
  if (lines.filter(Boolean).length < 2) return false;
  return lines.some((line) => line.startsWith('議題') || marks.some((mark) => mark !== '' && line.startsWith(mark)));
}

/** Puts a scene at the caret, on a line of its own, with the caret between its parentheses. */
export function withScene(text: string, caret: number): { text: string; caret: number } {
  const before = text.slice(0, caret).replace(/\n+$/u, '');
  const after = text.slice(caret).replace(/^\n+/u, '');
  const lead = before === '' ? '' : `${before}\n`;
  return { text: `${lead}（）${after === '' ? '' : `\n${after}`}`, caret: lead.length + 1 };
}

/** A number of its own for an operation or a burst: a random UUID, also where no secure context is. */
export function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
