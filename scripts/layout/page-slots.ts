import type { LayoutPlan, PageInfo } from '../model/pagination.ts';

/** The page on which an id stands: its index in the book; `undefined` where it does not. */
export type PageOf = (id: string) => number | undefined;

/** What a place in the text names pages of. */
export interface SlotOrder {
  /** The ids whose pages it names; two for every page from the one's to the other's. */
  readonly places: readonly (readonly string[])[];
  /** A list of pages, consecutive ones joined (index), or the one page (contents, references). */
  readonly list: boolean;
  /** It tells what follows from the number of pages: that many times `factor`, with `digits` behind the point at most. */
  readonly count?: { readonly factor: number; readonly digits: number };
}

/** A place in the text that names pages. */
interface Slot extends SlotOrder {
  readonly element: Element;
}

/** What a place named when its chapter was laid out. */
export interface WrittenSlot extends SlotOrder {
  readonly text: string;
}

/** All places in the document that name pages. They are filled while the flow can still be measured again. */
export class PageSlots {
  /** Every id that is asked for. */
  readonly targets: ReadonlySet<string>;
  readonly #slots: readonly Slot[];
  /** What stands in each; a page's end may have divided it since. */
  readonly #written = new Map<Slot, string>();
  readonly #labels: LayoutPlan['labels'];
  /** Numbers that stand upright side by side in vertical lines (D10); `undefined` for none. */
  readonly #upright: RegExp | undefined;

  constructor({ labels, uprightDigits }: Pick<LayoutPlan, 'labels' | 'uprightDigits'>) {
    this.#labels = labels;
    this.#upright =
      uprightDigits === 0 ? undefined : new RegExp(`^(?:[0-9]{1,${uprightDigits}}|[ivxlc]{1,4})$`);
    this.#slots = [
      ...[...document.querySelectorAll('[data-page-of]')].map((element) => ({
        element,
        places: [[element.getAttribute('data-page-of') ?? '']],
        list: false,
      })),
      ...[...document.querySelectorAll('[data-pages-of]')].map((element) => ({
        element,
        places: parsePlaces(element.getAttribute('data-pages-of') ?? ''),
        list: true,
      })),
      ...[...document.querySelectorAll('[data-page-count]')].map((element) => {
        const [factor = 0, digits = 0] = (element.getAttribute('data-page-count') ?? '')
          .split(' ')
          .map(Number);
        return { element, places: [], list: false, count: { factor, digits } };
      }),
    ];
    this.targets = new Set(this.#slots.flatMap(({ places }) => places.flat()));
  }

  /** Writes the pages' labels. Returns the elements whose width may have changed with them, or that are divided already. */
  fill(pageOf: PageOf, pages: readonly PageInfo[]): readonly Element[] {
    return this.#slots.flatMap((slot) => {
      const text = slotText(slot, pageOf, pages, this.#labels);
      const before = this.#written.get(slot) ?? '';
      if (text === before) return [];
      this.#written.set(slot, text);
      if (slot.element.hasAttribute('data-continued')) return [slot.element];
      this.#write(slot.element, text);
      return isSameWidth(before, text) ? [] : [slot.element];
    });
  }

  /** What stands in the places for which `isWanted`. */
  writtenIn(isWanted: (element: Element) => boolean): readonly WrittenSlot[] {
    return this.#slots
      .filter(({ element }) => isWanted(element))
      .map((slot) => {
        const { element: _element, ...order } = slot;
        return { ...order, text: this.#written.get(slot) ?? '' };
      });
  }

  /** Keeps the nodes that are there where the text has as many and the same: line ends that were found in them stay valid. */
  #write(element: Element, text: string): void {
    const upright = this.#upright;
    if (upright === undefined) {
      writeText(element, text);
      return;
    }
    const pieces = text.split(/([0-9]+|[ivxlc]+)/).filter((piece) => piece !== '');
    const nodes = [...element.childNodes];
    const isSame = ({ nodeType }: Node, index: number): boolean =>
      (nodeType === Node.ELEMENT_NODE) === upright.test(pieces[index] ?? '');
    if (nodes.length !== pieces.length || !nodes.every(isSame)) {
      element.replaceChildren(...pieces.map((piece) => (upright.test(piece) ? combined(piece) : piece)));
      return;
    }
    pieces.forEach((piece, index) => {
      const node = nodes[index];
      if (node?.nodeType === Node.ELEMENT_NODE) writeText(node as Element, piece);
      else if (node !== undefined) (node as Text).data = piece;
    });
  }
}

