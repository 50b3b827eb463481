/** A page's text made comparable, with the way back to the document. */
export interface PageText {
  /** Folded text: see {@link fold}. */
  readonly text: string;
  /** The spot of each of its characters; as many as the text has UTF-16 units. */
  readonly nodes: readonly Text[];
  readonly offsets: readonly number[];
}

/** A place where the text was found. */
export interface Hit {
  /** Index of the page. */
  readonly page: number;
  /** First character in the page's folded text. */
  readonly start: number;
}

/** Readings and what is not text of the book would part what belongs together. */
const SKIPPED = 'rt, rp, [aria-hidden="true"], style, bx-guides';

/**
 * Text for comparison: capitals, full-width letters and voiced half-width kana as their plain forms, without white
 * space, since lines and readings put some where nobody types it.
 */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, '');
}

/** Reads the text of a page. */
export function pageText(page: Element): PageText {
  const nodes: Text[] = [];
  const offsets: number[] = [];
  let text = '';
  const walker = document.createTreeWalker(page, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
    if (node instanceof Element)
      return node.matches(SKIPPED) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
    return NodeFilter.FILTER_ACCEPT;
  });
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const { data } = node as Text;
    for (let at = 0; at < data.length; ) {
      const character = String.fromCodePoint(data.codePointAt(at) ?? 0);
      const folded = fold(character);
      text += folded;
      for (let unit = 0; unit < folded.length; unit += 1) {
        nodes.push(node as Text);
        offsets.push(at);
      }
      at += character.length;
    }
  }
  return { text, nodes, offsets };
}

/** All places of a text on pages, in their order, at most `limit`. */
export function findText(
  pages: readonly Pick<PageText, 'text'>[],
  query: string,
  limit: number,
): readonly Hit[] {
  const wanted = fold(query);
  const hits: Hit[] = [];
  if (wanted === '') return hits;
  pages.forEach(({ text }, page) => {
    for (let start = text.indexOf(wanted); start >= 0; start = text.indexOf(wanted, start + wanted.length)) {
      if (hits.length >= limit) return;
      hits.push({ page, start });
    }
  });
  return hits;
}

/** The range of a hit in the document; `undefined` when its text is no longer there. */
export function rangeOf({ nodes, offsets }: PageText, start: number, length: number): Range | undefined {
  const [first, last] = [nodes[start], nodes[start + length - 1]];
  if (first === undefined || last === undefined || !first.isConnected || !last.isConnected) return undefined;
  const end = (offsets[start + length - 1] ?? 0) + 1;
  const range = document.createRange();
  range.setStart(first, Math.min(offsets[start] ?? 0, first.length));
  range.setEnd(last, Math.min(end, last.length));
  return range;
}
