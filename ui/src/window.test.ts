/** The whole window over the fake back end, by keyboard. */
import { cleanup, screen } from '@testing-library/svelte';
import axe from 'axe-core';
import { afterEach, describe, expect, test } from 'vitest';
import { openAt, press, screenText, settled } from '../dev/open';
import { messages } from './messages';

afterEach(cleanup);

describe('every view', () => {
  const places = ['#/', '#/search?q=欠航', '#/search', '#/search?q=ないない', '#/search?q=欠航 ないない', '#/search?q=欠航&mark=☆', '#/meetings', '#/meetings/meeting-R5-1', '#/meetings/meeting-R5-1?view=print', '#/decisions', '#/initiatives/initiative-1', '#/initiatives/initiative-1?show=gantt', '#/initiatives/initiative-1?show=progress', '#/initiatives/initiative-1?show=indicators', '#/initiatives/initiative-1?show=plan', '#/follow-ups', '#/import', '#/export', '#/export?part=lists', '#/export?part=lists&list=search', '#/export?part=site', '#/export?part=templates', '#/settings'];
  test.each(places)('%s has nothing that axe finds', async (place) => {
    await openAt(place);
    // Colours need a real web view; everything else is judged here.
    const { violations } = await axe.run(document, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
  });

  test.each(places)('%s is drawn without inline styles, which the policy forbids', async (place) => {
    await openAt(place);
    expect(document.querySelectorAll('[style]')).toHaveLength(0);
  });

  test.each(['#/', '#/meetings', '#/decisions', '#/initiatives', '#/follow-ups'])('%s of an empty library says what to do', async (place) => {
    await openAt(place, { empty: true });
    expect(screenText()).toContain('取り込');
  });

  test('a refusal of the back end stands in its place, in its words', async () => {
    await openAt('#/meetings/meeting-X9-9');
    expect(screen.getByRole('alert').textContent).toContain('その会議は書庫にありません。');
  });
});

describe('decisions', () => {
  test('a proposal is confirmed by key, named in the status line, and taken back', async () => {
    const backend = await openAt('#/decisions');
    screen.getByRole('link', { name: /R5-2-1/u }).focus();
    await press('Enter', { ctrlKey: true });
    expect(backend.calls.some((call) => call.name === 'decision_confirm')).toBe(true);
    expect(screenText()).toContain('「決定の確認」を保存しました');
    await press('z', { ctrlKey: true });
    expect(screenText()).toContain('「決定の確認」を取り消しました');
    await press('Z', { ctrlKey: true, shiftKey: true });
    expect(screenText()).toContain('「決定の確認」をやり直しました');
  });

  test('Enter opens the words, with the keys on the button that confirms them', async () => {
    await openAt('#/decisions');
    screen.getByRole('link', { name: /R5-2-1/u }).focus();
    await press('Enter');
    expect(location.hash).toContain('decision=meeting-R5-2-x1');
    expect(document.activeElement?.textContent).toBe(messages.common.confirm);
  });

  test('items without a decision are rows, and can be left out', async () => {
    await openAt('#/decisions');
    expect(screenText()).toContain('— 記録なし');
    screen.getByRole('checkbox', { name: messages.decisions.showNone }).click();
    await settled();
    expect(screenText()).not.toContain('決定の言葉は記録にありません');
  });

  test('Ctrl+L links to what was typed, and Enter closes the picker', async () => {
    const backend = await openAt('#/decisions');
    screen.getByRole('link', { name: /R5-1-3/u }).focus();
    await press('l', { ctrlKey: true });
    const picker = screen.getByRole<HTMLInputElement>('combobox', { name: messages.picker.search });
    picker.focus();
    picker.value = '相談';
    picker.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await settled();
    await press('Enter');
    expect(backend.calls.find((call) => call.name === 'decision_link')?.request).toEqual({ decision: 'meeting-R5-1-x3', initiative: 'initiative-10', relation: 'approves' });
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screenText()).toContain('2-(2)');
  });
});

