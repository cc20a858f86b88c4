/**
 * What a person should settle before a file is taken in, and what they have settled.
 *
 * Invariant: everything is settled by a person or left as the importer proposes it; nothing that
 * was not placed disappears from the list without a word.
 */
import type { Duplicate, ImportCommit, ImportPreviewed, MinutesDraft, NewAppointment, OnDuplicate, PlanRef, ProposedAppointment, TableDraft, UnplacedLine, Warning } from '../ipc';

/** A point to settle. `line` is the first source line it is about. */
export type Point =
  | { kind: 'duplicate'; key: string; line: undefined; duplicates: Duplicate[]; plan: PlanRef | null; losses: string }
  | { kind: 'body'; key: string; line: undefined; bodies: string[] }
  | { kind: 'unplaced'; key: string; line: number; lines: UnplacedLine[] }
  | { kind: 'speaker'; key: string; line: number; printed: string; remarks: number[]; splits: Split[] }
  | { kind: 'appointments'; key: string; line: number | undefined; proposed: ProposedAppointment[] }
  | { kind: 'warning'; key: string; line: number | undefined; warning: Warning }
  | { kind: 'decision'; key: string; line: number | undefined; index: number }
  | { kind: 'follow-up'; key: string; line: number | undefined; index: number };

/** A way to split a speaker. */
export interface Split {
  name: string;
  post: string;
  proposed: boolean;
}

/** What a person has said, by the key of the point. */
export interface Settled {
  /** Points that were looked at and left as they are. */
  seen: Record<string, true>;
  splits: Record<string, Split | undefined>;
  /** Whether a proposal is taken in. */
  taken: Record<string, boolean | undefined>;
  onDuplicate?: OnDuplicate;
  /** Whether what people did to the minutes that are replaced may be lost. */
  acceptLosses?: boolean;
  body?: string;
  /** For each proposed appointment: a known person's id, `new`, or `none`; undefined while nobody has said. */
  appointments?: Register[];
}

/** Who a name in a post is: somebody new, nobody to be kept, or a person that the register knows. */
export type Register = 'new' | 'none' | { person: string };

export function nothingSettled(): Settled {
  return { seen: {}, splits: {}, taken: {} };
}

/** Longest family name that is offered. */
const LONGEST_NAME = 3;

/** Ways to split what is printed: the importer's, the other cuts near it, and no cut at all. */
export function splitsOf(printed: string, name: string, post: string): Split[] {
  const chars = [...printed];
  const cuts: Split[] = [{ name, post, proposed: true }];
  for (let at = 1; at <= LONGEST_NAME && at < chars.length; at += 1) {
    cuts.push({ name: chars.slice(0, at).join(''), post: chars.slice(at).join(''), proposed: false });
  }
  cuts.push({ name: '', post: printed, proposed: false });
  return cuts.filter((cut, i) => cuts.findIndex((other) => other.name === cut.name && other.post === cut.post) === i);
}

function neighbours(lines: UnplacedLine[]): UnplacedLine[][] {
  const runs: UnplacedLine[][] = [];
  for (const line of lines) {
    const run = runs.at(-1);
    if (run && (run.at(-1)?.line ?? 0) + 1 === line.line) run.push(line);
    else runs.push([line]);
  }
  return runs;
}

function ofMinutes(draft: MinutesDraft): Point[] {
  const speakers = new Map<string, Extract<Point, { kind: 'speaker' }>>();
  draft.remarks.forEach((remark, i) => {
    if (!remark.speaker_unsure || !remark.speaker) return;
    const { printed, name, post } = remark.speaker;
    const known = speakers.get(printed);
    if (known) known.remarks.push(i);
    else speakers.set(printed, { kind: 'speaker', key: `speaker ${printed}`, line: remark.lines[0], printed, remarks: [i], splits: splitsOf(printed, name, post) });
  });
  return [
    ...speakers.values(),
    ...draft.decisions.map((decision, index): Point => ({ kind: 'decision', key: `decision ${index}`, line: draft.remarks[decision.remark]?.lines[0], index })),
    ...draft.follow_ups.map((followUp, index): Point => ({ kind: 'follow-up', key: `follow-up ${index}`, line: draft.remarks[followUp.remark]?.lines[0], index })),
  ];
}

