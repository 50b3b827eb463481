import { Book, type Rendition } from 'epubjs';
import type { EpubState } from '../messages.ts';
import type { ReaderPane, ReaderPlace } from './reader-pane.ts';

// The entry of a script of its own: epub.js is larger than the rest of the client, and loaded with the first EPUB.

/** Size of text at zoom 1, percent. */
const FULL = 100;

/** Shows an EPUB as reading systems do: reflowed, its scripts (it has none) switched off. */
class EpubReader extends HTMLElement implements ReaderPane {
  #rendition: Rendition | undefined;
  #book: Book | undefined;
  #moved: (place: ReaderPlace) => void = () => undefined;
  #scale = 1;
  #url = '';

  /** Shows an EPUB, a new one of the same book at the same place. */
  async open(state: EpubState, moved: (place: ReaderPlace) => void): Promise<void> {
    if (state.url === this.#url) return;
    this.#url = state.url;
    this.#moved = moved;
    const place = this.#rendition?.location?.start;
    this.#book?.destroy();
    this.replaceChildren();
    const book = new Book(state.url);
    this.#book = book;
    const rendition = book.renderTo(this, {
      width: '100%',
      height: '100%',
      flow: 'paginated',
      spread: 'auto',
    });
    this.#rendition = rendition;
    rendition.on(
      'relocated',
      (at: { start: { href: string; displayed: { page: number; total: number } } }) => {
        const { href, displayed } = at.start;
        this.#moved({ href, label: `${displayed.page} / ${displayed.total}`, scale: this.#scale });
      },
    );
    rendition.on('keydown', (event: KeyboardEvent) =>
      this.dispatchEvent(new KeyboardEvent('keydown', event)),
    );
    this.#size();
    await book.ready;
    // The place may have gone with the edit.
    await rendition
      .display(place?.cfi)
      .catch(() => rendition.display(place?.href).catch(() => rendition.display()));
  }

  /** Headings of its contents with their documents. */
  async contents(): Promise<
    readonly { readonly title: string; readonly level: number; readonly href: string }[]
  > {
    const navigation = await this.#book?.loaded.navigation;
    const entries: { title: string; level: number; href: string }[] = [];
    const add = (items: NonNullable<typeof navigation>['toc'], level: number): void => {
      for (const { label, href, subitems = [] } of items) {
        entries.push({ title: label.trim(), level, href });
        add(subitems, level + 1);
      }
    };
    add(navigation?.toc ?? [], 1);
    return entries;
  }

  /** Goes to a document or an id in one. */
  async go(href: string): Promise<void> {
    await this.#rendition?.display(href);
  }

  /** Turns in the direction of reading. */
  async turn(step: 1 | -1): Promise<void> {
    await (step === 1 ? this.#rendition?.next() : this.#rendition?.prev());
  }

  /** Sets the size of text. */
  zoom(scale: number): void {
    this.#scale = scale;
    this.#size();
  }

  #size(): void {
    this.#rendition?.themes.fontSize(`${Math.round(this.#scale * FULL)}%`);
  }
}

customElements.define('bx-reader', EpubReader);
