/** Plans at work over the fake back end, by keyboard. */
import { cleanup, fireEvent, screen, within } from '@testing-library/svelte';
import { afterEach, describe, expect, test } from 'vitest';
import { openAt, press, screenText, settled } from '../../../dev/open';
import type { FakeBackend } from '../../../dev/fake/backend';
import { library } from '../../shared/library.svelte';

afterEach(cleanup);

/** Milliseconds for what draws much, on a machine that has much else to do. */
const SLOW = 30_000;

const titles = () => [...document.querySelectorAll('nav.tree [data-node]')].map((row) => row.textContent?.replace(/\s+/gu, '') ?? '');
const phases = (backend: FakeBackend, node: string) => backend.plan.held.schedule.filter((cell) => cell.initiative_id === node).map((cell) => `${cell.fiscal_year}${cell.phase}`).join(' ');
const focusRow = (node: string) => document.querySelector<HTMLElement>(`[data-node="${node}"]`)?.focus();

describe('the tree', () => {
  test('a node is moved by a key, and taken back', async () => {
    const backend = await openAt('#/initiatives/initiative-7');
    focusRow('initiative-10');
    expect(await press('ArrowUp', { altKey: true })).toBe(true);
    expect(backend.plan.held.nodes.map((node) => node.id).indexOf('initiative-10')).toBe(7);
    expect(screenText()).toContain('取組を移動');
    await press('z', { ctrlKey: true });
    expect(backend.plan.held.nodes[7]?.id).toBe('initiative-7');
  });

  test('a node is added below another one, with its words', async () => {
    const backend = await openAt('#/initiatives/initiative-5');
    focusRow('initiative-5');
    await press('Insert', { shiftKey: true });
    const dialog = screen.getByRole('dialog');
    await fireEvent.input(within(dialog).getByLabelText('題名'), { target: { value: '日誌の読取り' } });
    await fireEvent.click(within(dialog).getByRole('button', { name: '保存する' }));
    await settled();
    const made = backend.plan.held.nodes.find((node) => node.title === '日誌の読取り');
    expect(made).toMatchObject({ kind: 'item', parent_id: 'initiative-5' });
    expect(titles().some((title) => title.includes('日誌の読取り'))).toBe(true);
  });

  test('what goes with a node is seen before it goes', async () => {
    const backend = await openAt('#/initiatives/initiative-1');
    focusRow('initiative-1');
    await press('Delete');
    const dialog = screen.getByRole('dialog');
    expect(dialog.textContent).toContain('下にある取組 3 件がともに消えます');
    expect(backend.plan.held.nodes.some((node) => node.id === 'initiative-1')).toBe(true);
    await fireEvent.click(within(dialog).getByRole('button', { name: 'ともに消す' }));
    await settled();
    expect(backend.plan.held.nodes.some((node) => node.id === 'initiative-1')).toBe(false);
  });

  test('initiatives of another plan are tied in one step', async () => {
    const backend = await openAt('#/initiatives/initiative-7');
    focusRow('initiative-7');
    await press('l', { ctrlKey: true });
    const dialog = screen.getByRole('dialog');
    await fireEvent.click(within(dialog).getByLabelText(/青海県業務改革/u));
    await fireEvent.click(within(dialog).getByRole('button', { name: '2 件を関係付ける' }));
    await settled();
    expect(backend.plan.held.relations).toHaveLength(2);
    expect(screenText()).toContain('これを具体化する取組');
  });
});

test('a plan is begun from nothing: its head, then what stands first in it', async () => {
  const backend = await openAt('#/initiatives/initiative-1');
  await press('N', { ctrlKey: true, shiftKey: true });
  const head = screen.getByRole('dialog', { name: '新しい計画' });
  await fireEvent.input(within(head).getByLabelText('計画の名前'), { target: { value: '青海県航路計画' } });
  await fireEvent.input(within(head).getByLabelText('年度'), { target: { value: 'R7' } });
  await fireEvent.click(within(head).getByRole('button', { name: '次へ' }));
  await settled();
  expect(screenText()).toContain('計画の追加');
  const first = screen.getByRole('dialog', { name: '計画の初めの柱・取組を足す' });
  await fireEvent.input(within(first).getByLabelText('題名'), { target: { value: '海の道' } });
  await fireEvent.click(within(first).getByRole('button', { name: '保存する' }));
  await settled();
  expect(backend.plan.held.nodes.at(-1)).toMatchObject({ kind: 'pillar', title: '海の道', plan_id: 'made-1', parent_id: null });
  expect(screen.queryByRole('dialog')).toBeNull();
});

