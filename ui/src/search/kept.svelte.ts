/** Searches that were made before, and those that are kept with a name. */
import { rpc, type RecentSearches, type SavedSearches } from '../ipc';
import { library } from '../shared/library.svelte';
import { Loaded } from '../shared/loaded.svelte';
import { requestOf, type Question } from './question';

class Kept {
  readonly recent = new Loaded<RecentSearches>();
  readonly saved = new Loaded<SavedSearches>();

  async load(): Promise<void> {
    await Promise.all([this.recent.load(() => rpc('search_recent', {})), this.saved.load(() => rpc('saved_searches', {}))]);
  }

  /** Remembers a search that the person meant. That it cannot be remembered is no news. */
  meant(query: string): void {
    if (query.trim() !== '') void this.recent.load(() => rpc('search_recent_add', { query }));
  }

  forgetRecent(): Promise<void> {
    return this.recent.load(() => rpc('search_recent_clear', {}));
  }

  save(name: string, question: Question) {
    return library.change(() => rpc('saved_search_put', { name, request: requestOf(question) }));
  }

  /** Another name for what is kept: the new one is there before the old one goes. */
  async rename(id: string, name: string) {
    const old = this.saved.value?.saved.find((one) => one.id === id);
    if (!old || old.name === name) return undefined;
    return (await library.change(() => rpc('saved_search_put', { name, request: old.request }))) ?? this.remove(id);
  }

  remove(id: string) {
    return library.change(() => rpc('saved_search_remove', { id }));
  }

  /** What is new in a kept search; from then on it is seen. */
  async look(id: string): Promise<ReadonlySet<string>> {
    try {
      const { saved } = await rpc('saved_searches', {});
      const fresh = saved.find((one) => one.id === id)?.new ?? [];
      if (fresh.length > 0) await rpc('saved_search_seen', { id });
      return new Set(fresh);
    } catch (thrown) {
      library.complain(thrown);
      return new Set();
    }
  }
}

export const kept = new Kept();
