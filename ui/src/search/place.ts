/** Where a hit stands in its meeting, and what belongs to it there. */
import type { AgendaItem, Decision, FollowUp, Hit, LinkedInitiative, MeetingView, Remark, RemarkView } from '../ipc';

export interface Place {
  item: AgendaItem | undefined;
  /** The remark that the hit points at. */
  remark: Remark | undefined;
  /** That remark between its neighbours of the same item; `far` ones are only context. */
  remarks: { remark: Remark; drawn: RemarkView; far: boolean }[];
  decisions: { decision: Decision; number: string }[];
  links: LinkedInitiative[];
  followUps: FollowUp[];
}

function remarkOf({ record }: MeetingView, hit: Hit): Remark | undefined {
  const byId = (id: string | undefined) => record.remarks.find((remark) => remark.id === id);
  switch (hit.kind) {
    case 'remark':
      return byId(hit.id);
    case 'decision':
      return byId(record.evidence.find((evidence) => evidence.decision_id === hit.id)?.remark_id);
    case 'follow_up':
      return byId(record.follow_ups.find((followUp) => followUp.id === hit.id)?.remark_id);
    case 'agenda':
      return record.remarks.find((remark) => remark.agenda_item_id === hit.id);
    default:
      return undefined;
  }
}

export function placeOf(view: MeetingView, hit: Hit): Place {
  const { record } = view;
  const remark = remarkOf(view, hit);
  const item = record.agenda.find((candidate) => candidate.id === (hit.agenda?.id ?? remark?.agenda_item_id));
  const at = remark ? record.remarks.indexOf(remark) : -1;
  const near = at < 0 ? [] : [at - 1, at, at + 1];
  const remarks = near.flatMap((i) => {
    const one = record.remarks[i];
    const drawn = view.remarks[i];
    return one && drawn && one.agenda_item_id === remark?.agenda_item_id ? [{ remark: one, drawn, far: i !== at }] : [];
  });
  const of = record.decisions.filter((decision) => decision.agenda_item_id === item?.id && decision.status !== 'dismissed');
  const ids = new Set(of.map((decision) => decision.id));
  return {
    item,
    remark,
    remarks,
    decisions: of.map((decision) => ({ decision, number: view.numbers.find(({ id }) => id === decision.id)?.number ?? '' })),
    links: record.links.filter((link) => ids.has(link.decision_id)),
    followUps: record.follow_ups.filter((followUp) => followUp.remark_id === remark?.id && followUp.status !== 'dismissed'),
  };
}
