/** A quotation that can be pasted into a paper: the words, who said them, when and where. */
import type { Hit, MeetingView, Remark } from '../ipc';
import { longDate } from '../shared/dates';
import { agendaLine } from '../shared/labels';

export function citation(hit: Hit, view: MeetingView | undefined, remark: Remark | undefined): string {
  const blocks = view?.remarks.find((candidate) => candidate.id === remark?.id)?.blocks;
  const words = blocks?.map((block) => (block.kind === 'item' ? `・${block.text}` : block.text)).join('\n') ?? hit.snippet_parts.map((part) => part.text).join('');
  const source = [
    hit.meeting ? longDate(hit.meeting.held_on) : '',
    hit.meeting?.title ?? '',
    hit.agenda ? agendaLine(hit.agenda) : hit.heading,
    remark?.speaker?.printed ?? hit.speaker,
  ];
  return `「${words}」（${source.filter(Boolean).join('　')}）`;
}
