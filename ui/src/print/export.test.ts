/** 書き出し over the fake back end. */
import { cleanup, screen, within } from '@testing-library/svelte';
import { afterEach, describe, expect, test } from 'vitest';
import type { FakeBackend } from '../../dev/fake/backend';
import { openAt, screenText, settled } from '../../dev/open';
import { messages } from '../messages';
import { yearName } from './choices';

afterEach(cleanup);

const words = messages.export;
const asked = (backend: FakeBackend, name: string) => backend.calls.findLast((call) => call.name === name)?.request;

async function click(role: 'button' | 'checkbox', name: string) {
  screen.getByRole(role, { name: new RegExp(name, 'u') }).click();
  await settled();
}

async function choose(label: string, value: string) {
  const select = screen.getByRole<HTMLSelectElement>('combobox', { name: new RegExp(label, 'u') });
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await settled();
}

test.each([[2022, 'R4_'], [2019, 'R1_'], [2018, 'H30_'], [null, '']] as const)('files of %s begin with %s', (year, name) => {
  expect(yearName(year)).toBe(name);
});

describe('the minutes of many meetings', () => {
  test('are written in every form that is ticked, without those that were left out', async () => {
    const backend = await openAt('#/export');
    const list = screen.getByRole('group', { name: words.meetingList });
    const boxes = within(list).getAllByRole<HTMLInputElement>('checkbox');
    boxes[0]?.click();
    await click('checkbox', 'JSON');
    await click('button', words.toFolder);
    const request = asked(backend, 'export_many') as { meetings: string[]; formats: string[]; folder: string };
    expect(request.meetings).toHaveLength(boxes.length - 1);
    expect(request.formats).toEqual(['pdf', 'json']);
    expect(request.folder).toBe('/書類/議事概要');
    expect(screenText()).toContain(`${2 * (boxes.length - 1)} 個のファイルを書き出しました`);
  });

  test('are bound in one PDF', async () => {
    const backend = await openAt('#/export');
    await click('button', words.bind);
    expect(asked(backend, 'export_volume')).toMatchObject({ path: '/書類/議事概要集.pdf' });
    expect(screenText()).toContain('（12 頁）');
  });

  test('can be stopped while they are written, and what became of it is said', async () => {
    let stop: (() => void) | undefined;
    const cancelled = { code: 'cancelled', message: '中止しました。フォルダーには何も書いていません。', params: {} };
    const backend = await openAt('#/export', {
      override: {
        export_many: () => new Promise((_, refuse: (reason: unknown) => void) => (stop = () => refuse(cancelled))) as never,
        export_cancel: () => {
          stop?.();
          return { done: 1, total: 4 };
        },
      },
    });
    await click('button', words.toFolder);
    expect(screen.getByRole<HTMLButtonElement>('button', { name: words.bind }).disabled).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 250));
    await settled();
    expect(screenText()).toContain(words.progress(1, 4));
    await click('button', words.cancel);
    expect(asked(backend, 'export_cancel')).toEqual({});
    expect(screenText()).toContain(cancelled.message);
    expect(screen.getByRole<HTMLButtonElement>('button', { name: words.bind }).disabled).toBe(false);
  });
});

describe('lists', () => {
  test.each(Object.keys(words.lists))('%s is saved under the proposed name', async (list) => {
    const backend = await openAt(`#/export?part=lists&list=${list}&q=窓口`);
    await click('button', messages.print.save);
    const format = list === 'links' ? 'csv' : 'xlsx';
    expect(asked(backend, 'export_list')).toMatchObject({ list, format, path: `/書類/${list}.${format}` });
    if (list === 'search') expect(asked(backend, 'export_list')).toMatchObject({ search: { query: '窓口' } });
  });

  test('paper asks for a template, CSV for an encoding', async () => {
    const backend = await openAt('#/export?part=lists');
    await choose(messages.print.format, 'pdf');
    await choose(messages.print.template, '青海県');
    await click('button', messages.print.save);
    expect(asked(backend, 'export_list')).toMatchObject({ format: 'pdf', template: '青海県', encoding: '' });
    await choose(messages.print.format, 'csv');
    await choose(words.encoding, 'cp932');
    await click('button', messages.print.save);
    expect(asked(backend, 'export_list')).toMatchObject({ format: 'csv', template: '', encoding: 'cp932' });
  });
});

test('pages to publish go into a folder of their own', async () => {
  const backend = await openAt('#/export?part=site');
  await click('checkbox', words.drafts);
  await click('button', words.toFolder);
  expect(asked(backend, 'export_site')).toEqual({ fiscal_year: null, drafts: true, folder: '/書類/公表用ページ' });
});

describe('templates', () => {
  test('what is wrong with one is said with its file and line', async () => {
    await openAt('#/export?part=templates');
    expect(screenText()).toContain('minutes.typ:12');
  });

  test('the built-in one is copied under a name', async () => {
    const backend = await openAt('#/export?part=templates');
    const name = screen.getByRole<HTMLInputElement>('textbox', { name: words.copyName });
    name.value = 'わが課';
    name.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await settled();
    await click('button', words.copy);
    expect(asked(backend, 'template_copy')).toEqual({ name: 'わが課', with_layout: false });
  });
});
