import { expect, test } from 'vitest';
import type { InitiativeKind, InitiativeRow } from '../../ipc';
import { homesFor, kindsUnder, placeAfter, placeDown, placeOn, placeUp } from './order';

const row = (id: string, parent: string | null, kind: InitiativeKind): InitiativeRow => ({ id, plan: 'p', parent, kind, number: '', title: id, path: [], departments: [], decisions: 0, version: 1 });
const NODES = [row('A', null, 'pillar'), row('1', 'A', 'initiative'), row('x', '1', 'item'), row('y', '1', 'item'), row('2', 'A', 'initiative'), row('3', 'A', 'initiative'), row('B', null, 'pillar')];
const node = (id: string) => NODES.find((one) => one.id === id) ?? row(id, null, 'item');

test.each([
  ['2 up', placeUp(NODES, node('2')), { parent: 'A', before: '1' }],
  ['1 up', placeUp(NODES, node('1')), undefined],
  ['1 down', placeDown(NODES, node('1')), { parent: 'A', before: '3' }],
  ['2 down', placeDown(NODES, node('2')), { parent: 'A', before: null }],
  ['3 down', placeDown(NODES, node('3')), undefined],
  ['after 1', placeAfter(NODES, node('1')), { parent: 'A', before: '2' }],
  ['after B', placeAfter(NODES, node('B')), { parent: null, before: null }],
  ['1 on B', placeOn(NODES, node('1'), node('B')), { parent: 'B', before: null }],
  ['3 on 1', placeOn(NODES, node('3'), node('1')), { parent: 'A', before: '1' }],
  ['x on 2', placeOn(NODES, node('x'), node('2')), { parent: '2', before: null }],
  ['x on B', placeOn(NODES, node('x'), node('B')), undefined],
  ['A on 1', placeOn(NODES, node('A'), node('1')), undefined],
  ['A on B', placeOn(NODES, node('A'), node('B')), { parent: null, before: 'B' }],
])('%s', (_, place, wanted) => expect(place).toEqual(wanted));

test('a node goes under what may hold it, never under itself', () => {
  expect(homesFor(NODES, node('x')).map((one) => one.id)).toEqual(['1', '2', '3']);
  expect(homesFor(NODES, node('A')).map((one) => one.id)).toEqual(['B']);
  expect(kindsUnder('pillar')).toEqual(['initiative', 'pillar']);
  expect(kindsUnder('initiative')).toEqual(['item']);
  expect(kindsUnder('item')).toEqual([]);
});
