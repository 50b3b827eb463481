import type { Desk } from './desk.ts';
import { element } from './element.ts';
import type { Labels } from './labels.ts';
import { findText, fold, type Hit, type PageText, pageText, rangeOf } from './text-search.ts';

/** Most places that are listed. */
const LIMIT = 500;

/** Milliseconds after the last key before the book is searched. */
const PAUSE_MS = 120;

/** Characters shown around a place. */
const AROUND = 14;

const NO_TEXT: PageText = { text: '', body: 0, continues: false, pieces: [] };

/** The panel that finds text: a field, the places, and their marks on the pages. */
export class Find {
  readonly element: HTMLElement;
  #desk: Desk;
  #labels: Labels;
  #field: HTMLInputElement;
  #count = element('output', { class: 'count' });
  #list = element('ol', { class: 'hits' });
  #hits: readonly Hit[] = [];
  #at = -1;
  #texts = new WeakMap<Element, PageText>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(desk: Desk, labels: Labels) {
    this.#desk = desk;
    this.#labels = labels;
    this.#field = element('input', {
      type: 'search',
      'aria-label': labels.findHint,
      placeholder: labels.findHint,
    });
    this.#field.spellcheck = false;
    this.element = element('div', { class: 'find' }, this.#field, this.#count, this.#list);
    this.#field.addEventListener('input', () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#search(true), PAUSE_MS);
    });
    this.#field.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !event.isComposing) this.step(event.shiftKey ? -1 : 1);
      if (event.key !== 'Escape') event.stopPropagation();
    });
  }

  /** Puts the cursor into the field. */
  focus(): void {
    this.#field.focus();
    this.#field.select();
  }

  /** Goes to the next place or the one before. */
  step(step: 1 | -1): void {
    const { length } = this.#hits;
    if (length > 0) this.#goTo((this.#at + step + length) % length);
  }

  /** Searches new pages for what is in the field. */
  refresh(): void {
    if (this.#field.value !== '') this.#search(false);
  }

  /** Takes the marks off the pages, or puts them there again. */
  show(isShown: boolean): void {
    if (isShown) this.refresh();
    else for (const name of ['banxin-hit', 'banxin-here']) CSS.highlights?.delete(name);
  }

  #search(go: boolean): void {
    this.#desk.leaves.fillAll();
    const query = this.#field.value;
    this.#hits = findText(
      this.#desk.leaves.all.map((_leaf, page) => this.#textOn(page)),
      query,
      LIMIT,
    );
    this.#at = go ? -1 : Math.min(this.#at, this.#hits.length - 1);
    const { length } = this.#hits;
    this.#count.textContent = query === '' ? '' : this.#labels.hits(length) + (length === LIMIT ? ' +' : '');
    this.#list.replaceChildren(...this.#hits.map((hit, index) => this.#item(hit, index)));
    this.#paint();
    if (go && length > 0) {
      const here = this.#hits.findIndex(({ page }) => page >= this.#desk.page);
      this.#goTo(Math.max(0, here));
    }
  }

  #textOn(page: number): PageText {
    const leaf = this.#desk.leaves.all[page];
    if (leaf === undefined) return NO_TEXT;
    const known = this.#texts.get(leaf) ?? pageText(leaf);
    this.#texts.set(leaf, known);
    return known;
  }

  #item({ page, start, over }: Hit, index: number): HTMLElement {
    const { length } = fold(this.#field.value);
    const { text: own, body } = this.#textOn(page);
    const text = over === 0 ? own : own.slice(0, body) + this.#textOn(page + 1).text;
    const button = element(
      'button',
      { type: 'button' },
      element('span', { class: 'folio' }, this.#desk.pages[page]?.label ?? ''),
      element(
        'span',
        { class: 'snippet' },
        text.slice(Math.max(0, start - AROUND), start),
        element('mark', {}, text.slice(start, start + length)),
        text.slice(start + length, start + length + AROUND * 2),
      ),
    );
    button.addEventListener('click', () => this.#goTo(index));
    return element('li', {}, button);
  }

  #goTo(index: number): void {
    const hit = this.#hits[index];
    if (hit === undefined) return;
    this.#list.querySelector('[aria-current]')?.removeAttribute('aria-current');
    const button = this.#list.children[index]?.firstElementChild;
    button?.setAttribute('aria-current', 'true');
    button?.scrollIntoView({ block: 'nearest' });
    this.#at = index;
    this.#paint();
    const [range] = this.#rangesOf(hit);
    if (range === undefined) this.#desk.goToPage(hit.page);
    else this.#desk.goToRange(hit.page, range);
  }

  /** One range, or one on each of two pages. */
  #rangesOf({ page, start, over }: Hit): readonly Range[] {
    const length = fold(this.#field.value).length - over;
    const first = rangeOf(this.#textOn(page), start, length);
    const rest = over === 0 ? undefined : rangeOf(this.#textOn(page + 1), 0, over);
    return [first, rest].filter((range) => range !== undefined);
  }

  #paint(): void {
    if (CSS.highlights === undefined) return;
    const here = this.#hits[this.#at];
    const ranges = this.#hits.flatMap((hit) => this.#rangesOf(hit));
    CSS.highlights.set('banxin-hit', new Highlight(...ranges));
    CSS.highlights.set('banxin-here', new Highlight(...(here === undefined ? [] : this.#rangesOf(here))));
  }
}
