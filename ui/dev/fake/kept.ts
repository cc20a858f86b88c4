/** What the invented library completes and keeps of searches. */
import type { Commands, Completion } from '../../src/ipc/generated';
import { blank, requestOf } from '../../src/search/question';

const NAMES: Completion[] = [{ kind: 'post', label: '港湾課長', detail: 'こうわんかちょう', query: '発言者:港湾課長', caret: 8 }];

type Kept = 'search_complete' | 'search_recent' | 'search_recent_add' | 'search_recent_clear' | 'saved_searches' | 'saved_search_seen' | 'export_search';

export const KEPT: { [Name in Kept]: (request: Commands[Name]['request']) => Commands[Name]['response'] } = {
  search_complete: ({ query }) => ({ completions: NAMES.filter(({ label }) => label.startsWith(query)) }),
  search_recent: () => ({ recent: ['渡船 予定', '結果:承認'] }),
  search_recent_add: ({ query }) => ({ recent: [query] }),
  search_recent_clear: () => ({ recent: [] }),
  saved_searches: () => ({ saved: [{ id: 'saved-1', name: '欠航の知らせ', request: { ...requestOf({ ...blank(), query: '欠航' }) }, total: 2, new: ['meeting-R5-2-r1'] }] }),
  saved_search_seen: () => ({ label: '保存した検索を見た', seq: 2 }),
  export_search: ({ path }) => ({ path, bytes: 812, pages: null, warnings: [] }),
};
