/**
 * A back end in memory for tests and for looking at the window in a browser. Never shipped: the
 * build starts from index.html, which does not know of it.
 */
import { mockIPC, mockWindows } from '@tauri-apps/api/mocks';
import { emit } from '@tauri-apps/api/event';
import type {
  AgendaRef,
  Commands,
  DecisionRow,
  FollowUpRow,
  LibraryStatus,
  MeetingView,
  Settings,
} from '../../src/ipc/generated';
import { drafting } from './drafting';
import { preview } from './drafts';
import { find, INDEX, refOf } from './finding';
import { KEPT } from './kept';
import { PAPER } from './paper';
import { FakePlan } from './planning';
import { INITIATIVES, OTHER_INITIATIVES, OTHER_PLAN, PLAN } from './plans';
import { meetings } from './records';

/** What the invented library answers; a command that is not here is refused. */
type Handlers = { [Name in keyof Commands]?: (request: Commands[Name]['request']) => Commands[Name]['response'] };

/** What a test may set before the window starts. */
export interface Options {
  empty?: boolean;
  settings?: Partial<Settings>;
  files?: string[];
  override?: Handlers;
}

export class FakeBackend {
  meetings: MeetingView[];
  settings: Settings;
  readonly plan = new FakePlan();
  calls: { name: string; request: unknown }[] = [];
  /** How often the print dialog was asked for. */
  printed = 0;
  #seq = 1;
  #undo: { label: string; back: () => void; forth: () => void }[] = [];
  #redo: { label: string; back: () => void; forth: () => void }[] = [];
  readonly #options: Options;

  constructor(options: Options = {}) {
    this.#options = options;
    this.meetings = options.empty ? [] : meetings();
    this.settings = { actor: '木曽', theme: 'system', ...options.settings };
  }

  /** Puts the fake where the window looks for its back end. */
  install(): this {
    mockWindows('main');
    mockIPC(
      (command, args) => {
        if (command === 'pick_files') return this.#options.files ?? ['/書類/r5-3_gaiyou.pdf'];
        if (command === 'pick_folders') return this.#options.files ?? ['/書類'];
        if (command === 'pick_new_folder') return `/書類/${(args as { name: string }).name}`;
        if (command === 'pick_save_path') return `/書類/${(args as { name: string }).name}`;
        if (command === 'print_pages') this.printed += 1;
        if (command !== 'rpc') return null;
        const { name, request } = args as unknown as { name: string; request: never };
        this.calls.push({ name, request });
        const handlers = { ...this.#handlers(), ...this.#options.override } as Record<string, (request: never) => unknown>;
        const handler = handlers[name];
        if (!handler) throw { code: 'unknown_command', message: `命令がありません：${name}`, params: {} };
        return Promise.resolve(handler(request)).then((answer) => structuredClone(answer));
      },
      { shouldMockEvents: true },
    );
    return this;
  }

  #change(label: string, forth: () => void, back: () => void) {
    forth();
    this.#undo.push({ label, back, forth });
    this.#redo = [];
    return this.#announce(label);
  }

