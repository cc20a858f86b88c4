/** Plans at work in memory: what `plan_edit` changes, and how it is taken back. */
import type { Commands, Done, Indicator, Initiative, PlanEdit, PlanView, RelationOf, RoundView } from '../../src/ipc/generated';
import { ACTIVITIES, INDICATORS, INITIATIVES, OTHER_PLAN, PLAN, PROGRESS, SCHEDULE } from './plans';

type Handlers = { [Name in keyof Commands]?: (request: Commands[Name]['request']) => Commands[Name]['response'] };
type Change = (label: string, forth: () => void, back: () => void) => Done;

const LABELS: Partial<Record<PlanEdit['kind'], string>> = { plan_add: '計画の追加', node_add: '取組の追加', node_write: '取組の書き直し', node_move: '取組を移動', node_delete: '取組の削除', phases: '工程の変更', report_add: '進捗の追加', report_write: '進捗の書き直し', indicator_value: '指標の値', relate: '取組の関係付け' };

interface Held {
  plan: PlanView['plan'];
  nodes: Initiative[];
  activities: PlanView['activities'];
  schedule: PlanView['schedule'];
  progress: PlanView['progress'];
  indicators: Indicator[];
  relations: RelationOf[];
}

/** The plan of the invented library, which tests may change. */
export class FakePlan {
  held: Held;
  #made = 0;
  #version = 1;

  constructor() {
    this.held = structuredClone({ plan: PLAN, nodes: INITIATIVES, activities: ACTIVITIES, schedule: SCHEDULE, progress: PROGRESS, indicators: INDICATORS, relations: [] });
  }

  handlers(change: Change): Handlers {
    return {
      plan_show: ({ plan }) => this.#view(plan),
      plan_versions: () => ({ versions: [] }),
      plan_edit: ({ edit }) => {
        const before = structuredClone(this.held);
        const row = this.#apply(edit);
        const after = structuredClone(this.held);
        this.#version += 1;
        const done = change(LABELS[edit.kind] ?? '計画の変更', () => (this.held = structuredClone(after)), () => (this.held = structuredClone(before)));
        return { kind: 'done', ...done, row, versions: {} };
      },
      round_show: ({ fiscal_year, half }) => this.#round(fiscal_year, half),
      round_sheets: ({ folder }) => ({ folder, files: [{ name: '照会.xlsx', department: '行政管理課', initiatives: 1 }] }),
    };
  }

  #view(plan: string): PlanView {
    const { held } = this;
    if (plan === OTHER_PLAN.id) return { ...held, plan: OTHER_PLAN, nodes: [], activities: [], schedule: [], progress: [], indicators: [], relations: [], version: 1, is_report: true, successions: [], versions: {} };
    const rows = [held.plan, ...held.nodes, ...held.activities, ...held.progress, ...held.indicators];
    return { ...held, version: 1, is_report: false, successions: [], versions: Object.fromEntries(rows.map((row) => [row.id, this.#version])) };
  }

  #round(fiscal_year: number, half: RoundView['half']): RoundView {
    const departments = new Map<string, string[]>();
    for (const node of this.held.nodes.filter((one) => one.kind === 'initiative')) {
      const name = node.departments[0] ?? '';
      departments.set(name, [...(departments.get(name) ?? []), node.id]);
    }
    const isMissing = (id: string) => !this.held.progress.some((report) => report.initiative_id === id && report.fiscal_year === fiscal_year && report.half === half);
    const rows = [...departments].map(([name, initiatives]) => ({ name, initiatives, missing: initiatives.filter(isMissing), shared: [] }));
    return { plan: this.held.plan, fiscal_year, half, departments: rows, initiatives: rows.flatMap((row) => row.initiatives).length, missing: rows.flatMap((row) => row.missing).length };
  }

  #new(): string {
    this.#made += 1;
    return `made-${this.#made}`;
  }

  #apply(edit: PlanEdit): string | null {
    const { held } = this;
    switch (edit.kind) {
      case 'plan_add':
        return this.#new();
      case 'node_add': {
        const id = this.#new();
        const at = edit.before === null ? held.nodes.length : held.nodes.findIndex((node) => node.id === edit.before);
        held.nodes.splice(at, 0, { id, plan_id: edit.plan, parent_id: edit.parent, kind: edit.of, position: at, ...edit.text });
        return id;
      }
      case 'node_write':
        held.nodes = held.nodes.map((node) => (node.id === edit.node ? { ...node, ...edit.text } : node));
        return null;
      case 'node_move': {
        const below = new Set([edit.node]);
        for (const node of held.nodes) if (node.parent_id !== null && below.has(node.parent_id)) below.add(node.id);
        const moved = held.nodes.filter((node) => below.has(node.id)).map((node) => (node.id === edit.node ? { ...node, parent_id: edit.parent } : node));
        const rest = held.nodes.filter((node) => !below.has(node.id));
        const at = edit.before === null ? rest.length : rest.findIndex((node) => node.id === edit.before);
        held.nodes = [...rest.slice(0, at), ...moved, ...rest.slice(at)];
        return null;
      }
      case 'node_delete': {
        const below = held.nodes.filter((node) => node.parent_id === edit.node);
        if (below.length > 0 && !edit.accept) throw { code: 'would-lose-parts', message: `下にある取組 ${below.length} 件がともに消えます。消してよいか確かめてください。`, params: {} };
        held.nodes = held.nodes.filter((node) => node.id !== edit.node && node.parent_id !== edit.node);
        return null;
      }
      case 'phases':
        held.schedule = [...held.schedule.filter((cell) => cell.initiative_id !== edit.node), ...edit.wanted.map((cell) => ({ initiative_id: edit.node, ...cell }))];
        return null;
      case 'relate':
        held.relations.push(...edit.from.map((other) => ({ initiative: edit.to, other, number: '1', title: '紙の申請をなくす', fiscal_year: 2020, relation: edit.relation, from_other: true })));
        return null;
      case 'report_add': {
        const id = this.#new();
        held.progress.push({ id, initiative_id: edit.node, fiscal_year: edit.fiscal_year, half: edit.half, position: 0, ...edit.text });
        return id;
      }
      case 'report_write':
        held.progress = held.progress.map((report) => (report.id === edit.report ? { ...report, ...edit.text } : report));
        return null;
      case 'indicator_value':
        held.indicators = held.indicators.map((indicator) => (indicator.id === edit.indicator ? { ...indicator, values: [...indicator.values.filter((value) => value.fiscal_year !== edit.value.fiscal_year), edit.value].sort((a, b) => a.fiscal_year - b.fiscal_year) } : indicator));
        return null;
      default:
        return null;
    }
  }
}
