/** The register of decisions as it is filtered, sorted, grouped and drawn. */
import type { DecisionRow, Outcome } from '../ipc';
import { href } from '../shared/route.svelte';

export const GROUPS = ['year', 'body', 'initiative', 'none'] as const;
export type Group = (typeof GROUPS)[number];
export const SORTS = ['date', 'number', 'agenda', 'outcome'] as const;
export type Sort = (typeof SORTS)[number];

export interface Filter {
  /** Fiscal years from this one on; 0 for all. */
  fromYear: number;
  body: string;
  outcome: Outcome | '';
  /** `open`: an item without a decision, of minutes that are not final, of which nobody has said 記録なし. */
  status: 'proposed' | 'confirmed' | 'open' | '';
  links: 'none' | 'some' | '';
  withNone: boolean;
  group: Group;
  sort: Sort;
  /** The other way round than the order that a sort begins with. */
  turned: boolean;
}

function oneOf<T extends string>(known: readonly T[], text: string | null): T | undefined {
  return known.find((one) => one === text);
}

/** What the address says. */
export function filterOf(params: URLSearchParams): Filter {
  return {
    fromYear: Number(params.get('from') ?? 0),
    body: params.get('body') ?? '',
    outcome: (params.get('outcome') ?? '') as Outcome | '',
    status: oneOf(['proposed', 'confirmed', 'open'] as const, params.get('status')) ?? '',
    links: oneOf(['none', 'some'] as const, params.get('links')) ?? '',
    withNone: params.get('none') !== '0',
    group: oneOf(GROUPS, params.get('group')) ?? 'year',
    sort: oneOf(SORTS, params.get('sort')) ?? 'date',
    turned: params.get('turned') === '1',
  };
}

export function addressOf(filter: Filter, row?: string): string {
  return href('decisions', undefined, {
    from: filter.fromYear ? String(filter.fromYear) : undefined,
    body: filter.body,
    outcome: filter.outcome,
    none: filter.withNone ? undefined : '0',
    status: filter.status,
    links: filter.links,
    group: filter.group === 'year' ? undefined : filter.group,
    sort: filter.sort === 'date' ? undefined : filter.sort,
    turned: filter.turned ? '1' : undefined,
    row,
  });
}

/** The fiscal year a day falls in. */
export function fiscalYearOf(iso: string): number {
  const year = Number(iso.slice(0, 4));
  return Number(iso.slice(5, 7)) >= 4 ? year : year - 1;
}

export function keeps(filter: Filter, row: DecisionRow): boolean {
  const none = row.outcome === 'none_recorded';
  const settled = row.status === 'confirmed';
  return (
    row.status !== 'dismissed' &&
    fiscalYearOf(row.meeting.held_on) >= filter.fromYear &&
    (!filter.body || row.meeting.body.id === filter.body) &&
    (!filter.outcome || row.outcome === filter.outcome) &&
    (filter.withNone || !none || filter.outcome === 'none_recorded') &&
    (!filter.status || (filter.status === 'open' ? row.id === null && row.in_work && !row.none_confirmed : row.status === filter.status)) &&
    (!filter.links || (filter.links === 'none' ? settled && row.initiatives.length === 0 : row.initiatives.length > 0))
  );
}

/** 「R4-1-10」 after 「R4-1-9」. */
const byNumber = new Intl.Collator('ja', { numeric: true });

const COMPARE: Record<Sort, (a: DecisionRow, b: DecisionRow) => number> = {
  // The back end sends the newest meeting first, its items as printed: sorting is stable.
  date: (a, b) => b.meeting.held_on.localeCompare(a.meeting.held_on),
  number: (a, b) => Number(a.number === null) - Number(b.number === null) || byNumber.compare(a.number ?? '', b.number ?? ''),
  agenda: (a, b) => byNumber.compare(a.agenda.title, b.agenda.title),
  outcome: (a, b) => a.outcome.localeCompare(b.outcome),
};

/** A row, with what it does not say again because the row above said it. */
export interface DrawnRow {
  row: DecisionRow;
  key: string;
  /** What heads the rows that follow. */
  head: Head | undefined;
  newMeeting: boolean;
  sameRemark: boolean;
}

export type Head = { kind: 'year'; year: number } | { kind: 'name'; name: string; id: string } | { kind: 'none' };

function headsOf(group: Group, row: DecisionRow): Head[] {
  if (group === 'year') return [{ kind: 'year', year: fiscalYearOf(row.meeting.held_on) }];
  if (group === 'body') return [{ kind: 'name', name: row.meeting.body.name, id: row.meeting.body.id }];
  if (group === 'initiative') {
    if (row.initiatives.length === 0) return [{ kind: 'none' }];
    return row.initiatives.map((link) => ({ kind: 'name', name: `${link.number ? `${link.number}　` : ''}${link.title}`, id: link.id }));
  }
  return [];
}

const keyOf = (head: Head | undefined) => (!head ? '' : head.kind === 'year' ? String(head.year) : head.kind === 'name' ? head.id : 'none');

/** The rows in the order asked for; a decision stands under each initiative that it is tied to. */
export function drawn(rows: readonly DecisionRow[], filter: Pick<Filter, 'group' | 'sort' | 'turned'>): DrawnRow[] {
  const turn = filter.turned ? -1 : 1;
  const sorted = [...rows].sort((a, b) => turn * COMPARE[filter.sort](a, b));
  const headed = sorted.flatMap((row): { row: DecisionRow; head: Head | undefined }[] => {
    const heads = headsOf(filter.group, row);
    return heads.length === 0 ? [{ row, head: undefined }] : heads.map((head) => ({ row, head }));
  });
  // Groups stand in the order of their first row; years follow the date.
  const order = new Map<string, number>();
  for (const { head } of headed) order.set(keyOf(head), order.get(keyOf(head)) ?? (head?.kind === 'none' ? Infinity : order.size));
  const grouped = filter.group === 'none' ? headed : headed.sort((a, b) => (order.get(keyOf(a.head)) ?? 0) - (order.get(keyOf(b.head)) ?? 0));
  return grouped.map(({ row, head }, i) => {
    const above = grouped[i - 1];
    const newHead = keyOf(above?.head) !== keyOf(head) || !above;
    const newMeeting = newHead || row.meeting.id !== above?.row.meeting.id;
    const id = row.id ?? row.agenda.id;
    return {
      row,
      key: filter.group === 'initiative' && head ? `${id} ${keyOf(head)}` : id,
      head: newHead ? head : undefined,
      newMeeting,
      sameRemark: !newMeeting && row.remark !== null && row.remark === above?.row.remark && row.quote === above.row.quote,
    };
  });
}
