/**
 * The pages as they will be printed. Only pages that changed are sent again: the others are known
 * by their fingerprint.
 *
 * Invariant: every page shown has its picture; pages that are shown no longer are forgotten.
 */
import { rpc, type PreviewPage, type PrintOptions } from '../ipc';
import { Loaded } from '../shared/loaded.svelte';

export interface DrawnPage {
  hash: string;
  /** In points. */
  width: number;
  height: number;
  /** The page as the address of a picture. */
  picture: string;
}

export interface DrawnPages {
  pages: DrawnPage[];
  warnings: string[];
}

/** A picture cannot run anything, whatever the page holds. */
function pictureOf(svg: string): string {
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
}

export class Preview {
  readonly drawn = new Loaded<DrawnPages>();
  busy = $state(false);
  #asked = 0;

  async show(meeting: string, options: PrintOptions): Promise<void> {
    const asked = ++this.#asked;
    this.busy = true;
    await this.drawn.load(async () => {
      const known = new Map(this.drawn.value?.pages.map((page) => [page.hash, page.picture]));
      const { pages, warnings } = await rpc('preview_minutes', { meeting, options, known: [...known.keys()] });
      return { warnings, pages: pages.map((page) => drawnPage(page, known)) };
    });
    if (asked === this.#asked) this.busy = false;
  }
}

function drawnPage({ hash, width, height, svg }: PreviewPage, known: ReadonlyMap<string, string>): DrawnPage {
  return { hash, width, height, picture: svg === null ? (known.get(hash) ?? '') : pictureOf(svg) };
}
