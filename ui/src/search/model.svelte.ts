/**
 * The search: what is asked, what came back, what is selected. One for the window, because the
 * search box stands above every view.
 *
 * Invariants: the answer shown belongs to the newest question that was answered; an older answer
 * that comes late is dropped. The first page is shown as soon as it is there; counts, and that there
 * is nothing, wait for the complete answer, so that neither flickers. The address follows the
 * question, never the other way while typing.
 */
import { Failure, rpc, type Hit, type Instead, type SearchResponse, type Sort } from '../ipc';
import { remembered } from '../shared/remembered';
import { route } from '../shared/route.svelte';
import { addressOf, asks, blank, hasFilters, questionOf, requestOf, type Facet, type Question } from './question';
import { hitRows, type HitPage, type HitRow } from './rows';

/** Web views refuse more than a hundred changes of the address in half a minute. */
const ADDRESS_DELAY_MS = 400;
/** Which box asks. The back end outlives a reload of the window, whose turns begin anew. */
const SOURCE = `find ${Date.now()}`;
const GROUPED = remembered('search.grouped');

class Search {
  question = $state.raw<Question>(blank());
  answer = $state.raw<SearchResponse | undefined>();
  failure = $state.raw<Failure | undefined>();
  selected = $state(0);
  grouped = $state(GROUPED.read());
  #pages = $state.raw<HitPage[]>([]);
  #rows = $derived(hitRows(this.#pages, this.grouped));
  /** Whether the counts and the number of hits belong to the hits shown. */
  #complete = false;
  #turn = 0;
  #answered = '';
  /** The change and the address that the present question was taken from. */
  #followed = '';
  #seq = 0;
  #loadingMore = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  get asks(): boolean {
    return asks(this.question);
  }

  get hasFilters(): boolean {
    return hasFilters(this.question);
  }

  /** The hits in the order in which they are shown. */
  get rows(): HitRow[] {
    return this.#rows;
  }

  get hit(): Hit | undefined {
    return this.#rows[this.selected]?.hit;
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

  /** Asks what would hit instead. */
  take({ query, without_filters }: Instead): void {
    this.#put({ ...this.question, query, filters: without_filters ? blank().filters : this.question.filters });
  }

  /** Shows the hits by meeting, or one after the other; the selected one stays so. */
  group(grouped: boolean): void {
    const id = this.hit?.id;
    this.grouped = grouped;
    GROUPED.write(grouped);
    this.selected = Math.max(0, this.#rows.findIndex(({ hit }) => hit.id === id));
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
    const number = ++this.#turn;
    const question = this.question;
    if (!this.asks) {
      this.answer = undefined;
      this.#pages = [];
      this.selected = 0;
      this.failure = undefined;
      this.#answered = '';
      return;
    }
    const turn = { source: SOURCE, number };
    try {
      const first = await rpc('search', requestOf(question, { turn, firstPageOnly: true }));
      if (number !== this.#turn) return;
      if (first.hits.length > 0) this.#show(question, this.#counted(first), false);
      const answer = await rpc('search', requestOf(question, { turn }));
      if (number === this.#turn) this.#show(question, answer, true);
    } catch (thrown) {
      if (number === this.#turn) this.failure = Failure.of(thrown);
    }
  }

  /** A first page with the counts that stand there already: they are right again in a moment. */
  #counted(first: SearchResponse): SearchResponse {
    const before = this.answer;
    if (!before || before.hits.length === 0) return first;
    return { ...first, total: before.total, total_is_exact: before.total_is_exact, facets: before.facets };
  }

  #show(question: Question, answer: SearchResponse, complete: boolean): void {
    const address = addressOf(question);
    const before = this.hit?.id;
    const again = address === this.#answered;
    this.#pages = [{ hits: answer.hits, groups: answer.groups }];
    // Asked again: the same hit stays selected. Asked anew: the best one is.
    this.selected = again ? Math.max(0, this.#rows.findIndex(({ hit }) => hit.id === before)) : 0;
    this.answer = answer;
    this.failure = undefined;
    this.#complete = complete;
    this.#answered = address;
  }

  /** Fetches the hits after those that are there. */
  async more(): Promise<void> {
    const there = this.#rows.length;
    if (this.#loadingMore || !this.#complete || there >= (this.answer?.total ?? 0)) return;
    this.#loadingMore = true;
    const turn = this.#turn;
    try {
      const { hits, groups } = await rpc('search', requestOf(this.question, { offset: there, firstPageOnly: true }));
      if (turn === this.#turn && hits.length > 0) this.#pages = [...this.#pages, { hits, groups }];
    } catch (thrown) {
      if (turn === this.#turn) this.failure = Failure.of(thrown);
    } finally {
      this.#loadingMore = false;
    }
  }

  /** Selects the hit `by` further down. */
  move(by: number): void {
    const there = this.#rows.length;
    if (there === 0) return;
    this.selected = Math.min(there - 1, Math.max(0, this.selected + by));
    if (this.selected > there - 5) void this.more();
  }
}

export const search = new Search();
