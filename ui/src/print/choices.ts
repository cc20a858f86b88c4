/** What is chosen from when files are written. */
import type { ExportFormats, ListKind, SearchRequest, TemplateInfo } from '../ipc';
import { messages } from '../messages';
import { fiscalYear } from '../shared/dates';
import { shown } from '../shared/text';

export interface Option {
  value: string;
  text: string;
}

/** Every list, in the order in which they are offered. */
export const LISTS: readonly ListKind[] = ['decisions', 'decisions_by_meeting', 'initiatives', 'progress', 'follow_ups', 'search', 'links'];

/** Encodings of text: UTF-8, or what older office systems read. */
export const ENCODINGS = ['utf-8', 'cp932'] as const;

export const encodingOptions = (): Option[] => ENCODINGS.map((value) => ({ value, text: messages.export.encodings[value] }));

export function yearOptions(years: readonly number[], all: string): Option[] {
  return [{ value: '', text: all }, ...years.map((year) => ({ value: String(year), text: fiscalYear(year) }))];
}

export function templateOptions(templates: readonly TemplateInfo[]): Option[] {
  return templates.map((one) => ({ value: one.built_in ? '' : one.name, text: one.built_in ? messages.print.builtIn : shown(one.name) }));
}

/** The forms that a list has: the ties of decisions are data and nothing to print. */
export function formatsOf(list: ListKind, formats: ExportFormats['lists']): ExportFormats['lists'] {
  return list === 'links' ? formats.filter((format) => format.name === 'csv') : formats;
}

/** A search for words, with nothing else chosen. */
export function searchFor(query: string, year: number | null): SearchRequest {
  return {
    query, fiscal_years: year === null ? [] : [year], kinds: [], from: null, to: null, speakers: [], marks: [], bodies: [], outcomes: [],
    meeting: null, sort: 'relevance', limit: 0, offset: 0, exact_spelling: false, turn: null, first_page_only: false,
  };
}

/** `R4`, or nothing for every year: what begins the name of a folder. */
export function yearName(year: number | null): string {
  return year === null ? '' : `${fiscalYear(year).replace(/令和|平成|昭和/u, (era) => ({ 令和: 'R', 平成: 'H', 昭和: 'S' })[era] ?? '').replace('元', '1').replace('年度', '')}_`;
}
