/** A page's text made comparable, with the way back to the document. */
export interface PageText {
  /** Folded text: see {@link fold}. */
  readonly text: string;
  /** How much of it stands before the page's foot, with its notes. */
  readonly body: number;
  /** It begins with the rest of a paragraph of the page before. */
  readonly continues: boolean;
  /** The text nodes it comes from, in their order. */
  readonly pieces: readonly TextPiece[];
}

/** What one text node gives. */
export interface TextPiece {
  readonly node: Text;
  /** Where its folded text begins in the page's. */
  readonly from: number;
  /** Offset in the node of each UTF-16 unit of its folded text; absent where they are as many as in the node. */
  readonly offsets?: readonly number[];
}

/** A place where the text was found. */
export interface Hit {
  /** Index of the page. */
  readonly page: number;
  /** First character in the page's folded text. */
  readonly start: number;
  /** How many of its characters stand on the next page, of a paragraph that the page's end divides. */
  readonly over: number;
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
  const pieces: TextPiece[] = [];
  const foot = page.querySelector('bx-foot');
  let text = '';
  let body: number | undefined;
  const walker = document.createTreeWalker(page, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
    if (node instanceof Element)
      return node.matches(SKIPPED) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
    return NodeFilter.FILTER_ACCEPT;
  });
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const { data } = node as Text;
    if (foot?.contains(node)) body ??= text.length;
    const folded = foldWithOffsets(data);
    if (folded.text !== '') pieces.push({ node: node as Text, from: text.length, ...folded });
    text += folded.text;
  }
  const continues = page.querySelector('bx-body [data-continued]') !== null;
  return { text, body: body ?? text.length, continues, pieces };
}

/** Folds a text; the offsets of its characters are told where some were dropped or became others in number. */
export function foldWithOffsets(data: string): {
  readonly text: string;
  readonly offsets?: readonly number[];
} {
  const whole = fold(data);
  // Nearly every text: one unit became one.
  if (whole.length === data.length) return { text: whole };
  const offsets: number[] = [];
  let text = '';
  for (let at = 0; at < data.length; ) {
    const character = String.fromCodePoint(data.codePointAt(at) ?? 0);
    const folded = fold(character);
    text += folded;
    for (let unit = 0; unit < folded.length; unit += 1) offsets.push(at);
    at += character.length;
  }
  return { text, offsets };
}

/** All places of a text on pages, in their order, at most `limit`; those that a page's end divides are found too. */
export function findText(
  pages: readonly Pick<PageText, 'text' | 'body' | 'continues'>[],
  query: string,
  limit: number,
): readonly Hit[] {
  const wanted = fold(query);
  const { length } = wanted;
  const hits: Hit[] = [];
  if (length === 0) return hits;
  pages.forEach(({ text, body }, page) => {
    for (let start = text.indexOf(wanted); start >= 0; start = text.indexOf(wanted, start + length))
      hits.push({ page, start, over: 0 });
    const next = pages[page + 1];
    if (next?.continues !== true) return;
    const from = Math.max(0, body - length + 1);
    const at = (text.slice(from, body) + next.text.slice(0, length - 1)).indexOf(wanted);
    if (at >= 0) hits.push({ page, start: from + at, over: from + at + length - body });
  });
  return hits.sort((one, other) => one.page - other.page || one.start - other.start).slice(0, limit);
}

/** The range of a hit in the document; `undefined` when its text is no longer there. */
export function rangeOf({ pieces }: PageText, start: number, length: number): Range | undefined {
  const first = spotOf(pieces, start);
  const last = spotOf(pieces, start + length - 1);
  if (first === undefined || last === undefined) return undefined;
  const range = document.createRange();
  range.setStart(first.node, Math.min(first.offset, first.node.length));
  range.setEnd(last.node, Math.min(last.offset + 1, last.node.length));
  return range;
}

function spotOf(pieces: readonly TextPiece[], at: number): { node: Text; offset: number } | undefined {
  let [low, high] = [0, pieces.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((pieces[middle]?.from ?? 0) <= at) low = middle;
    else high = middle;
  }
  const piece = pieces[low];
  if (piece?.node.isConnected !== true) return undefined;
  const within = at - piece.from;
  return { node: piece.node, offset: piece.offsets?.[within] ?? within };
}
