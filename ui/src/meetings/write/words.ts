/** The office's own words as people write them down, 「下さい → ください」, and as they are kept, with a tab between. */

export function linesOfWords(kept: string): string {
  return kept
    .split('\n')
    .map((line) => line.split('\t').slice(0, 2).join(' → ').trimEnd())
    .join('\n');
}

/** The lines to keep, and the numbers of those that say nothing. A word without a form takes it off the list that comes with the program. */
export function wordsOfLines(lines: string): { words: string; unread: number[] } {
  const unread: number[] = [];
  const words = lines.split('\n').flatMap((line, i) => {
    if (line.trim() === '' || line.startsWith('#')) return line.trim() === '' ? [] : [line];
    const [written = '', right, ...more] = line.split(/→|\t/u).map((part) => part.trim());
    if (written === '' || right === undefined || more.length > 0) {
      unread.push(i + 1);
      return [];
    }
    return [`${written}\t${right}`];
  });
  return { words: words.join('\n'), unread };
}
