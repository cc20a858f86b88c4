/** The part of the fake that writes minutes: enough of it to type into the window. */
import type { Commands, Edit, Edited, EditorView, MeetingView, Remark } from '../../src/ipc/generated';

type Handler<Name extends keyof Commands> = (request: Commands[Name]['request']) => Commands[Name]['response'];

export interface DraftingHandlers {
  meeting_editor: Handler<'meeting_editor'>;
  meeting_edit: Handler<'meeting_edit'>;
  meeting_propose: Handler<'meeting_propose'>;
  meeting_begin: Handler<'meeting_begin'>;
  meeting_speakers: Handler<'meeting_speakers'>;
  paste_read: Handler<'paste_read'>;
  check: Handler<'check'>;
  check_waive: Handler<'check_waive'>;
  check_words_get: Handler<'check_words_get'>;
  check_words_set: Handler<'check_words_set'>;
  meeting_ready: Handler<'meeting_ready'>;
  meeting_publish: Handler<'meeting_publish'>;
  meeting_correct: Handler<'meeting_correct'>;
  meeting_version: Handler<'meeting_version'>;
  meeting_bring_back: Handler<'meeting_bring_back'>;
  meeting_compare: Handler<'meeting_compare'>;
  comments_list: Handler<'comments_list'>;
  comment_add: Handler<'comment_add'>;
  comment_settle: Handler<'comment_settle'>;
  review_take_in: Handler<'review_take_in'>;
}

interface Library {
  find: (meeting: string) => MeetingView;
  change: (label: string, forth: () => void, back: () => void) => { label: string; seq: number };
  seq: () => number;
}

const LABELS: Partial<Record<Edit['kind'], string>> = { remark_write: '発言の書き直し', remark_add: '発言の追加', remark_split: '発言を分ける', remark_join: '発言をつなぐ', remark_move: '発言を移動' };

let made = 0;
/** What each meeting has been written to so far: the version of every row is the number of the last write. */
const versions = new WeakMap<MeetingView, Map<string, number>>();

function versionOf(view: MeetingView, id: string): number {
  return versions.get(view)?.get(id) ?? 1;
}

function plain(remark: Remark): string {
  return remark.body.split('\n\n').join('\n');
}

