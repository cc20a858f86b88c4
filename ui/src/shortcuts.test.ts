import { expect, test } from 'vitest';
import { keyName, pressed, SHORTCUTS } from './shortcuts';

const key = (init: KeyboardEventInit) => new KeyboardEvent('keydown', init);

test('a key while an IME composes is no shortcut', () => {
  expect(pressed(key({ key: 'Enter' }), 'open')).toBe(true);
  expect(pressed(key({ key: 'Enter', isComposing: true }), 'open')).toBe(false);
  expect(pressed(key({ key: 'Enter', keyCode: 229 } as KeyboardEventInit), 'open')).toBe(false);
});

test('modifiers must be exactly those of the table', () => {
  expect(pressed(key({ key: 'z', ctrlKey: true }), 'undo')).toBe(true);
  expect(pressed(key({ key: 'Z', ctrlKey: true, shiftKey: true }), 'undo')).toBe(false);
  expect(pressed(key({ key: 'Z', ctrlKey: true, shiftKey: true }), 'redo')).toBe(true);
  expect(pressed(key({ key: 'z' }), 'undo')).toBe(false);
});

test('? is typed with Shift on most keyboards', () => {
  expect(pressed(key({ key: '?', shiftKey: true }), 'help')).toBe(true);
});

test('keys are named as people read them', () => {
  expect([keyName('find'), keyName('nextRemark'), keyName('back')]).toEqual(['Ctrl+K', 'Alt+↓', 'Esc']);
});

test('no key of one place does two things there', () => {
  const seen = new Set<string>();
  for (const { keys, place } of Object.values(SHORTCUTS)) {
    for (const one of keys) {
      expect(seen.has(`${place} ${one}`), `${place} ${one}`).toBe(false);
      seen.add(`${place} ${one}`);
    }
  }
});
