/** How meetings and items are mentioned. */
import type { AgendaRef, MeetingRef } from '../ipc';
import { messages } from '../messages';
import { shortDay } from './dates';
import { shown } from './text';

/** 第2回, or 9月12日の会議 where the document has no ordinal. */
export function meetingShort(meeting: Pick<MeetingRef, 'label' | 'held_on'>): string {
  const ordinal = /^[A-Z]\d+-(\d+)$/u.exec(meeting.label)?.[1];
  return ordinal ? messages.common.meeting(ordinal) : messages.common.meetingOf(shortDay(meeting.held_on));
}

/** 議題1　窓口… ; the title alone where no number is printed. */
export function agendaLine(agenda: AgendaRef): string {
  const number = agenda.number ? `${messages.common.agenda(agenda.number)}　` : '';
  return `${number}${shown(agenda.title)}`;
}

/** A number and a title: 2-(1)　窓口… */
export function numbered(number: string, title: string): string {
  return number ? `${number}　${shown(title)}` : shown(title);
}
