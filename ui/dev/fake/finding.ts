/** Search in the invented library: every word must stand in the remark or its speaker. */
import type { Chip, Group, Hit, IndexStatus, MeetingRef, MeetingView, Related, SearchRequest, SearchResponse } from '../../src/ipc/generated';

export const INDEX: IndexStatus = { stage: 'ready', done: 0, total: 0, message: '' };

export const refOf = (view: MeetingView): MeetingRef => ({
  id: view.record.meeting.id,
  label: view.label,
  held_on: view.record.meeting.held_on,
  title: view.title,
  body: { id: view.record.body.id, name: view.record.body.name },
});

/** Each word as a part that can be taken away. */
function chipsOf(query: string): Chip[] {
  return [...query.matchAll(/[^\s　]+/gu)].map(({ 0: label, index }): Chip => {
    const kind = label.includes(':') ? 'filter' : 'word';
    return { kind, label, from: index, to: index + label.length, negated: false, without: (query.slice(0, index) + query.slice(index + label.length)).trim() };
  });
}

function groupsOf(hits: Hit[]): Group[] {
  const groups: Group[] = [];
  hits.forEach((hit, at) => {
    const group = groups.find((one) => one.meeting?.id === hit.meeting?.id);
    if (group) group.hits.push(at);
    else groups.push({ meeting: hit.meeting, hits: [at] });
  });
  return groups;
}

/** A ☆ is answered by the ● after it. */
function relatedOf({ record, remarks }: MeetingView, at: number): Related[] {
  const [asked, next] = [record.remarks[at], record.remarks[at + 1]];
  if (asked?.mark !== '☆' || next?.mark !== '●') return [];
  const text = (remarks[at + 1]?.blocks ?? []).map((block) => block.text).join('').slice(0, 80);
  return [{ relation: 'answer', id: next.id, speaker: next.speaker?.printed ?? '', text }];
}

export function find(meetings: MeetingView[], request: SearchRequest): SearchResponse {
  const words = request.query.split(/[\s　]+/u).filter(Boolean);
  const all = meetings.flatMap((view) =>
    view.record.remarks.flatMap((remark, i): (Hit & { year: number })[] => {
      const text = (view.remarks[i]?.blocks ?? []).map((block) => block.text).join('');
      const whole = text + (remark.speaker?.printed ?? '');
      if (!words.every((word) => whole.includes(word))) return [];
      const item = view.record.agenda.find((candidate) => candidate.id === remark.agenda_item_id);
      const at = Math.max(0, text.indexOf(words[0] ?? '') - 12);
      const cut = text.slice(at, at + 64);
      const parts = words.length ? cut.split(new RegExp(`(${words.join('|')})`, 'u')) : [cut];
      const evidence = view.record.evidence.find((candidate) => candidate.remark_id === remark.id);
      const decided = view.record.decisions.find((candidate) => candidate.id === evidence?.decision_id);
      const outcome = decided?.outcome ?? null;
      return [
        {
          kind: 'remark',
          id: remark.id,
          meeting: refOf(view),
          agenda: item ? { id: item.id, number: item.number, title: item.title } : null,
          initiative: null,
          speaker: remark.speaker?.printed ?? '',
          mark: remark.mark ?? '',
          heading: '',
          heading_parts: [],
          outcome,
          page: 0,
          decision: decided ? { id: decided.id, number: `${view.label}-${decided.serial}`, quote: decided.quote, speaker: remark.speaker?.printed ?? '', status: decided.status, initiatives: view.record.links.filter((link) => link.decision_id === decided.id).map(({ initiative_id: id, number, title }) => ({ id, number, title })) } : null,
          related: relatedOf(view, i),
          score: 1,
          snippet: '',
          snippet_parts: [{ text: at > 0 ? '…' : '', mark: false }, ...parts.filter(Boolean).map((part) => ({ text: part, mark: words.includes(part) })), { text: '…', mark: false }],
          why: ['body'],
          year: view.record.meeting.fiscal_year,
        },
      ];
    }),
  );
  const kept = all.filter(
    (hit) =>
      (request.fiscal_years.length === 0 || request.fiscal_years.includes(hit.year)) &&
      (request.speakers.length === 0 || request.speakers.includes(hit.speaker)) &&
      (request.marks.length === 0 || request.marks.includes(hit.mark)) &&
      (request.kinds.length === 0 || request.kinds.includes(hit.kind)),
  );
  const tally = (of: (hit: Hit & { year: number }) => string) => {
    const counts: Record<string, number> = {};
    for (const hit of all) counts[of(hit)] = (counts[of(hit)] ?? 0) + 1;
    return counts;
  };
  const limit = request.limit || 20;
  const hits = kept.slice(request.offset, request.offset + limit);
  const chips = chipsOf(request.query);
  return {
    query: request.query,
    total: kept.length,
    took_us: 420,
    facets: { kind: { ...tally((hit) => hit.kind), decision: 2, agenda: 3, initiative: 1 }, fiscal_year: tally((hit) => String(hit.year)), speaker: tally((hit) => hit.speaker), mark: tally((hit) => hit.mark), body: tally((hit) => hit.meeting?.body.name ?? '') },
    hits,
    expansions: words.includes('取組') && !request.exact_spelling ? [{ word: '取組', also: ['取り組み', '取組み'] }] : [],
    ignored: [],
    total_is_exact: true,
    chips,
    instead: kept.length === 0 && chips.length > 1 ? [{ kind: 'without_part', label: `「${chips.at(-1)?.label ?? ''}」なしで`, query: chips.at(-1)?.without ?? '', without_filters: false, total: 4 }] : [],
    groups: groupsOf(hits),
    index: INDEX,
  };
}
