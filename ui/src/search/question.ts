/** What a person has asked for, and how it is written as an address and as a request. */
import type { Outcome, SearchRequest, Sort, Turn } from '../ipc';
import { href } from '../shared/route.svelte';

/** Facets that filter, each with the field of the request that it fills. */
export const FACETS = {
  kind: 'kinds',
  fiscal_year: 'fiscal_years',
  body: 'bodies',
  speaker: 'speakers',
  mark: 'marks',
  outcome: 'outcomes',
} as const;
export type Facet = keyof typeof FACETS;
export const FACET_NAMES = Object.keys(FACETS) as Facet[];
export const SORTS = ['relevance', 'newest', 'oldest'] as const satisfies readonly Sort[];

export interface Question {
  query: string;
  filters: Record<Facet, string[]>;
  sort: Sort;
  exact: boolean;
}

/** How many hits are asked for at once. */
export const PAGE = 40;

export function blank(): Question {
  return { query: '', filters: { kind: [], fiscal_year: [], body: [], speaker: [], mark: [], outcome: [] }, sort: 'relevance', exact: false };
}

/** Whether anything is asked at all. */
export function asks(question: Question): boolean {
  return question.query.trim() !== '' || hasFilters(question);
}

export function hasFilters(question: Question): boolean {
  return FACET_NAMES.some((facet) => question.filters[facet].length > 0);
}

/** The address of a question; `saved` names the kept search that it is opened as. */
export function addressOf(question: Question, saved?: string): string {
  return href('search', undefined, {
    q: question.query,
    ...question.filters,
    sort: question.sort === 'relevance' ? undefined : question.sort,
    exact: question.exact ? '1' : undefined,
    saved,
  });
}

export function questionOf(params: URLSearchParams): Question {
  const question = blank();
  question.query = params.get('q') ?? '';
  for (const facet of FACET_NAMES) question.filters[facet] = params.getAll(facet);
  const sort = params.get('sort');
  if (sort === 'newest' || sort === 'oldest') question.sort = sort;
  question.exact = params.get('exact') === '1';
  return question;
}

/** What is asked beside the question itself. */
export interface Asking {
  offset?: number;
  turn?: Turn;
  firstPageOnly?: boolean;
}

export function requestOf({ query, filters, sort, exact }: Question, { offset = 0, turn, firstPageOnly = false }: Asking = {}): SearchRequest {
  return {
    query,
    kinds: filters.kind,
    fiscal_years: filters.fiscal_year.map(Number),
    from: null,
    to: null,
    speakers: filters.speaker,
    marks: filters.mark,
    bodies: filters.body,
    outcomes: filters.outcome as Outcome[],
    meeting: null,
    sort,
    limit: PAGE,
    offset,
    exact_spelling: exact,
    turn: turn ?? null,
    first_page_only: firstPageOnly,
  };
}

/** The question that a request was made of, as far as the window can ask it. */
export function questionOfRequest(request: SearchRequest): Question {
  return {
    query: request.query,
    filters: {
      kind: request.kinds,
      fiscal_year: request.fiscal_years.map(String),
      body: request.bodies,
      speaker: request.speakers,
      mark: request.marks,
      outcome: request.outcomes,
    },
    sort: request.sort,
    exact: request.exact_spelling,
  };
}
