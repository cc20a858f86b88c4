/** An invented plan. */
import type { Activity, Indicator, Initiative, InitiativeKind, Plan, Progress, Schedule } from '../../src/ipc/generated';

export const PLAN: Plan = { id: 'plan-1', title: '青海県県政推進計画', fiscal_year: 2023, issued_on: '2023-04-20', issued_by: '総務部行政管理課' };

const node = (position: number, kind: InitiativeKind, parent: number | null, number: string, title: string, summary = '', departments: string[] = []): Initiative => ({
  id: `initiative-${position}`,
  plan_id: PLAN.id,
  parent_id: parent === null ? null : `initiative-${parent}`,
  kind,
  position,
  number,
  title,
  summary,
  departments,
});

export const INITIATIVES: Initiative[] = [
  node(0, 'pillar', null, '1', '海とくらしをつなぐ'),
  node(1, 'initiative', 0, '1-(1)', '港の知らせを一つにする', '渡船の運航予定と欠航の知らせを同じ形にそろえ、令和７年度までに県内の十二の航路すべてで、前の晩に見られるようにする。', ['島しょ交通課', '各港湾事務所']),
  node(2, 'item', 1, '', '運航予定の公開'),
  node(3, 'item', 1, '', '欠航の見込みの知らせ'),
  node(4, 'item', 1, '', '港の掲示の見直し'),
  node(5, 'initiative', 0, '1-(2)', '灯台資料の電子化', '傷みの進む日誌を読み取り、学校でも使えるようにする。', ['文化振興課']),
  node(6, 'pillar', null, '2', '職員の時間を生みだす'),
  node(7, 'initiative', 6, '2-(1)', '電子決裁の対象を広げる', '図面の扱いを定め、紙で残る決裁を電子に移す。', ['行政管理課']),
  node(8, 'item', 7, '', '図面の扱い'),
  node(9, 'item', 7, '', '出先での試行'),
  node(10, 'initiative', 6, '2-(2)', '県民相談の記録の引継ぎ', '', ['県民くらし課', '行政管理課']),
  node(11, 'initiative', 6, '2-(3)', '会議の資料の届け方の見直し'),
];

const cells = (initiative: number, phases: (string | null)[]): Schedule[] =>
  phases.flatMap((phase, i) => (phase === null ? [] : [{ initiative_id: `initiative-${initiative}`, fiscal_year: 2023 + i, phase }]));

export const SCHEDULE: Schedule[] = [
  ...cells(2, ['検討', '実施', '実施', '順次実施']),
  ...cells(3, ['検討', '検討', '実施', '実施']),
  ...cells(4, [null, '検討', '順次実施', '順次実施']),
  ...cells(8, ['検討', '実施', null, null]),
  ...cells(9, ['検討', '実施', '随時実施', '随時実施']),
];

const activity = (initiative: number, position: number, text: string, months: string): Activity => ({ id: `activity-${initiative}-${position}`, initiative_id: `initiative-${initiative}`, position, text, months });

export const ACTIVITIES: Activity[] = [
  activity(2, 0, '三つの航路で試す', '7月～11月'),
  activity(2, 1, '港の人手を調べる', '9月'),
  activity(3, 0, '前の晩の見込みの出し方を決める', '6月～8月'),
  activity(8, 0, '図面の添付の決まりをつくる', '通年'),
];

export const PROGRESS: Progress[] = [
  { id: 'progress-1', initiative_id: 'initiative-1', fiscal_year: 2023, half: 'first-half', position: 0, when: 'R5.9', status: '', text: '三つの航路で画面を使いはじめた。問い合わせは一日に四件ほど。' },
  { id: 'progress-2', initiative_id: 'initiative-1', fiscal_year: 2023, half: 'second-half', position: 0, when: '', status: '', text: '残る九つの航路の事業者と話し合いを終えた。' },
];

/** A table of another year, whose initiatives bear on those of the plan. */
export const OTHER_PLAN: Plan = { id: 'plan-2', title: '青海県業務改革 主な取組', fiscal_year: 2020, issued_on: null, issued_by: '' };
export const OTHER_INITIATIVES: Initiative[] = ['紙の申請をなくす', '会議を短くする'].map((title, i) => ({ id: `other-${i}`, plan_id: OTHER_PLAN.id, parent_id: null, kind: 'initiative', position: i, number: `${i + 1}`, title, summary: '', departments: [] }));

const value = (fiscal_year: number, target: string, actual: string) => ({ fiscal_year, target, actual });
export const INDICATORS: Indicator[] = [
  { id: 'indicator-1', initiative_id: 'initiative-1', name: '運航予定を前の晩に見られる航路', unit: '航路', values: [value(2023, '3', '3'), value(2024, '6', '5'), value(2025, '12', '集計中')] },
  { id: 'indicator-2', initiative_id: 'initiative-7', name: '電子で済む決裁の割合', unit: '％', values: [value(2023, '40', '31.5'), value(2024, '60', '')] },
];
