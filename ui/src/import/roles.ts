/** What a person can say that a line of the source is, and the key for it. */
import type { ChosenLine, ChosenLineRole } from '../ipc';

/** In the order of a document; the place in the list is the key. */
export const ROLES = ['header', 'agenda', 'speaker', 'body', 'continuation', 'scene'] as const satisfies ChosenLineRole[];

/** The key that leaves a line out. */
const IGNORED_KEY = '0';

/** The key of a role. */
export function keyOf(role: ChosenLineRole): string {
  const at = ROLES.indexOf(role as (typeof ROLES)[number]);
  return at < 0 ? IGNORED_KEY : String(at + 1);
}

/** The role that a key stands for; `null` takes a choice back, `undefined` is another key. */
export function roleOf(event: KeyboardEvent): ChosenLineRole | null | undefined {
  if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  if (event.key === 'Delete' || event.key === 'Backspace') return null;
  if (event.key === IGNORED_KEY) return 'ignored';
  return /^[1-9]$/u.test(event.key) ? ROLES[Number(event.key) - 1] : undefined;
}

/** The choices with one more: each line has one at most. */
export function choose(choices: readonly ChosenLine[], line: number, role: ChosenLineRole | null): ChosenLine[] {
  const others = choices.filter((choice) => choice.line !== line);
  return role === null ? others : [...others, { line, role }].sort((a, b) => a.line - b.line);
}