export function drafting(library: Library): DraftingHandlers {
  const blank = (view: MeetingView, item: string | null, like?: Remark): Remark => ({
    id: `made-${(made += 1)}`, meeting_id: view.record.meeting.id, agenda_item_id: item, position: 0, mark: like?.mark ?? null, side: 'unknown',
    function: 'statement', speaker: null, appointment_id: null, note: null, body: '', source_lines: [], span: null,
  });
  const insert = (view: MeetingView, remark: Remark, before: string | null) => {
    const list = view.record.remarks;
    const at = before === null ? -1 : list.findIndex((one) => one.id === before);
    if (at >= 0) list.splice(at, 0, remark);
    else list.push(remark);
  };
  const body = (text: string) => text.split('\n').map((line) => line.trim()).filter(Boolean).join('\n\n');

  /** Does an edit and gives the row that it made. */
  function apply(view: MeetingView, edit: Edit): string | null {
    const list = view.record.remarks;
    const find = (id: string) => list.find((one) => one.id === id);
    switch (edit.kind) {
      case 'remark_add': {
        const remark = Object.assign(blank(view, edit.place.item), { mark: edit.text.mark, body: body(edit.text.text) });
        insert(view, remark, edit.place.before);
        return remark.id;
      }
      case 'remark_write': {
        const { mark, speaker, note, text } = edit.text;
        const found = find(edit.remark);
        if (found) Object.assign(found, { mark, note: note || null, body: body(text), speaker: speaker === '' ? null : { printed: speaker, name: '', post: '' } });
        return null;
      }
      case 'remark_split': {
        const found = find(edit.remark);
        if (!found) return null;
        found.body = body(edit.first);
        const second = Object.assign(blank(view, found.agenda_item_id, found), { body: body(edit.second) });
        list.splice(list.indexOf(found) + 1, 0, second);
        return second.id;
      }
      case 'remark_join': {
        const found = find(edit.remark);
        const before = found && list[list.indexOf(found) - 1];
        if (!found || !before) return null;
        before.body = [before.body, found.body].filter(Boolean).join('\n\n');
        list.splice(list.indexOf(found), 1);
        return before.id;
      }
      case 'remark_move': {
        const found = find(edit.remark);
        if (!found) return null;
        list.splice(list.indexOf(found), 1);
        found.agenda_item_id = edit.place.item;
        insert(view, found, edit.place.before);
        return null;
      }
      case 'remark_delete':
        view.record.remarks = list.filter((one) => one.id !== edit.remark);
        return null;
      case 'item_from_remark':
      case 'item_add': {
        const id = `made-${(made += 1)}`;
        if (edit.kind === 'item_from_remark') view.record.remarks = list.filter((one) => one.id !== edit.remark);
        view.record.agenda.push({ id, meeting_id: view.record.meeting.id, position: view.record.agenda.length, number: '', none_recorded: false, documents: [], ...edit.text });
        return id;
      }
      case 'item_write':
        Object.assign(view.record.agenda.find((one) => one.id === edit.item) ?? {}, edit.text);
        return null;
      default:
        return null;
    }
  }

  function edit(meeting: string, wanted: Edit): Edited {
    const view = library.find(meeting);
    const before = structuredClone(view.record);
    let row: string | null = null;
    const of = versions.get(view) ?? new Map<string, number>();
    versions.set(view, of);
    const touched: string[] = [];
    let after = before;
    const done = library.change(
      LABELS[wanted.kind] ?? '編集',
      () => {
        if (after === before) {
          row = apply(view, wanted);
          after = structuredClone(view.record);
        } else view.record = structuredClone(after);
      },
      () => {
        view.record = structuredClone(before);
        for (const id of touched) of.set(id, library.seq() + 1_000);
      },
    );
    const ids = [row, 'remark' in wanted ? wanted.remark : null, 'item' in wanted ? wanted.item : null].filter((id): id is string => typeof id === 'string');
    touched.push(...ids);
    for (const id of touched) of.set(id, done.seq);
    return { kind: 'done', ...done, row, versions: Object.fromEntries(touched.map((id) => [id, done.seq])) };
  }

  function editor(meeting: string): EditorView {
    const view = library.find(meeting);
    const { record } = view;
    const ids = [record.meeting.id, ...record.remarks.map((one) => one.id), ...record.agenda.map((one) => one.id), ...record.decisions.map((one) => one.id)];
    return {
      record, title: view.title, label: view.label, texts: record.remarks.map(plain), versions: Object.fromEntries(ids.map((id) => [id, versionOf(view, id)])),
      unsure: [], numbers: view.numbers, broken: [], files: [], carried: [], correction: null, seq: library.seq(),
    };
  }

  const head = { title: '', ordinal: 5, held_on: '', starts_at: '', ends_at: '', place: '県庁', attendees: [], legend: [{ mark: '●', meaning: '説明・回答' }, { mark: '☆', meaning: '意見・質問' }] };
  return {
    meeting_editor: ({ meeting }) => editor(meeting),
    meeting_edit: ({ meeting, edit: wanted }) => edit(meeting, wanted),
    meeting_propose: ({ held_on }) => ({ bodies: [], body: null, head: { ...head, held_on }, register: [], agenda: [], left_out: [], carried: [], after: 'R5-4' }),
    meeting_begin: () => ({ meeting: 'meeting-R5-2', ...library.change('新しい会議', () => undefined, () => undefined) }),
    meeting_speakers: () => ({
      choices: [
        { printed: '横山航路課長', name: '横山', post: '航路課長', reading: 'よこやま', since: '2023-04-01', in_office: true },
        { printed: '湊副知事', name: '湊', post: '副知事', reading: 'みなと', since: '2022-04-01', in_office: true },
      ],
    }),
    check: () => ({ findings: [], waived: [] }),
    check_waive: () => library.change('指摘を見送る', () => undefined, () => undefined),
    check_words_get: () => ({ lines: '' }),
    check_words_set: (words) => words,
    meeting_ready: ({ meeting }) => ({
      blocks: library.find(meeting).record.decisions.filter((one) => one.status === 'proposed').map((one) => ({ code: 'decision', message: `決定 ${one.serial} が、提案のままです。`, item: one.agenda_item_id, remark: null })),
    }),
    meeting_publish: ({ meeting }) => library.change('議事概要の公表', () => (library.find(meeting).record.meeting.status = 'published'), () => undefined),
    meeting_correct: ({ meeting }) => library.change('訂正のために開く', () => (library.find(meeting).record.meeting.status = 'draft'), () => undefined),
    meeting_version: ({ meeting }) => library.find(meeting),
    meeting_bring_back: ({ number }) => library.change(`第${number}版に戻す`, () => undefined, () => undefined),
    meeting_compare: ({ from, to }) => ({ from, to, head: [], rows: [], decisions: [], links: [], touched: [], unchanged: 4 }),
    comments_list: () => ({ comments: [] }),
    comment_add: () => library.change('意見の記入', () => undefined, () => undefined),
    review_take_in: () => ({ ...library.change('確認の意見の取込', () => undefined, () => undefined), tied: 2, loose: 0 }),
    comment_settle: () => library.change('意見への回答', () => undefined, () => undefined),
    paste_read: ({ text }) => ({ items: 0, remarks: text.split('\n').filter((line) => line.startsWith('●')).length, speakers: [], like_minutes: true }),
  };
}