/** Everything to settle, the most pressing first. */
export function pointsOf(preview: ImportPreviewed): Point[] {
  const draft: MinutesDraft | TableDraft = preview.draft;
  const points: Point[] = [];
  if (preview.duplicates.length > 0 || preview.same_table) {
    points.push({ kind: 'duplicate', key: 'duplicate', line: undefined, duplicates: preview.duplicates, plan: preview.same_table, losses: preview.duplicates[0]?.losses ?? '' });
  }
  if (preview.draft.kind === 'minutes' && !preview.draft.meeting.body) points.push({ kind: 'body', key: 'body', line: undefined, bodies: preview.bodies });
  for (const lines of neighbours(draft.unplaced)) points.push({ kind: 'unplaced', key: `unplaced ${lines[0]?.line}`, line: lines[0]?.line ?? 0, lines });
  draft.warnings.forEach((warning, i) => points.push({ kind: 'warning', key: `warning ${i}`, line: warning.line ?? undefined, warning }));
  if (preview.draft.kind === 'minutes') {
    points.push(...ofMinutes(preview.draft));
    const at = preview.appointments[0]?.remarks[0];
    if (at !== undefined || preview.appointments.length > 0) {
      points.push({ kind: 'appointments', key: 'appointments', line: preview.draft.remarks[at ?? -1]?.lines[0], proposed: preview.appointments });
    }
  }
  return points;
}

export function isSettled(point: Point, settled: Settled): boolean {
  switch (point.kind) {
    case 'duplicate':
      return settled.onDuplicate !== undefined && (settled.onDuplicate !== 'replace' || point.losses === '' || settled.acceptLosses === true);
    case 'body':
      return settled.body !== undefined;
    case 'speaker':
      return settled.splits[point.key] !== undefined;
    case 'decision':
    case 'follow-up':
      return settled.taken[point.key] !== undefined;
    case 'appointments':
      return settled.appointments !== undefined;
    default:
      return point.key in settled.seen;
  }
}

/** Whether a file cannot be taken in before this is settled. */
export function isBlocking(point: Point, settled: Settled): boolean {
  return (point.kind === 'duplicate' || point.kind === 'body') && !isSettled(point, settled);
}

/** How a file is to be read: what a person has said beside its bytes. */
export interface Reading {
  kind: string | null;
  encoding: string | null;
  choices: ImportCommit['choices'];
  columns: ImportCommit['columns'];
  rememberColumns: boolean;
}

/** The request that takes the file in as it was settled. */
export function commitOf(preview: ImportPreviewed, points: Point[], settled: Settled, reading: Reading): ImportCommit {
  const proposals = (kind: 'decision' | 'follow-up', taken: boolean) =>
    points.flatMap((point) => (point.kind === kind && settled.taken[point.key] === taken ? [point.index] : []));
  return {
    path: preview.path,
    ...(preview.member === null ? {} : { member: preview.member }),
    sha256: preview.sha256,
    kind: reading.kind,
    encoding: reading.encoding,
    choices: reading.choices,
    columns: reading.columns,
    remember_columns: reading.rememberColumns,
    body: settled.body ?? null,
    on_duplicate: settled.onDuplicate ?? null,
    accept_losses: settled.acceptLosses === true,
    speakers: points.flatMap((point) => {
      const split = point.kind === 'speaker' ? settled.splits[point.key] : undefined;
      return split && point.kind === 'speaker' ? point.remarks.map((remark) => ({ remark, name: split.name, post: split.post })) : [];
    }),
    without_decisions: proposals('decision', false),
    without_follow_ups: proposals('follow-up', false),
    confirmed_decisions: proposals('decision', true),
    confirmed_follow_ups: proposals('follow-up', true),
    appointments: points.flatMap((point) => (point.kind === 'appointments' ? appointmentsOf(point.proposed, settled.appointments) : [])),
  };
}

function appointmentsOf(proposed: ProposedAppointment[], said: Register[] | undefined): NewAppointment[] {
  return proposed.flatMap((one, i) => {
    const who = said?.[i] ?? 'none';
    if (who === 'none') return [];
    const person = who === 'new' ? {} : { person: who.person };
    return [{ ...person, family_name: one.family_name, given_name: '', reading: '', post: one.post, department: one.department, valid_from: one.on, valid_to: null }];
  });
}

/** What was settled of a file, carried over to another reading of it: proposals are known by their words. */
export function carriedOver(settled: Settled, before: ImportPreviewed, after: ImportPreviewed): Settled {
  const taken: Settled['taken'] = {};
  if (before.draft.kind === 'minutes' && after.draft.kind === 'minutes') {
    const lists = [
      ['decision', before.draft.decisions, after.draft.decisions],
      ['follow-up', before.draft.follow_ups, after.draft.follow_ups],
    ] as const;
    for (const [kind, old, fresh] of lists) {
      fresh.forEach(({ quote }, index) => {
        const known = old.findIndex((proposal, i) => proposal.quote === quote && settled.taken[`${kind} ${i}`] !== undefined);
        if (known >= 0) taken[`${kind} ${index}`] = settled.taken[`${kind} ${known}`];
      });
    }
  }
  const warnings = Object.keys(settled.seen).some((key) => key.startsWith('warning'));
  const seen = warnings ? Object.fromEntries(Object.entries(settled.seen).filter(([key]) => !key.startsWith('warning'))) : settled.seen;
  const appointments = before.appointments.length === after.appointments.length ? settled.appointments : undefined;
  return { ...settled, taken, seen, appointments };
}
