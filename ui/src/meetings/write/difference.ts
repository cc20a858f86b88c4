/** What stands new in a text beside an older one, roughly: what lies between their common ends. */
export interface Part {
  text: string;
  new: boolean;
}

export function parts(before: string, after: string): Part[] {
  const [old, now] = [[...before], [...after]];
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < old.length - head && tail < now.length - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
  const cut = [
    { text: now.slice(0, head).join(''), new: false },
    { text: now.slice(head, now.length - tail).join(''), new: true },
    { text: now.slice(now.length - tail).join(''), new: false },
  ];
  return cut.filter((part) => part.text !== '');
}
