/** Where a follow-up was answered, in words and as an address. */
import type { AnswerRef } from '../ipc';
import { messages } from '../messages';
import { fiscalYear, longDate } from '../shared/dates';
import { meetingShort } from '../shared/labels';
import { href } from '../shared/route.svelte';
import { shown } from '../shared/text';

export function placeName(place: AnswerRef): string {
  if (place.kind === 'remark') return `${meetingShort(place.meeting)}（${longDate(place.meeting.held_on)}）`;
  return messages.followUps.report(shown(place.title), `${fiscalYear(place.fiscal_year)}${messages.halves[place.half]}`);
}

export function placeHref(place: AnswerRef): string {
  return place.kind === 'remark' ? href('meetings', place.meeting.id, { remark: place.remark }) : href('initiatives', place.initiative);
}