describe('工程表', () => {
  const chart = () => screen.getByRole('application');

  test('the keys move, stretch, write and take out bars', async () => {
    const backend = await openAt('#/initiatives/initiative-2?show=gantt');
    chart().focus();
    expect(screenText()).toContain('運航予定の公開 令和5年度 検討');
    await press('ArrowRight', { shiftKey: true });
    expect(phases(backend, 'initiative-2')).toBe('2023検討 2024検討 2025実施 2026順次実施');
    await press('Delete');
    expect(phases(backend, 'initiative-2')).toBe('2025実施 2026順次実施');
    await press('Enter');
    await fireEvent.input(screen.getByLabelText('言葉'), { target: { value: '試行' } });
    await fireEvent.submit(screen.getByLabelText('言葉'));
    await settled();
    expect(phases(backend, 'initiative-2')).toBe('2023試行 2025実施 2026順次実施');
    chart().focus();
    await press('ArrowRight', { ctrlKey: true });
    expect(phases(backend, 'initiative-2')).toBe('2024試行 2025実施 2026順次実施');
    await press('z', { ctrlKey: true });
    expect(phases(backend, 'initiative-2')).toBe('2023試行 2025実施 2026順次実施');
  }, SLOW);

  test('only the rows in sight are drawn', async () => {
    const backend = await openAt('#/initiatives/initiative-1');
    const node = backend.plan.held.nodes[1];
    if (!node) throw new Error('no initiative in the fixture');
    backend.plan.held.nodes = Array.from({ length: 400 }, (_, i) => ({ ...node, id: `many-${i}`, parent_id: null, position: i, title: `取組${i}` }));
    history.replaceState(null, '', '#/initiatives/many-200?show=gantt');
    window.dispatchEvent(new HashChangeEvent('hashchange'));
    library.seq += 1;
    await settled();
    expect(screenText()).toContain('400 行');
    expect(document.querySelectorAll('.gantt .row').length).toBeLessThan(80);
  }, SLOW);

  test('a table stands beside the bars and writes the same', async () => {
    const backend = await openAt('#/initiatives/initiative-1?show=gantt');
    const cell = screen.getByLabelText('運航予定の公開 令和5年度');
    await fireEvent.change(cell, { target: { value: '調査、試行' } });
    await settled();
    expect(phases(backend, 'initiative-2')).toContain('2023調査 2023試行');
  });
});

describe('進捗 and 指標', () => {
  test('a report is typed, and what is missing is counted', async () => {
    const backend = await openAt('#/initiatives/initiative-1?show=progress');
    expect(screenText()).toContain('報告のない取組が 4 件あります');
    await fireEvent.change(screen.getByLabelText('電子決裁の対象を広げる 状態'), { target: { value: '遅れ' } });
    await settled();
    expect(backend.plan.held.progress.find((report) => report.initiative_id === 'initiative-7')).toMatchObject({ status: '遅れ', fiscal_year: 2023, half: 'second-half' });
    expect(screenText()).toContain('報告のない取組が 3 件あります');
  });

  test('an indicator is a line with its table, and a value is typed there', async () => {
    const backend = await openAt('#/initiatives/initiative-1?show=indicators');
    expect(screen.getAllByRole('img').length).toBe(2);
    await fireEvent.change(screen.getByLabelText('運航予定を前の晩に見られる航路 令和7年度 実績'), { target: { value: '10' } });
    await settled();
    expect(backend.plan.held.indicators[0]?.values.at(-1)).toEqual({ fiscal_year: 2025, target: '12', actual: '10' });
  });
});
