/**
 * The search: what is asked, what came back, what is selected. One for the window, because the
 * search box stands above every view.
 *
 * Invariants: the answer shown belongs to the newest question that was answered; an older answer
 * that comes late is dropped. The address follows the question, never the other way while typing.
 */
import { Failure, rpc, type Hit, type Outcome, type SearchRequest, type SearchResponse, type Sort } from '../ipc';
import { href, route } from '../shared/route.svelte';

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

/** What a person has asked for. */
export interface Question {
  query: string;
  filters: Record<Facet, string[]>;
  sort: Sort;
  exact: boolean;
}

const PAGE = 40;
/** Web views refuse more than a hundred changes of the address in half a minute. */
const ADDRESS_DELAY_MS = 400;

function blank(): Question {
  return { query: '', filters: { kind: [], fiscal_year: [], body: [], speaker: [], mark: [], outcome: [] }, sort: 'relevance', exact: false };
}

/** The address of a question. */
export function addressOf(question: Question): string {
  return href('search', undefined, {
    q: question.query,
    ...question.filters,
    sort: question.sort === 'relevance' ? undefined : question.sort,
    exact: question.exact ? '1' : undefined,
  });
}

function questionOf(params: URLSearchParams): Question {
  const question = blank();
  question.query = params.get('q') ?? '';
  for (const facet of FACET_NAMES) question.filters[facet] = params.getAll(facet);
  const sort = params.get('sort');
  if (sort === 'newest' || sort === 'oldest') question.sort = sort;
  question.exact = params.get('exact') === '1';
  return question;
}

function requestOf({ query, filters, sort, exact }: Question, offset: number): SearchRequest {
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
    turn: null,
    first_page_only: false,
  };
}

class Search {
  question = $state.raw<Question>(blank());
  answer = $state.raw<SearchResponse | undefined>();
  hits = $state.raw<Hit[]>([]);
  failure = $state.raw<Failure | undefined>();
  selected = $state(0);
  #turn = 0;
  #answered = '';
  /** The change and the address that the present question was taken from. */
  #followed = '';
  #seq = 0;
  #loadingMore = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Whether anything is asked at all. */
  get asks(): boolean {
    return this.question.query.trim() !== '' || this.hasFilters;
  }

  get hasFilters(): boolean {
    return FACET_NAMES.some((facet) => this.question.filters[facet].length > 0);
  }

  get hit(): Hit | undefined {
    return this.hits[this.selected];
  }

  /** Words as they are printed in the hit, for marking them in its place. */
  wordsOf(hit: Hit): string[] {
    return hit.snippet_parts.filter((part) => part.mark).map((part) => part.text);
  }

  /** Takes the question from the address, and asks it unless that was done since change `seq`. */
  follow(params: URLSearchParams, seq: number): void {
    const question = questionOf(params);
    const address = addressOf(question);
    if (this.#followed === `${seq} ${address}`) return;
    clearTimeout(this.#timer);
    if (address !== addressOf(this.question)) this.question = question;
    this.#seq = seq;
    this.#followed = `${seq} ${address}`;
    void this.ask();
  }

  /** Types another query; from another view this opens the search. */
  type(query: string): void {
    if (query === this.question.query && route.view === 'search') return;
    if (route.view === 'search') {
      this.#put({ ...this.question, query });
    } else {
      this.question = { ...blank(), query };
      route.go(addressOf(this.question));
    }
  }

  toggle(facet: Facet, value: string): void {
    const before = this.question.filters[facet];
    const after = before.includes(value) ? before.filter((one) => one !== value) : [...before, value];
    this.#put({ ...this.question, filters: { ...this.question.filters, [facet]: after } });
  }

  unfilter(): void {
    this.#put({ ...this.question, filters: blank().filters });
  }

  sortBy(sort: Sort): void {
    this.#put({ ...this.question, sort });
  }

  spellExactly(exact: boolean): void {
    this.#put({ ...this.question, exact });
  }

  #put(question: Question): void {
    this.question = question;
    this.#followed = `${this.#seq} ${addressOf(question)}`;
    void this.ask();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (route.view === 'search') route.go(addressOf(this.question), 'replace');
    }, ADDRESS_DELAY_MS);
  }

  /** Asks, or asks again after a change of the library. */
  async ask(): Promise<void> {
    const turn = ++this.#turn;
    const question = this.question;
    if (!this.asks) {
      this.answer = undefined;
      this.hits = [];
      this.selected = 0;
      this.failure = undefined;
      this.#answered = '';
      return;
    }
    try {
      const answer = await rpc('search', requestOf(question, 0));
      if (turn !== this.#turn) return;
      const address = addressOf(question);
      // Asked again: the same hit stays selected. Asked anew: the best one is.
      const kept = address === this.#answered ? answer.hits.findIndex((hit) => hit.id === this.hit?.id) : -1;
      this.answer = answer;
      this.hits = answer.hits;
      this.selected = Math.max(0, kept);
      this.failure = undefined;
      this.#answered = address;
    } catch (thrown) {
      if (turn === this.#turn) this.failure = Failure.of(thrown);
    }
  }

  /** Fetches the hits after those that are there. */
  async more(): Promise<void> {
    const total = this.answer?.total ?? 0;
    if (this.#loadingMore || this.hits.length >= total) return;
    this.#loadingMore = true;
    const turn = this.#turn;
    try {
      const answer = await rpc('search', requestOf(this.question, this.hits.length));
      if (turn === this.#turn) this.hits = [...this.hits, ...answer.hits];
    } catch (thrown) {
      if (turn === this.#turn) this.failure = Failure.of(thrown);
    } finally {
      this.#loadingMore = false;
    }
  }

  /** Selects the hit `by` further down. */
  move(by: number): void {
    if (this.hits.length === 0) return;
    this.selected = Math.min(this.hits.length - 1, Math.max(0, this.selected + by));
    if (this.selected > this.hits.length - 5) void this.more();
  }
}

export const search = new Search();