  #announce(label: string) {
    this.#seq += 1;
    const seq = this.#seq;
    void emit('changed', { seq });
    return { label, seq };
  }

  #status(): LibraryStatus {
    const records = this.meetings.map((view) => view.record);
    const decisions = records.flatMap((record) => record.decisions);
    const followUps = records.flatMap((record) => record.follow_ups);
    const linked = new Set(records.flatMap((record) => record.links.map((link) => link.decision_id)));
    const confirmed = decisions.filter((decision) => decision.status === 'confirmed');
    return {
      path: '/home/kiso/.local/share/gijicho',
      read_only: false,
      actor: this.settings.actor,
      counts: { meetings: records.length, remarks: records.reduce((sum, record) => sum + record.remarks.length, 0), decisions: confirmed.length, initiatives: records.length ? INITIATIVES.length : 0 },
      waiting: {
        meetings_in_work: records.filter((record) => record.meeting.status === 'draft').length,
        decisions_proposed: decisions.filter((decision) => decision.status === 'proposed').length,
        decisions_unlinked: confirmed.filter((decision) => !linked.has(decision.id)).length,
        items_open: this.#decisionRows().filter((row) => row.id === null).length,
        follow_ups_proposed: followUps.filter((followUp) => followUp.status === 'proposed').length,
        follow_ups_open: followUps.filter((followUp) => followUp.status === 'confirmed' && followUp.state === 'open').length,
        initiatives_undecided: records.length ? 2 : 0,
        initiatives_unreported: 0,
        indicators: 0,
        indicators_unmeasured: 0,
        meetings_in_review: 0,
        meetings_in_correction: 0,
        follow_ups_overdue: 0,
        evidence_broken: 0,
      },
      undo: this.#undo.at(-1)?.label ?? null,
      redo: this.#redo.at(-1)?.label ?? null,
      today: '2026-11-21',
      seq: this.#seq,
    };
  }

  #decisionRows(): DecisionRow[] {
    return this.meetings.flatMap((view) =>
      view.record.agenda.flatMap((item): DecisionRow[] => {
        const agenda: AgendaRef = { id: item.id, number: item.number, title: item.title };
        const base = { meeting: refOf(view), agenda };
        const of = view.record.decisions.filter((decision) => decision.agenda_item_id === item.id && decision.status !== 'dismissed');
        if (of.length === 0) {
          return [{ ...base, id: null, number: null, outcome: 'none_recorded', phrase: '', quote: '', condition: null, status: null, confirmed_by: null, confirmed_at: null, remark: null, speaker: null, evidence: 'none', supersedes: null, superseded_by: null, in_work: view.record.meeting.status === 'draft', none_confirmed: item.none_recorded, initiatives: [] }];
        }
        return of.map((decision) => {
          const remark = view.record.evidence.find((evidence) => evidence.decision_id === decision.id)?.remark_id ?? null;
          return {
            ...base,
            id: decision.id,
            number: `${view.label}-${decision.serial}`,
            outcome: decision.outcome,
            phrase: decision.phrase,
            quote: decision.quote,
            condition: decision.condition,
            status: decision.status,
            confirmed_by: decision.confirmed_by,
            confirmed_at: decision.confirmed_at,
            remark,
            evidence: remark ? ('intact' as const) : ('none' as const),
            supersedes: null,
            superseded_by: null,
            in_work: view.record.meeting.status === 'draft',
            none_confirmed: false,
            speaker: view.record.remarks.find((candidate) => candidate.id === remark)?.speaker?.printed ?? null,
            initiatives: view.record.links.filter((link) => link.decision_id === decision.id).map((link) => ({ id: link.initiative_id, number: link.number, title: link.title, relation: link.relation, status: link.status })),
          };
        });
      }),
    );
  }

  #followUps(): FollowUpRow[] {
    return this.meetings.flatMap((view) =>
      view.record.follow_ups.map((followUp) => {
        const remark = view.record.remarks.find((candidate) => candidate.id === followUp.remark_id);
        const item = view.record.agenda.find((candidate) => candidate.id === remark?.agenda_item_id);
        return { ...followUp, meeting: refOf(view), agenda: item ? { id: item.id, number: item.number, title: item.title } : null, speaker: remark?.speaker?.printed ?? '', answer: null, overdue: false, carried_over: false };
      }),
    );
  }

  #recordOf(id: string) {
    const view = this.meetings.find((candidate) => candidate.record.meeting.id === id || candidate.label === id);
    if (!view) throw { code: 'not_found', message: 'その会議は書庫にありません。', params: {} };
    return view;
  }

  #decision(named: string) {
    for (const view of this.meetings) {
      const decision = view.record.decisions.find((candidate) => candidate.id === named || `${view.label}-${candidate.serial}` === named);
      if (decision) return { view, decision };
    }
    throw { code: 'not_found', message: 'その決定事項は書庫にありません。', params: {} };
  }

  #handlers(): Handlers {
    return {
      library_status: () => this.#status(),
      demo_load: () => this.#change('サンプルの取込', () => (this.meetings = meetings()), () => (this.meetings = [])),
      verify: () => ({ ok: true, checked: [{ what: '会議', count: this.meetings.length }, { what: '根拠', count: 6 }], findings: [] }),
      reindex: () => ({ documents: 42, took_ms: 130 }),
      undo: () => this.#step(this.#undo, this.#redo, 'back'),
      redo: () => this.#step(this.#redo, this.#undo, 'forth'),
      settings_get: () => this.settings,
      settings_set: (settings) => (this.settings = settings),
      meetings_list: () => ({
        meetings: this.meetings.map((view) => {
          const rows = this.#decisionRows().filter((row) => row.meeting.id === view.record.meeting.id);
          return {
            ...refOf(view),
            fiscal_year: view.record.meeting.fiscal_year,
            ordinal: view.record.meeting.ordinal,
            status: view.record.meeting.status,
            agenda: view.record.agenda.map((item) => item.title),
            remarks: view.record.remarks.length,
            decisions_confirmed: rows.filter((row) => row.status === 'confirmed').length,
            decisions_proposed: rows.filter((row) => row.status === 'proposed').length,
            none_recorded: rows.filter((row) => row.id === null).length,
          };
        }),
      }),
      meeting_show: ({ meeting }) => this.#recordOf(meeting),
      meeting_source: () => {
        const { file, draft } = preview('/書類/0608_gaiyou.pdf');
        return { file_name: file, format: 'text', pages: [], lines: draft.kind === 'minutes' ? draft.lines : [], remarks: draft.kind === 'minutes' ? draft.remarks : [] };
      },
      meeting_finalise: ({ meeting }) => {
        const found = this.#recordOf(meeting).record.meeting;
        const before = found.status;
        return this.#change('議事概要の確定', () => (found.status = 'final'), () => (found.status = before));
      },
      meeting_versions: ({ meeting }) => ({
        versions:
          this.#recordOf(meeting).record.meeting.status === 'draft'
            ? []
            : [{ number: 1, status: 'final', actor: '木曽', reason: '決裁を経た', at: Date.parse('2023-06-12T01:00:00Z') * 1000, sha256: '0f'.repeat(32) }],
      }),
      ...drafting({ find: (meeting) => this.#recordOf(meeting), change: (...change) => this.#change(...change), seq: () => this.#seq }),
      search: (request) => find(this.meetings, request),
      ...KEPT,
      saved_search_put: ({ name }) => this.#change(`検索条件「${name}」の保存`, () => undefined, () => undefined),
      saved_search_remove: () => this.#change('検索条件の削除', () => undefined, () => undefined),
      index_status: () => INDEX,
      index_build: () => INDEX,
      index_call_off: () => ({ ...INDEX, stage: 'called_off' }),
      decisions_list: () => ({ decisions: this.#decisionRows() }),
      decision_confirm: ({ decision }) => {
        const { decision: found } = this.#decision(decision);
        return this.#change(
          '決定の確認',
          () => Object.assign(found, { status: 'confirmed', confirmed_by: this.settings.actor, confirmed_at: Date.now() * 1000 }),
          () => Object.assign(found, { status: 'proposed', confirmed_by: null, confirmed_at: null }),
        );
      },
      decision_dismiss: ({ decision }) => {
        const { decision: found } = this.#decision(decision);
        return this.#change('決定の却下', () => (found.status = 'dismissed'), () => (found.status = 'proposed'));
      },
      decision_link: ({ decision, initiative, relation }) => {
        const { view, decision: found } = this.#decision(decision);
        const node = INITIATIVES.find((candidate) => candidate.id === initiative);
        if (!node) throw { code: 'not_found', message: 'その取組は書庫にありません。', params: {} };
        const link = { decision_id: found.id, initiative_id: node.id, relation, status: 'confirmed' as const, number: node.number, title: node.title };
        return this.#change('取組へのリンク', () => view.record.links.push(link), () => view.record.links.splice(view.record.links.indexOf(link), 1));
      },
      decision_unlink: ({ decision, initiative }) => {
        const { view, decision: found } = this.#decision(decision);
        const at = view.record.links.findIndex((link) => link.decision_id === found.id && link.initiative_id === initiative);
        const [link] = view.record.links.slice(at, at + 1);
        return this.#change('取組へのリンクの解除', () => view.record.links.splice(at, 1), () => link && view.record.links.push(link));
      },
      evidence_broken: () => ({ broken: [] }),
      decision_bind: () => this.#change('根拠の言葉の指定', () => undefined, () => undefined),
      initiative_events: () => ({ instructions: [], plans: [], indicators: [] }),
      link_suggestions: () => ({
        suggestions: [1, 7].flatMap((at) => {
          const node = INITIATIVES[at];
          return node ? [{ id: node.id, number: node.number, title: node.title, path: ['海とくらしをつなぐ'], score: 0.7, words: ['渡船', '知らせ'], accepted: 0 }] : [];
        }),
      }),
      initiatives_list: () => ({
        plans: this.meetings.length ? [PLAN, OTHER_PLAN] : [],
        initiatives: this.meetings.length
          ? [...this.plan.held.nodes, ...OTHER_INITIATIVES].map((node) => ({ version: 1, id: node.id, plan: node.plan_id, parent: node.parent_id, kind: node.kind, number: node.number, title: node.title, path: [], departments: node.departments, decisions: this.#decisionRows().filter((row) => row.status === 'confirmed' && row.initiatives.some((link) => link.id === node.id)).length }))
          : [],
      }),
      initiative_show: ({ initiative, as_of }) => {
        const { nodes: all, schedule, activities, progress, relations } = this.plan.held;
        const node = [...all, ...OTHER_INITIATIVES].find((candidate) => candidate.id === initiative);
        if (!node) throw { code: 'not_found', message: 'その取組は書庫にありません。', params: {} };
        const day = as_of ? dayOf(as_of) : null;
        const nodes = [...all, ...OTHER_INITIATIVES].filter((candidate) => candidate.id === node.id || candidate.parent_id === node.id);
        const ids = new Set(nodes.map((candidate) => candidate.id));
        const rows = this.#decisionRows().filter((row) => row.initiatives.some((link) => ids.has(link.id)));
        const shown = rows.filter((row) => !day || row.meeting.held_on <= day);
        return {
          initiative: node,
          plan: PLAN,
          path: all.filter((candidate) => candidate.id === node.parent_id).map((candidate) => candidate.title),
          nodes,
          schedule: schedule.filter((cell) => ids.has(cell.initiative_id)),
          activities: activities.filter((activity) => ids.has(activity.initiative_id)),
          progress: day ? [] : progress.filter((report) => ids.has(report.initiative_id)),
          decisions: shown.filter((row) => row.status === 'confirmed').reverse(),
          pending: shown.filter((row) => row.status === 'proposed'),
          replaced: [],
          as_of: day,
          known_on: null,
          later_decisions: rows.filter((row) => !shown.includes(row)),
          later_progress: day ? progress.filter((report) => ids.has(report.initiative_id)) : [],
          later: rows.length - shown.length + (day ? 2 : 0),
          years: [2023, 2024, 2025, 2026],
          relations: relations.filter((tie) => tie.initiative === node.id),
        };
      },
      follow_ups_list: () => ({ follow_ups: this.#followUps() }),
      follow_up_settle: ({ follow_up, verdict }) => {
        const found = this.meetings.flatMap((view) => view.record.follow_ups).find((candidate) => candidate.id === follow_up);
        if (!found) throw { code: 'not_found', message: 'その宿題は書庫にありません。', params: {} };
        const before = { ...found };
        const after = {
          confirm: { status: 'confirmed' },
          dismiss: { status: 'dismissed' },
          answer: { state: 'answered' },
          reopen: { state: 'open' },
        }[verdict.kind];
        return this.#change('宿題の確認', () => Object.assign(found, after), () => Object.assign(found, before));
      },
      intake_open: ({ paths }) => ({ files: paths.map((path) => ({ path, member: null, name: path.split('/').pop() ?? path, bytes: 21034 })), left_out: [] }),
      intake_run: ({ files }) => ({ files: files.map(({ path, member, name }) => ({ path, member, name: name ?? path, state: 'imported', imported: null, error: null })), cancelled: false, took_ms: 20 }),
      intake_progress: () => ({ running: false, cancelling: false, done: 0, of: 0, current: null, imported: 0, skipped: 0, failed: 0 }),
      intake_cancel: () => ({ running: false, cancelling: true, done: 0, of: 0, current: null, imported: 0, skipped: 0, failed: 0 }),
      intake_report: () => ({ files: [], cancelled: false, took_ms: 0 }),
      intake_report_save: () => ({}),
      import_preview: ({ path }) => preview(path),
      import_commit: ({ path }) => {
        this.#announce('取込');
        const view = this.meetings[0];
        return { file: path.split('/').pop() ?? path, kind: 'minutes', encoding: 'UTF-8', meeting: view ? refOf(view) : null, plan: null, skipped: false, items: 1, remarks: 5, decisions: 1, coverage: { characters: 412, placed: 403 }, warnings: [] };
      },
      ...PAPER,
      ...this.plan.handlers((label, forth, back) => this.#change(label, forth, back)),
      export_name: ({ meeting, format }) => ({ name: `${this.#recordOf(meeting).label}_概要.${format}` }),
    };
  }

  #step(from: typeof this.undoStack, to: typeof this.undoStack, way: 'back' | 'forth') {
    const step = from.pop();
    if (!step) throw { code: 'nothing', message: '取り消すことはありません。', params: {} };
    step[way]();
    to.push(step);
    return this.#announce(step.label);
  }

  /** The type of both stacks. */
  get undoStack() {
    return this.#undo;
  }
}

function dayOf(text: string): string {
  const reiwa = /^R(\d+)\.(\d+)\.(\d+)$/u.exec(text);
  const two = (value: string | undefined) => String(value ?? '').padStart(2, '0');
  if (reiwa) return `${Number(reiwa[1]) + 2018}-${two(reiwa[2])}-${two(reiwa[3])}`;
  if (/^\d{4}-\d\d-\d\d$/u.test(text)) return text;
  throw { code: 'bad_date', message: `「${text}」は日付として読めません。R4.10.1 や 2022-10-01 のように書いてください。`, params: {} };
}
