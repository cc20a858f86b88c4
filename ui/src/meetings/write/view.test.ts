/** The editor over the fake back end: keys, saving, and what an IME may not set off. */
import { cleanup, screen } from '@testing-library/svelte';
import axe from 'axe-core';
import { afterEach, expect, test } from 'vitest';
import { openAt, press, screenText, settled } from '../../../dev/open';
import type { FakeBackend } from '../../../dev/fake/backend';
import type { EditRequest, Edited } from '../../ipc';
import { messages } from '../../messages';

afterEach(cleanup);

const PLACE = '#/meetings/meeting-R5-2?mode=write';
const bodies = () => [...document.querySelectorAll<HTMLTextAreaElement>('textarea[id^="body-"]')];
const edits = (backend: FakeBackend) => backend.calls.filter((call) => call.name === 'meeting_edit').map((call) => (call.request as EditRequest).edit);

/** The first body, with the keys. */
function first(): HTMLTextAreaElement {
  const [body] = bodies();
  if (!body) throw new Error('no body is drawn');
  body.focus();
  return body;
}

async function type(field: HTMLTextAreaElement | HTMLInputElement, text: string, isComposing = false) {
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing }));
  await settled();
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('what is typed is saved after a pause, with the version that was seen, and said to be', async () => {
  const backend = await openAt(PLACE);
  const body = first();
  await type(body, `${body.value}\n書き足した。`);
  expect(screenText()).toContain(messages.write.unsaved);
  await pause(500);
  await settled();
  const [edit] = edits(backend);
  expect(edit).toMatchObject({ kind: 'remark_write', base: 1 });
  expect(screenText()).toContain('保存しました');
  await type(body, `${body.value}もう一度。`);
  body.blur();
  await settled();
  expect(edits(backend)[1]).not.toMatchObject({ base: 1 });
});

test('nothing of a composition is saved, and none of its keys does anything', async () => {
  const backend = await openAt(PLACE);
  const body = first();
  const count = bodies().length;
  body.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
  await type(body, `${body.value}かいぎ`, true);
  for (const key of ['Enter', '1', 'z', 'd']) await press(key, { ctrlKey: true, isComposing: true });
  await press('Backspace', { isComposing: true });
  await pause(900);
  expect(edits(backend)).toEqual([]);
  expect(bodies()).toHaveLength(count);
  body.value = body.value.replace('かいぎ', '会議');
  body.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
  await pause(500);
  expect(edits(backend)).toMatchObject([{ kind: 'remark_write', text: { text: expect.stringContaining('会議') } }]);
});

test('Ctrl+Enter cuts at the caret, Backspace at the start joins, Alt+↓ moves', async () => {
  const backend = await openAt(PLACE);
  const count = bodies().length;
  first().setSelectionRange(3, 3);
  await press('Enter', { ctrlKey: true });
  expect(bodies()).toHaveLength(count + 1);
  expect(document.activeElement?.id).toMatch(/^body-made-/u);
  await press('Backspace');
  expect(bodies()).toHaveLength(count);
  await press('ArrowDown', { altKey: true });
  expect(edits(backend).map((edit) => edit.kind)).toEqual(['remark_split', 'remark_join', 'remark_move']);
});

test('a mark typed into an empty body sets the mark and leads to the speaker, found by reading', async () => {
  const backend = await openAt(PLACE);
  first();
  await press('Enter', { ctrlKey: true, shiftKey: true });
  const body = document.activeElement as HTMLTextAreaElement;
  await type(body, '☆');
  const speaker = document.activeElement as HTMLInputElement;
  expect(speaker.getAttribute('role')).toBe('combobox');
  await type(speaker, 'みな');
  const offered = [...document.querySelectorAll('[role=option]')];
  expect(offered.map((option) => option.textContent)).toEqual([expect.stringContaining('湊副知事'), expect.stringContaining('のまま')]);
  await press('ArrowDown');
  await press('Enter');
  expect(document.activeElement?.id).toMatch(/^body-/u);
  await settled();
  expect(edits(backend).at(-1)).toMatchObject({ kind: 'remark_write', text: { mark: '☆', speaker: '湊副知事', split: { name: '湊', post: '副知事' } } });
});

test('「議題」 typed into an empty body becomes an item when it has a title', async () => {
  const backend = await openAt(PLACE);
  first();
  await press('Enter', { ctrlKey: true, shiftKey: true });
  await type(document.activeElement as HTMLTextAreaElement, '議題');
  const title = document.activeElement as HTMLInputElement;
  expect(title.getAttribute('aria-label')).toBe(messages.write.title);
  await type(title, '橋の点検について');
  await pause(500);
  await settled();
  expect(edits(backend).at(-1)).toMatchObject({ kind: 'item_from_remark', text: { title: '橋の点検について', label: expect.stringMatching(/^議題[０-９]+$/u) } });
});

test('what both have written is shown, and nothing typed is lost before a person chooses', async () => {
  let refuse = true;
  const sides = { field: 'body', base: '元の文。', mine: '私の文。', theirs: 'その文。' };
  const backend = await openAt(PLACE, {
    override: {
      meeting_edit: (({ edit }: EditRequest): Edited => {
        const row = 'remark' in edit ? edit.remark : '';
        if (refuse) return { kind: 'conflict', row, version: 7, fields: [sides] };
        return { kind: 'done', label: '発言の書き直し', seq: 9, row: null, versions: { [row]: 9 } };
      }) as never,
    },
  });
  const body = first();
  await type(body, '私の文。');
  body.blur();
  await settled();
  expect(screen.getByRole('alert').textContent).toContain(messages.write.conflict.title);
  expect(body.value).toBe('私の文。');
  refuse = false;
  screen.getByRole('button', { name: messages.write.conflict.keepMine }).click();
  await settled();
  expect(edits(backend).at(-1)).toMatchObject({ kind: 'remark_write', base: 7, text: { text: '私の文。' } });
});

test('Ctrl+Z takes back what was written, while a field has the keys', async () => {
  const backend = await openAt(PLACE);
  const body = first();
  const before = body.value;
  await type(body, '書き換えた。');
  await press('z', { ctrlKey: true });
  await settled();
  expect(backend.calls.some((call) => call.name === 'undo')).toBe(true);
  expect(bodies()[0]?.value).toBe(before);
});

test.each([PLACE, '#/meetings/new'])('%s has nothing that axe finds, and no inline style', async (place) => {
  await openAt(place);
  const { violations } = await axe.run(document, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
  expect(document.querySelectorAll('[style]')).toHaveLength(0);
}, 30_000);