describe('reading', () => {
  test('the page shows header, items, remarks and the words that decide', async () => {
    await openAt('#/meetings/meeting-R5-1');
    expect(screen.getByRole('heading', { level: 1 }).textContent).toContain('令和５年度 第１回');
    expect(document.querySelector('.evidence.confirmed')?.textContent).toBe('議題１から議題３については原案のとおり承認いただいた');
    expect(document.querySelectorAll('.evidence.proposed').length).toBe(2);
  });

  test('F8 goes to what waits, Enter there confirms it', async () => {
    const backend = await openAt('#/meetings/meeting-R5-2');
    await press('F8');
    expect(document.activeElement?.textContent).toBe(messages.common.confirm);
    (document.activeElement as HTMLElement).click();
    await settled();
    expect(backend.calls.find((call) => call.name === 'decision_confirm')?.request).toMatchObject({ decision: 'meeting-R5-2-x1' });
    // The button is gone, the keys are still beside the words.
    expect(document.activeElement?.id).toBe('note-meeting-R5-2-x1');
    await press('F8');
    expect(document.activeElement?.textContent).toBe(messages.common.confirm);
  });

  test('a follow-up settled in its table leaves the keys on its row', async () => {
    await openAt('#/follow-ups');
    screen.getAllByRole('button', { name: messages.meetings.confirmFollowUp })[0]?.click();
    await settled();
    expect(document.activeElement?.matches('[data-row]')).toBe(true);
  });

  test('Ctrl+P opens the pages as they will be printed', async () => {
    await openAt('#/meetings/meeting-R5-1');
    expect(await press('p', { ctrlKey: true })).toBe(true);
    expect(location.hash).toBe('#/meetings/meeting-R5-1?view=print');
    expect(screen.getAllByRole('img')).toHaveLength(3);
  });
});

describe('import', () => {
  test('a file is looked at, settled and taken in', async () => {
    const backend = await openAt('#/import');
    screen.getByRole('button', { name: messages.import.choose }).click();
    await settled();
    expect(screenText()).toContain('97.8 %');
    expect(screenText()).toContain('？ 未配置 1 行 9 字');
    await press('F8');
    expect(document.activeElement?.textContent).toBe(messages.import.unplacedOk);
    (document.activeElement as HTMLElement).click();
    await settled();
    // 読み取り 東海｜林港湾課長, then 東｜海林…, then the right one.
    screen.getAllByRole('radio')[2]?.click();
    await settled();
    screen.getByRole('button', { name: messages.import.speakerOk(2) }).click();
    screen.getByRole('button', { name: messages.import.acceptAll }).click();
    await settled();
    screen.getByRole('button', { name: new RegExp(`^${messages.import.commit}`, 'u') }).click();
    await settled();
    expect(backend.calls.find((call) => call.name === 'import_commit')?.request).toMatchObject({ speakers: [{ remark: 0, name: '東海林' }, { remark: 2, name: '東海林' }] });
    expect(screen.getByRole('link', { name: messages.import.openMeeting })).toBeTruthy();
  });

  test('a file that cannot be read says why in its place, and the others go on', async () => {
    await openAt('#/import', {
      files: ['/書類/壊れた.pdf', '/書類/良い.txt'],
      override: {
        import_preview: ((request: { path: string }) => {
          if (request.path.includes('壊れた')) throw { code: 'unreadable', message: '壊れた.pdf は PDF として読めません。', params: {} };
          throw { code: 'unreadable', message: '良い.txt は空です。', params: {} };
        }) as never,
      },
    });
    screen.getByRole('button', { name: messages.import.choose }).click();
    await settled();
    expect(screen.getByRole('alert').textContent).toContain('PDF として読めません');
    screen.getByRole('button', { name: /^良い\.txt\s?読/u }).click();
    await settled();
    expect(screen.getByRole('alert').textContent).toContain('空です');
  });
});

describe('initiatives', () => {
  test('a day typed in an era year turns the page to that day', async () => {
    await openAt('#/initiatives/initiative-1');
    const day = screen.getByRole<HTMLInputElement>('textbox', { name: messages.initiatives.asOf });
    day.value = 'R5.10.1';
    day.form?.requestSubmit();
    await settled();
    expect(location.hash).toContain('as_of=R5.10.1');
    expect(screenText()).toContain('すべて令和5年10月1日（2023）の時点です');
    expect(screenText()).toContain(messages.initiatives.afterwards);
  });

  test('a day that cannot be read is told beside its box, nothing else is lost', async () => {
    await openAt('#/initiatives/initiative-1?as_of=きのう');
    expect(screen.getByRole('alert').textContent).toContain('日付として読めません');
    expect(screenText()).toContain('港の知らせを一つにする');
  });
});

describe('settings', () => {
  test('the theme is set at once', async () => {
    await openAt('#/settings');
    screen.getByRole('radio', { name: messages.settings.themes.dark }).click();
    await settled();
    expect(document.documentElement.dataset.theme).toBe('dark');
  });
});
