import type { ContentsEntry, PageRef } from '../messages.ts';
import { element } from './element.ts';

/** The panel of chapters and headings. */
export class Contents {
  readonly element = element('ol', { class: 'entries' });
  #entries: readonly ContentsEntry[] = [];
  #shown = '';
  #here: Element | undefined;

  /** Lists the headings of a book; `go` leads to their pages. */
  list(
    entries: readonly ContentsEntry[],
    pages: readonly PageRef[],
    language: string,
    go: (page: number) => void,
  ): void {
    const shown = JSON.stringify([entries, entries.map(({ page }) => pages[page]?.label)]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#entries = entries;
    this.element.lang = language;
    this.element.replaceChildren(
      ...entries.map(({ title, level, page }) => {
        const button = element(
          'button',
          { type: 'button' },
          element('span', { class: 'title' }, title),
          element('span', { class: 'folio' }, pages[page]?.label ?? ''),
        );
        button.addEventListener('click', () => go(page));
        return element('li', { 'data-level': String(Math.min(level, 4)) }, button);
      }),
    );
  }

  /** Marks the heading under which a page stands. */
  mark(page: number): void {
    const at = this.#entries.findLastIndex((entry) => entry.page <= page);
    // Of several headings on one page the first is where its text begins.
    const first = this.#entries.findIndex((entry) => entry.page === this.#entries[at]?.page);
    const here = this.element.children[first === -1 ? at : first]?.firstElementChild ?? undefined;
    if (here === this.#here) return;
    this.#here?.removeAttribute('aria-current');
    this.#here = here;
    here?.setAttribute('aria-current', 'location');
    if (here?.checkVisibility() === true) here.scrollIntoView({ block: 'nearest' });
  }

  /** The page of the first heading that holds a text; `undefined` for none. */
  pageOf(text: string): number | undefined {
    const wanted = text.normalize('NFKC').trim().toLowerCase();
    if (wanted === '') return undefined;
    return this.#entries.find(({ title }) => title.normalize('NFKC').toLowerCase().includes(wanted))?.page;
  }
}
