/** Era dates as people read them. The back end sends `YYYY-MM-DD` and UTC microseconds. */

const ERAS = [
  { name: '令和', letter: 'R', first: '2019-05-01', base: 2018 },
  { name: '平成', letter: 'H', first: '1989-01-08', base: 1988 },
  { name: '昭和', letter: 'S', first: '1926-12-25', base: 1925 },
  { name: '大正', letter: 'T', first: '1912-07-30', base: 1911 },
  { name: '明治', letter: 'M', first: '1868-01-25', base: 1867 },
] as const;

const WEEKDAYS = '日月火水木金土';

function eraYear(iso: string): string {
  const year = Number(iso.slice(0, 4));
  const era = ERAS.find((candidate) => iso >= candidate.first);
  if (!era) return `${year}`;
  const inEra = year - era.base;
  return `${era.name}${inEra === 1 ? '元' : inEra}`;
}

function monthDay(iso: string): string {
  return `${Number(iso.slice(5, 7))}月${Number(iso.slice(8, 10))}日`;
}

/** 令和6年9月12日 */
export function longDate(iso: string): string {
  return `${eraYear(iso)}年${monthDay(iso)}`;
}

/** 9月12日 */
export function shortDay(iso: string): string {
  return monthDay(iso);
}

/** 令和6年9月12日（木） */
export function dateWithWeekday(iso: string): string {
  return `${longDate(iso)}（${WEEKDAYS.charAt(new Date(`${iso}T00:00:00Z`).getUTCDay())}）`;
}

/** 令和6年度. A fiscal year is named after the era of its first May, as the back end does. */
export function fiscalYear(year: number): string {
  return `${eraYear(`${year}-05-01`)}年度`;
}

/** The local day of an instant in microseconds, as `YYYY-MM-DD`. */
export function localDay(micros: number): string {
  const at = new Date(micros / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** 10:32:07 */
export function clockSeconds(at: Date): string {
  return `${clock(at)}:${String(at.getSeconds()).padStart(2, '0')}`;
}

/** 令和8年11月21日, of the day it is on this machine. */
export function eraToday(): string {
  return longDate(localDay(Date.now() * 1000));
}

/** 10:32 */
export function clock(at: Date): string {
  return `${at.getHours()}:${String(at.getMinutes()).padStart(2, '0')}`;
}
