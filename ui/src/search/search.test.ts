/** The search in the whole window over the fake back end. */
import { cleanup, screen } from '@testing-library/svelte';
import axe from 'axe-core';
import { afterEach, describe, expect, test } from 'vitest';
import type { FakeBackend } from '../../dev/fake/backend';
import { find } from '../../dev/fake/finding';
import { meetings } from '../../dev/fake/records';
import { openAt, press, screenText, settled } from '../../dev/open';
import type { SearchRequest, SearchResponse } from '../ipc';
import { messages } from '../messages';
import { blank, requestOf } from './question';

afterEach(cleanup);

const NOTHING = { hits: [], groups: [], total: 0 };
const blankRequest = requestOf(blank());
const box = () => screen.getByRole<HTMLInputElement>('combobox', { name: messages.find.label });
const hits = () => [...document.querySelectorAll('#hits [role=option]')];
const asked = (backend: FakeBackend) => backend.calls.filter((call) => call.name === 'search').map((call) => call.request as SearchRequest);

async function type(text: string) {
  box().value = text;
  box().dispatchEvent(new InputEvent('input', { bubbles: true }));
  await settled();
}

describe('the search', () => {
  test('Ctrl+K and typing lead from anywhere to hits, Enter to the meeting, Esc back', async () => {
    await openAt('#/decisions');
    await press('k', { ctrlKey: true });
    expect(document.activeElement).toBe(box());
    await type('欠航');
    expect(location.hash).toContain('#/search');
    expect(hits().length).toBeGreaterThan(1);
    await press('ArrowDown');
    expect(hits()[1]?.getAttribute('aria-selected')).toBe('true');
    await press('Enter');
    expect(location.hash).toMatch(/^#\/meetings\/.*remark=/u);
  });

  test('nothing is asked while an IME composes, once when it has ended', async () => {
    const backend = await openAt('#/search');
    box().focus();
    box().value = 'とせん';
    box().dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
    await settled();
    expect(asked(backend)).toEqual([]);
    box().value = '渡船';
    box().dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
    await settled();
    expect(asked(backend).map((request) => request.query)).toEqual(['渡船', '渡船']);
    expect(asked(backend).map((request) => request.first_page_only)).toEqual([true, false]);
  });

  test('an answer to an older question never replaces that to a newer one', async () => {
    const pending: { request: SearchRequest; answer: (answer: SearchResponse) => void }[] = [];
    const answer = (word: string) => {
      const at = pending.findIndex(({ request }) => request.query === word);
      pending.splice(at, 1)[0]?.answer({ ...find(meetings(), blankRequest), ...NOTHING, query: word });
      return settled();
    };
    await openAt('#/search', {
      override: { search: ((request: SearchRequest) => new Promise((resolve) => pending.push({ request, answer: resolve }))) as never },
    });
    await type('古い');
    await type('新しい');
    // The first page, then the whole.
    await answer('新しい');
    await answer('新しい');
    await answer('古い');
    expect(screenText()).toContain('「新しい」は見つかりませんでした');
  });

  test('what was found stays until it is known what is found now', async () => {
    const pending: ((answer: SearchResponse) => void)[] = [];
    let slow = false;
    await openAt('#/search?q=欠航', {
      override: { search: ((request: SearchRequest) => (slow ? new Promise((resolve) => pending.push(resolve)) : find(meetings(), request))) as never },
    });
    const before = hits().length;
    slow = true;
    await type('ないない');
    expect(hits()).toHaveLength(before);
    pending[0]?.({ ...find(meetings(), blankRequest), ...NOTHING, query: 'ないない' });
    await settled();
    expect(hits()).toHaveLength(before);
    pending[1]?.({ ...find(meetings(), blankRequest), ...NOTHING, query: 'ないない' });
    await settled();
    expect(hits()).toHaveLength(0);
  });

  test('each part of the query can be taken away by its chip', async () => {
    await openAt('#/search?q=渡船X 欠航');
    screen.getByRole('button', { name: messages.search.removePart('渡船X') }).click();
    await settled();
    expect(box().value).toBe('欠航');
  });

  test('where nothing hits, what would hit is offered with its count', async () => {
    await openAt('#/search?q=欠航 ないない');
    expect(screenText()).toContain('4 件');
    screen.getByRole('button', { name: '「ないない」なしで' }).click();
    await settled();
    expect(box().value).toBe('欠航');
    expect(hits().length).toBeGreaterThan(0);
  });

  test('hits stand by meeting where that is wished, and the wish is remembered', async () => {
    await openAt('#/search?q=欠航');
    screen.getByRole('checkbox', { name: messages.search.byMeeting }).click();
    await settled();
    expect(document.querySelectorAll('#hits .head').length).toBeGreaterThan(1);
    expect(localStorage.getItem('gijicho.search.grouped')).toBe('1');
    screen.getByRole('checkbox', { name: messages.search.byMeeting }).click();
    await settled();
    expect(document.querySelectorAll('#hits .head')).toHaveLength(0);
  });

  test('an index that is being built says how far it is and can be called off', async () => {
    const backend = await openAt('#/search?q=欠航', {
      override: { search: (request) => ({ ...find(meetings(), request), index: { stage: 'building', done: 1200, total: 48000, message: '' } }) },
    });
    expect(screenText()).toContain('1,200 / 48,000');
    screen.getByRole('button', { name: messages.search.index.stop }).click();
    await settled();
    expect(backend.calls.some((call) => call.name === 'index_call_off')).toBe(true);
    expect(screenText()).toContain(messages.search.index.calledOff);
  });

  test('a count filters, its chip takes the filter off again', async () => {
    const backend = await openAt('#/search?q=の');
    const last = () => asked(backend).at(-1);
    screen.getByRole('button', { name: /意見・質問/u }).click();
    await settled();
    expect(last()?.marks).toEqual(['☆']);
    screen.getByRole('button', { name: messages.search.removeFilter('☆') }).click();
    await settled();
    expect(last()?.marks).toEqual([]);
  });

  test('other spellings are named and can be left out', async () => {
    const backend = await openAt('#/search?q=取組');
    expect(screenText()).toContain('「取り組み」「取組み」も含めて探しました');
    screen.getByRole('button', { name: messages.search.exactly }).click();
    await settled();
    expect(asked(backend).at(-1)?.exact_spelling).toBe(true);
  });

  test('a completion is chosen by key and taken into the box; Esc closes the list and keeps the words', async () => {
    await openAt('#/search');
    box().focus();
    await type('港');
    expect(box().getAttribute('aria-controls')).toBe('completions');
    await press('ArrowDown');
    expect(box().getAttribute('aria-activedescendant')).toBe('completion-0');
    await press('Enter');
    expect(box().value).toBe('発言者:港湾課長');
    await type('港');
    await press('Tab');
    expect(box().value).toBe('発言者:港湾課長');
    await type('港');
    await press('Escape');
    expect(box().value).toBe('港');
    expect(document.getElementById('completions')).toBeNull();
  });

  test('a kept search says what is new, and is seen once it is opened', async () => {
    const backend = await openAt('#/search');
    expect(screenText()).toContain(messages.search.newOf(1));
    screen.getByRole('link', { name: '欠航の知らせ' }).click();
    window.dispatchEvent(new HashChangeEvent('hashchange'));
    await settled();
    expect(location.hash).toContain('saved=saved-1');
    expect(backend.calls.find((call) => call.name === 'saved_search_seen')?.request).toEqual({ id: 'saved-1' });
  });

  test('a search is kept under the name that the person gives it', async () => {
    const backend = await openAt('#/search?q=欠航');
    screen.getByRole('button', { name: messages.search.keep }).click();
    await settled();
    screen.getByRole<HTMLButtonElement>('button', { name: messages.search.keepIt }).click();
    await settled();
    expect(backend.calls.find((call) => call.name === 'saved_search_put')?.request).toMatchObject({ name: '欠航', request: { query: '欠航' } });
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  test('the hits are written where the person says', async () => {
    const backend = await openAt('#/search?q=欠航');
    for (const format of ['CSV', 'Excel', 'PDF']) {
      screen.getByRole('button', { name: messages.search.writeTo(format) }).click();
      await settled();
    }
    expect(backend.calls.find((call) => call.name === 'export_search')?.request).toMatchObject({ path: '/書類/検索結果_欠航.csv' });
    const lists = backend.calls.filter((call) => call.name === 'export_list').map((call) => call.request);
    expect(lists).toMatchObject([
      { list: 'search', format: 'xlsx', search: { query: '欠航' }, path: '/書類/検索結果_欠航.xlsx' },
      { list: 'search', format: 'pdf', search: { query: '欠航' }, path: '/書類/検索結果_欠航.pdf' },
    ]);
  });

  test('the list of completions, the name of a kept search and hits by meeting have nothing that axe finds', async () => {
    await openAt('#/search?q=欠航');
    screen.getByRole('checkbox', { name: messages.search.byMeeting }).click();
    box().focus();
    await type('港');
    await press('ArrowDown');
    const found = async () => (await axe.run(document, { rules: { 'color-contrast': { enabled: false } } })).violations.map(({ id }) => id);
    expect(await found()).toEqual([]);
    await type('欠航');
    screen.getByRole('button', { name: messages.search.keep }).click();
    await settled();
    expect(await found()).toEqual([]);
  });
});
