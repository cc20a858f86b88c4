/**
 * What stands beside the text of a meeting: which words are underlined, and which note they lead to.
 *
 * Invariants: notes are numbered down the page; equal spans share one note, so that one sentence
 * that decides three items has one 合印; what carries no words in the text stands with its item.
 */
import type { AgendaItemId, Decision, DecisionId, FollowUp, FollowUpId, MeetingView, RemarkId } from '../ipc';
import type { DrawnSpan } from '../shared/pieces';

/** A note in the margin. */
export interface Note {
  /** Number of its 合印; none where no words are underlined. */
  number?: number;
  decisions: Decision[];
  followUps: FollowUp[];
  /** Words were taken from the text once, and are not there any more. */
  broken: boolean;
}

export interface Annotations {
  /** By remark, then by block. */
  spans: Map<RemarkId, Map<number, DrawnSpan[]>>;
  byRemark: Map<RemarkId, Note[]>;
  byItem: Map<AgendaItemId, Note[]>;
}

function listIn<K, V>(map: Map<K, V[]>, key: K): V[] {
  const list = map.get(key) ?? [];
  map.set(key, list);
  return list;
}

export function annotate(view: MeetingView): Annotations {
  const { record } = view;
  const decisions = new Map(record.decisions.filter(({ status }) => status !== 'dismissed').map((decision) => [decision.id, decision]));
  const followUps = new Map(record.follow_ups.filter(({ status }) => status !== 'dismissed').map((followUp) => [followUp.id, followUp]));
  const annotations: Annotations = { spans: new Map(), byRemark: new Map(), byItem: new Map() };
  const drawn = new Map<DecisionId | FollowUpId, Note>();
  let last = 0;

  for (const remark of view.remarks) {
    const bySpan = new Map<string, Note>();
    for (const span of remark.spans) {
      const carried = span.carries.kind === 'decision' ? decisions.get(span.carries.id) : followUps.get(span.carries.id);
      if (!carried) continue;
      const key = `${span.block} ${span.start} ${span.end}`;
      let note = bySpan.get(key) ?? drawn.get(carried.id);
      if (!note) {
        note = { number: ++last, decisions: [], followUps: [], broken: false };
        listIn(annotations.byRemark, remark.id).push(note);
      }
      bySpan.set(key, note);
      if (!drawn.has(carried.id)) {
        if ('outcome' in carried) note.decisions.push(carried);
        else note.followUps.push(carried);
        drawn.set(carried.id, note);
      }
      const spans = annotations.spans.get(remark.id) ?? new Map<number, DrawnSpan[]>();
      annotations.spans.set(remark.id, spans);
      listIn(spans, span.block).push({ start: span.start, end: span.end, confirmed: carried.status === 'confirmed', number: note.number });
    }
  }
  const hasEvidence = new Set(record.evidence.map((evidence) => evidence.decision_id));
  for (const decision of decisions.values()) {
    if (drawn.has(decision.id)) continue;
    listIn(annotations.byItem, decision.agenda_item_id).push({ decisions: [decision], followUps: [], broken: hasEvidence.has(decision.id) });
  }
  for (const followUp of followUps.values()) {
    if (drawn.has(followUp.id)) continue;
    listIn(annotations.byRemark, followUp.remark_id).push({ decisions: [], followUps: [followUp], broken: true });
  }
  return annotations;
}