/** What a place has to say, pages being as they are. */
export function slotText(
  { places, list, count }: SlotOrder,
  pageOf: PageOf,
  pages: readonly PageInfo[],
  labels: LayoutPlan['labels'],
): string {
  if (count !== undefined) return pageCountText(pages, count.factor, count.digits);
  const indices = places.flatMap((ids) => pagesOf(ids.map(pageOf)));
  if (!list) return indices.map((index) => pages[index]?.label ?? '').join('');
  return mergePages(indices, pages, labels);
}

/**
 * What follows from the number of pages: sheets and characters (G02). A leaf has two pages; the cover is none of them.
 */
export function pageCountText(pages: readonly PageInfo[], factor: number, digits: number): string {
  const counted = pages.filter(({ label }) => label !== '').length;
  const power = 10 ** digits;
  return String(Math.round(Math.ceil(counted / 2) * 2 * factor * power) / power);
}

/** A number side by side within one em; styles/base/vertical.css knows the class. */
function combined(number: string): Element {
  const span = document.createElement('span');
  span.className = 'tcy';
  span.textContent = number;
  return span;
}

/** `a b..c`: the page of a, every page from that of b to that of c. */
function parsePlaces(text: string): string[][] {
  return text
    .split(' ')
    .filter((place) => place !== '')
    .map((place) => place.split('..'));
}

function pagesOf([first, last = first]: readonly (number | undefined)[]): number[] {
  if (first === undefined || last === undefined) return [];
  return Array.from({ length: Math.max(last - first, 0) + 1 }, (_, index) => first + index);
}

/** Figures of most faces are equally wide, and so are those in circles; letters of roman numbers are not. */
export function isSameWidth(before: string, after: string): boolean {
  return before.length === after.length && WIDTHS.some((kind) => kind.test(before) && kind.test(after));
}

const WIDTHS = [/^\d+$/, /^[①-⑳㉑-㉟㊱-㊿]$/, /^〔\d+〕$/];

/** Keeps the text node where there is one: line ends that were found in it stay valid. */
export function writeText(element: Element, text: string): void {
  const { firstChild } = element;
  if (firstChild !== null && firstChild.nodeType === Node.TEXT_NODE && firstChild.nextSibling === null)
    (firstChild as Text).data = text;
  else element.textContent = text;
}

/** Labels of pages in order, each once, runs of three or more as ranges: 3、5–7. */
export function mergePages(
  indices: readonly number[],
  pages: readonly PageInfo[],
  labels: Pick<LayoutPlan['labels'], 'pageSeparator' | 'pageRange'>,
): string {
  const label = (index: number): string => pages[index]?.label ?? '';
  const sorted = [...new Set(indices)].filter((index) => label(index) !== '').sort((a, b) => a - b);
  const runs: number[][] = [];
  for (const index of sorted) {
    const run = runs.at(-1);
    if (run !== undefined && run.at(-1) === index - 1) run.push(index);
    else runs.push([index]);
  }
  return runs
    .map((run) => {
      const [first = 0] = run;
      const last = run.at(-1) ?? first;
      if (run.length > 2) return label(first) + labels.pageRange + label(last);
      return run.map(label).join(labels.pageSeparator);
    })
    .join(labels.pageSeparator);
}
