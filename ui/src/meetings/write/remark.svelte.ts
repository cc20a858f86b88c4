/**
 * A remark and an item as the editor holds them: what is on screen, and what is known to be saved.
 *
 * A row is on screen before it is in the library: until then it is not `written`, and its id is
 * one of our own. The object stays the same when the library gives it its id, and with it the field
 * that has the keys.
 */
import type { AgendaItem, ConflictField, ItemInput, Remark, RemarkInput, SplitInput } from '../../ipc';

/** The other side of a conflict, until a person has chosen. */
export interface OtherSide {
  /** Null when the row has been deleted. */
  version: number | null;
  fields: ConflictField[];
}

export class EditorRemark {
  readonly kind = 'remark';
  id = $state('');
  item = $state<string | null>(null);
  mark = $state<string | null>(null);
  speaker = $state('');
  note = $state('');
  text = $state('');
  /** Whether a person should look at the split of the speaker. */
  unsure = $state(false);
  other = $state.raw<OtherSide | undefined>();
  /** While an IME composes, nothing is saved and nothing is written into the field. */
  composing = false;
  split: SplitInput | null = null;
  version = 0;
  /** While it is not written: the row above it. */
  after: EditorItem | EditorRemark | undefined;
  #saved = '';
  #counted = { text: '', length: 0 };

  constructor(id: string, after?: EditorItem | EditorRemark) {
    this.id = id;
    this.after = after;
  }

  /** Characters of the body, white space left out. */
  get length(): number {
    if (this.#counted.text !== this.text) this.#counted = { text: this.text, length: [...this.text.replace(/\s/gu, '')].length };
    return this.#counted.length;
  }

  /** What would be saved. */
  input(): RemarkInput {
    return { mark: this.mark, speaker: this.speaker, split: this.split, note: this.note, text: this.text };
  }

  /** Whether it stands in the library. */
  get written(): boolean {
    return this.#saved !== '';
  }

  get unsaved(): boolean {
    return this.differs(this.input());
  }

  /** Whether the library holds something else than this. */
  differs(input: RemarkInput): boolean {
    return this.#saved !== keyOf(input);
  }

  get empty(): boolean {
    return this.text.trim() === '' && this.speaker.trim() === '' && this.note.trim() === '';
  }

  /** Marks what was sent as saved under a version. */
  sent(input: RemarkInput, version: number): void {
    this.#saved = keyOf(input);
    this.version = version;
  }

  /** The library holds it no more. */
  lost(id: string, after: EditorItem | EditorRemark | undefined): void {
    this.id = id;
    this.after = after;
    this.version = 0;
    this.#saved = '';
  }

  /** Gives up what is here: the next reading takes over what the library holds. */
  concede(): void {
    this.sent(this.input(), 0);
  }

  /** Takes over what the library holds, unless there is something here that it does not hold. */
  take(remark: Remark, text: string, version: number, unsure: boolean): void {
    this.item = remark.agenda_item_id;
    this.unsure = unsure;
    if (this.composing || (this.written && (version === this.version || this.unsaved))) return;
    this.version = version;
    this.mark = remark.mark;
    this.speaker = remark.speaker?.printed ?? '';
    this.split = null;
    this.note = remark.note ?? '';
    // Blank lines between paragraphs are for the writer alone: what says the same is left as it stands.
    if (canonical(this.text) !== text) this.text = text;
    this.#saved = keyOf(this.input());
  }
}

/** A text as the library gives it back: no empty lines, no white space around lines. */
export function canonical(text: string): string {
  const lines = text.split('\n').map((line) => line.trim().replace(/^・\s*/u, '・'));
  return lines.filter((line) => line !== '' && line !== '・').join('\n');
}

const keyOf = (input: RemarkInput) => JSON.stringify([input.mark, input.speaker.trim(), input.split, input.note.trim(), canonical(input.text)]);

export class EditorItem {
  readonly kind = 'item';
  id = $state('');
  label = $state('');
  title = $state('');
  depth = $state(1);
  noneRecorded = $state(false);
  other = $state.raw<OtherSide | undefined>();
  composing = false;
  version = 0;
  /** Whether the number was given by us: one that is typed in front of the title takes its place. */
  counted = false;
  /** While it is not written: the row above it. */
  after: EditorItem | EditorRemark | undefined;
  /** The empty remark that it was typed into: it is written when it has a title. */
  readonly from: EditorRemark | undefined;
  #saved = '';

  constructor(id: string, after?: EditorItem | EditorRemark, from?: EditorRemark) {
    this.id = id;
    this.after = after;
    this.from = from;
  }

  input(): ItemInput {
    return { depth: this.depth, label: this.label, title: this.title };
  }

  /** Whether it stands in the library. */
  get written(): boolean {
    return this.#saved !== '';
  }

  get unsaved(): boolean {
    return this.#saved !== itemKey(this.input());
  }

  get empty(): boolean {
    return this.title.trim() === '';
  }

  sent(input: ItemInput, version: number): void {
    this.#saved = itemKey(input);
    this.version = version;
  }

  /** The library holds it no more. */
  lost(id: string, after: EditorItem | EditorRemark | undefined): void {
    this.id = id;
    this.after = after;
    this.version = 0;
    this.#saved = '';
  }

  /** Gives up what is here: the next reading takes over what the library holds. */
  concede(): void {
    this.sent(this.input(), 0);
  }

  take(item: AgendaItem, version: number): void {
    this.noneRecorded = item.none_recorded;
    if (this.composing || (this.written && (version === this.version || this.unsaved))) return;
    this.version = version;
    this.label = item.label;
    this.title = item.title;
    this.depth = item.depth;
    this.#saved = itemKey(this.input());
  }
}

const itemKey = (input: ItemInput) => JSON.stringify([input.depth, input.label.trim(), input.title.trim()]);
