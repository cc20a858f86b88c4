/** The register of decisions as it is filtered and drawn. */
import type { DecisionRow, Outcome } from '../ipc';
import { href } from '../shared/route.svelte';

export interface Filter {
  /** Fiscal years from this one on; 0 for all. */
  fromYear: number;
  body: string;
  outcome: Outcome | '';
  withNone: boolean;
  proposedOnly: boolean;
  unlinkedOnly: boolean;
}

/** What the address says. */
export function filterOf(params: URLSearchParams): Filter {
  return {
    fromYear: Number(params.get('from') ?? 0),
    body: params.get('body') ?? '',
    outcome: (params.get('outcome') ?? '') as Outcome | '',
    withNone: params.get('none') !== '0',
    proposedOnly: params.get('status') === 'proposed',
    unlinkedOnly: params.get('links') === 'none',
  };
}

export function addressOf(filter: Filter, row?: string): string {
  return href('decisions', undefined, {
    from: filter.fromYear ? String(filter.fromYear) : undefined,
    body: filter.body,
    outcome: filter.outcome,
    none: filter.withNone ? undefined : '0',
    status: filter.proposedOnly ? 'proposed' : undefined,
    links: filter.unlinkedOnly ? 'none' : undefined,
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
  return (
    row.status !== 'dismissed' &&
    fiscalYearOf(row.meeting.held_on) >= filter.fromYear &&
    (!filter.body || row.meeting.body.id === filter.body) &&
    (!filter.outcome || row.outcome === filter.outcome) &&
    (filter.withNone || !none || filter.outcome === 'none_recorded') &&
    (!filter.proposedOnly || row.status === 'proposed') &&
    (!filter.unlinkedOnly || (row.status === 'confirmed' && row.initiatives.length === 0))
  );
}

/** A row, with what it does not say again because the row above said it. */
export interface DrawnRow {
  row: DecisionRow;
  key: string;
  /** The fiscal year to head the rows that follow with. */
  year: number | undefined;
  newMeeting: boolean;
  sameRemark: boolean;
}

export function drawn(rows: readonly DecisionRow[]): DrawnRow[] {
  return rows.map((row, i) => {
    const above = rows[i - 1];
    const year = fiscalYearOf(row.meeting.held_on);
    const newMeeting = row.meeting.id !== above?.meeting.id;
    return {
      row,
      key: row.id ?? row.agenda.id,
      year: above && fiscalYearOf(above.meeting.held_on) === year ? undefined : year,
      newMeeting,
      sameRemark: !newMeeting && row.remark !== null && row.remark === above?.remark && row.quote === above.quote,
    };
  });
}
