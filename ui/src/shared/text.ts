/** Text as it is shown. Data itself is never changed. */

/** Ideographic variation selectors, which WebKitGTK draws as boxes. */
const SELECTORS = /[\u{E0100}-\u{E01EF}]/gu;

/** What can be drawn of a text. For display alone: never send the result anywhere. */
export function shown(text: string): string {
  return text.replace(SELECTORS, '');
}

/** A text for comparing while somebody types: width and case folded, spaces dropped. */
export function folded(text: string): string {
  return shown(text).normalize('NFKC').toLowerCase().replace(/\s+/gu, '');
}

const count = new Intl.NumberFormat('ja-JP');

/** 48,212 */
export function grouped(value: number): string {
  return count.format(value);
}

/** 1.4 MB */
export function bytes(value: number): string {
  if (value < 1024) return `${value} B`;
  const inKilo = value / 1024;
  return inKilo < 1024 ? `${Math.round(inKilo)} KB` : `${(inKilo / 1024).toFixed(1)} MB`;
}

/** A moment of a recording: 0:07, 1:02:03. */
export function elapsed(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
