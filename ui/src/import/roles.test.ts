import { expect, test } from 'vitest';
import { choose, keyOf, roleOf, ROLES } from './roles';

const press = (key: string, more: KeyboardEventInit = {}) => roleOf(new KeyboardEvent('keydown', { key, ...more }));

test('every role has one key, and the key gives the role', () => {
  for (const role of [...ROLES, 'ignored' as const]) expect(press(keyOf(role))).toBe(role);
});

test('other keys say nothing, and Delete takes a choice back', () => {
  expect(press('9')).toBeUndefined();
  expect(press('2', { ctrlKey: true })).toBeUndefined();
  expect(press('2', { isComposing: true })).toBeUndefined();
  expect(press('Delete')).toBeNull();
});

test('a line has one choice, and choices stand in the order of lines', () => {
  const first = choose(choose([], 9, 'speaker'), 3, 'agenda');
  expect(first.map(({ line }) => line)).toEqual([3, 9]);
  expect(choose(first, 9, 'scene')).toEqual([{ line: 3, role: 'agenda' }, { line: 9, role: 'scene' }]);
  expect(choose(first, 9, null)).toEqual([{ line: 3, role: 'agenda' }]);
});
