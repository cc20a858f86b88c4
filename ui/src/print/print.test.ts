/** 出力 over the fake back end. */
import { cleanup, screen } from '@testing-library/svelte';
import { afterEach, describe, expect, test } from 'vitest';
import type { FakeBackend } from '../../dev/fake/backend';
import { openAt, press, screenText, settled } from '../../dev/open';
import type { PreviewMinutes } from '../ipc';
import { messages } from '../messages';
import { fitting, pixels, stepped } from './zoom';

afterEach(cleanup);

const previews = (backend: FakeBackend) => backend.calls.filter((call) => call.name === 'preview_minutes').map((call) => call.request as PreviewMinutes);
const pictures = () => screen.getAllByRole<HTMLImageElement>('img').map((image) => image.src);

describe('the size of a page', () => {
  test.each([
    [100, 1, 110],
    [100, -1, 90],
    [104, 1, 110],
    [104, -1, 100],
    [300, 1, 300],
    [50, -1, 50],
  ] as const)('%i %% stepped by %i is %i %%', (percent, by, expected) => {
    expect(stepped(percent, by)).toBe(expected);
  });

  test.each([
    [595, 793, 99],
    [595, 10, 50],
    [595, 5000, 150],
  ])('a page of %i pt fits %i px at %i %%', (width, room, expected) => {
    expect(fitting(width, room)).toBe(expected);
  });

  test('a point is 4/3 of a pixel at 100 %', () => {
    expect(pixels(600, 100)).toBe(800);
  });
});

describe('出力', () => {
  test('an option asks for the pages anew, and only what changed is sent and swapped', async () => {
    const backend = await openAt('#/meetings/meeting-R5-1?view=print');
    const before = pictures();
    screen.getByRole('checkbox', { name: messages.print.draft }).click();
    await settled();
    const [first, second] = previews(backend);
    expect(first?.known).toEqual([]);
    expect(second?.options.draft).not.toBe(first?.options.draft);
    expect(second?.known).toHaveLength(3);
    const after = pictures();
    expect(after[0]).not.toBe(before[0]);
    expect(after.slice(1)).toEqual(before.slice(1));
    expect(after.every((picture) => picture.startsWith('data:image/svg+xml'))).toBe(true);
  });

  test('Ctrl+P lays the pages out for the printer, and asks for its dialog', async () => {
    const backend = await openAt('#/meetings/meeting-R5-1?view=print');
    HTMLImageElement.prototype.decode = () => Promise.resolve();
    const shown = pictures();
    expect(document.querySelector('.paper-sheets')).toBeNull();
    await press('p', { ctrlKey: true });
    await settled();
    const sheets = [...document.querySelectorAll<HTMLImageElement>('body > .paper-sheets > img')];
    expect(sheets.map((sheet) => sheet.src)).toEqual(shown);
    expect(backend.printed).toBe(1);
  });

  test('Ctrl+S saves what is seen, under the proposed name', async () => {
    const backend = await openAt('#/meetings/meeting-R5-1?view=print');
    screen.getByRole('checkbox', { name: messages.print.readings }).click();
    await settled();
    await press('s', { ctrlKey: true });
    expect(backend.calls.find((call) => call.name === 'export_minutes')?.request).toMatchObject({
      meeting: 'meeting-R5-1',
      format: 'pdf',
      path: '/書類/R5-1_概要.pdf',
      print: { readings: true },
    });
    expect(screenText()).toContain('（3 頁）');
  });

  test('Ctrl and + or - change the size, Ctrl+0 gives it back', async () => {
    await openAt('#/meetings/meeting-R5-1?view=print');
    const width = () => screen.getAllByRole<HTMLImageElement>('img')[0]?.width ?? 0;
    const before = width();
    await press('+', { ctrlKey: true, shiftKey: true });
    expect(width()).toBeGreaterThan(before);
    await press('0', { ctrlKey: true });
    expect(width()).toBe(before);
  });

  test('PageDown and PageUp go from page to page and stop at the ends', async () => {
    await openAt('#/meetings/meeting-R5-1?view=print');
    for (let i = 0; i < 4; i += 1) await press('PageDown');
    expect(screenText()).toContain('3 / 3 頁');
    await press('PageUp');
    expect(screenText()).toContain('2 / 3 頁');
  });
});
