import type { Keep } from '../break/break-rules.ts';

/** Blocks that hold blocks. Text of their own has been wrapped in paragraphs before layout. */
const CONTAINERS = new Set([
  'SECTION',
  'DIV',
  'ARTICLE',
  'MAIN',
  'HEADER',
  'FOOTER',
  'NAV',
  'ASIDE',
  'BLOCKQUOTE',
  'OL',
  'UL',
  'LI',
  'DL',
  'DD',
  'PRE',
  'TABLE',
  'TBODY',
  'TFOOT',
  'DETAILS',
  'ADDRESS',
]);

/** Blocks whose lines may be parted by a page's end. */
const PARAGRAPHS = new Set(['P', 'SUMMARY']);

const HEADING = /^H[1-6]$/;

/** What names the line or the row behind it. */
const LABELS = new Set(['DT', 'CAPTION', 'THEAD']);

/** How layout treats an element: look inside it, divide it at its lines, or never divide it. */
export type BlockKind = 'container' | 'paragraph' | 'box';

/** Tells containers, paragraphs and boxes apart. What it does not know is a box: nothing is ever cut by guess. */
export function kindOf(element: Element): BlockKind {
  if (element.classList.contains('keep')) return 'box';
  if (PARAGRAPHS.has(element.tagName) || element.classList.contains('code-line')) return 'paragraph';
  if (element.tagName === 'CODE' && element.parentElement?.tagName === 'PRE') return 'container';
  return CONTAINERS.has(element.tagName) && element.firstElementChild !== null ? 'container' : 'box';
}

/** What a line above it names or announces, as a file's name does code. */
const ANNOUNCED = new Set(['PRE', 'TABLE', 'UL', 'OL', 'DL', 'BLOCKQUOTE']);

/**
 * What must not stand at a page's foot without what follows: headings (E04), what names a line or a row, and the text
 * that leads to a list, code or a table: with a colon at its end, or above code and tables in one line. A text of two or
 * three lines cannot be divided, and would leave more room at the page's foot than it is worth.
 */
export function keepsWithNext(element: Element, lineCount: number): Keep {
  const { tagName, classList } = element;
  if (HEADING.test(tagName) || classList.contains('deck')) return 'heading';
  if (LABELS.has(tagName) || classList.contains('keep-next')) return 'line';
  return tagName === 'P' && announces(element, lineCount) ? 'line' : 'nothing';
}

function announces({ nextElementSibling: next, textContent }: Element, lineCount: number): boolean {
  if (next === null || !ANNOUNCED.has(next.tagName) || lineCount === 2 || lineCount === 3) return false;
  return (lineCount === 1 && /^(?:PRE|TABLE)$/.test(next.tagName)) || /[:：]\s*$/.test(textContent);
}

/**
 * True for what must not begin a page apart from the text before it: the credits of a report, with two lines of it (H06), in code an empty
 * line and what would be left alone on either side (B08), and the same of tables.
 */
export function keepsWithPrevious(element: Element, lineCount: number): boolean {
  if (lineCount === 1 && element.nextElementSibling?.classList.contains('credits') === true) return true;
  return element.closest('.credits') !== null || element.matches(`${ATTACHED_CODE}, ${ATTACHED_ROWS}`);
}

const ATTACHED_CODE = '.code-line:is(:empty, :last-child, :nth-child(2))';

/** A table's notes stand with its last row, rows that a cell joins with each other, the lines of a divided row by two. */
const ATTACHED_ROWS =
  'tfoot > tr:first-child, tr[data-joined], tr:is([data-part="second"], [data-part="last"])';

/** Elements inside a box whose own lines are frozen like a paragraph's. */
export const FROZEN_IN_BOX = 'h1, h2, h3, h4, h5, h6, figcaption, p, dt';
