import { expect, test } from 'vitest';
import type { DecisionRow } from '../ipc';
import { drawn, filterOf, keeps } from './register';

const body = (id: string) => ({ id, name: `${id}本部` });
function row(number: string, held_on: string, change: Partial<DecisionRow> = {}): DecisionRow {
  return {
    id: number, number, meeting: { id: held_on, label: number, held_on, title: '', body: body('A') }, agenda: { id: `item ${number}`, number: '1', title: number },
    outcome: 'approved', phrase: '承認', quote: '', condition: null, status: 'confirmed', confirmed_by: null, confirmed_at: null, remark: null, speaker: null,
    evidence: 'intact', supersedes: null, superseded_by: null, in_work: true, none_confirmed: false, initiatives: [], ...change,
  };
}
const tie = (id: string) => ({ id, number: id, title: `取組${id}`, relation: 'approves' as const, status: 'confirmed' as const });
const ROWS = [
  row('R5-1-1', '2023-05-01', { initiatives: [tie('2'), tie('1')] }),
  row('R4-1-10', '2022-04-14', { status: 'proposed', outcome: 'amended' }),
  row('R4-1-9', '2022-04-14', { initiatives: [tie('1')], meeting: { id: 'b', label: '', held_on: '2022-04-14', title: '', body: body('B') } }),
];

function check(address: string, expected: string[]) {
  const filter = filterOf(new URLSearchParams(address));
  const rows = drawn(ROWS.filter((one) => keeps(filter, one)), filter);
  const heads = rows.map(({ row: { number }, head }) => `${head ? `${head.kind === 'year' ? head.year : head.kind === 'name' ? head.name : '—'}: ` : ''}${number}`);
  expect(heads).toEqual(expected);
}

test('the register is filtered, sorted and grouped as the address says', () => {
  check('', ['2023: R5-1-1', '2022: R4-1-10', 'R4-1-9']);
  check('turned=1', ['2022: R4-1-10', 'R4-1-9', '2023: R5-1-1']);
  check('group=none&sort=number', ['R4-1-9', 'R4-1-10', 'R5-1-1']);
  check('group=body', ['A本部: R5-1-1', 'R4-1-10', 'B本部: R4-1-9']);
  check('group=initiative', ['2　取組2: R5-1-1', '1　取組1: R5-1-1', 'R4-1-9', '—: R4-1-10']);
  check('status=proposed', ['2022: R4-1-10']);
  check('links=some&outcome=approved', ['2023: R5-1-1', '2022: R4-1-9']);
  check('from=2023', ['2023: R5-1-1']);
  check('status=open', []);
});
