/**
 * Where the window is: `#/meetings/ID?remark=…`. Everything a view needs to be drawn again stands
 * in the address, so that going back leads to what was seen.
 */

export const VIEWS = ['home', 'search', 'meetings', 'decisions', 'initiatives', 'follow-ups', 'import', 'export', 'settings'] as const;
export type View = (typeof VIEWS)[number];
export type Query = Record<string, string | string[] | undefined>;

/** The address of a view. Empty parameters are left out. */
export function href(view: View, id?: string, query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== '') params.append(key, one);
    }
  }
  const path = view === 'home' ? '' : [view, id].filter((part) => part !== undefined).map(encodeURIComponent).join('/');
  const search = params.toString();
  return `#/${path}${search && `?${search}`}`;
}

class Route {
  view = $state<View>('home');
  id = $state<string | undefined>();
  params = $state.raw(new URLSearchParams());

  constructor() {
    this.#read();
    window.addEventListener('hashchange', () => this.#read());
    window.addEventListener('popstate', () => this.#read());
  }

  #read(): void {
    const [path = '', search = ''] = location.hash.replace(/^#\/?/, '').split('?', 2);
    const [view, id] = path.split('/');
    this.view = VIEWS.find((known) => known === view) ?? 'home';
    this.id = id ? decodeURIComponent(id) : undefined;
    const params = new URLSearchParams(search);
    if (params.toString() !== this.params.toString()) this.params = params;
  }

  /** Goes somewhere; `replace` leaves no step to come back to. */
  go(to: string, how: 'push' | 'replace' = 'push'): void {
    if (to === location.hash) return;
    if (how === 'replace') history.replaceState(history.state, '', to);
    else history.pushState(null, '', to);
    this.#read();
  }

  back(): void {
    history.back();
  }
}

export const route = new Route();
