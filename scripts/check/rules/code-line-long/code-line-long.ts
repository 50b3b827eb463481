import type { Element } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { type Chapter, treesOf } from '../../../model/book.ts';
import type { Diagnostic, Place } from '../../../model/diagnostic.ts';
import type { Edition } from '../../../model/edition.ts';
import { columnsOf } from '../../../model/geometry.ts';
import { visitParents } from '../../../model/visit.ts';
import { placeOf, type Rule, sourcesOf } from '../../rule.ts';

/** Widths in body ems; styles/base/blocks.css sets the same: code is smaller, a letter of its face 0.6 em wide. */
const CODE_SIZE = 0.86;
const LETTER = 0.6 * CODE_SIZE;
/** What a block of code keeps free on both sides. */
const PADDING = 2;
/** What the column of its numbers takes beside the digits, in ems of its own size. */
const GUTTER = 0.8;
/** Letters that a tab takes at most. */
const TAB = 8;

/** An edition's line of code. */
interface CodeMeasure {
  readonly edition: string;
  /** Its length in body ems. */
  readonly ems: number;
}

/**
 * Lines of code that the narrowest of the printed editions turns over: its reader sees a line that its author did not
 * write. Told once a file, at its longest line. Code in lists and quotations is narrower still, which is not reckoned.
 *
 * Reported: 90 letters in a measure of 40 characters. Not reported: such a line in a book that is only an EPUB.
 */
export const codeLineLong: Rule = {
  id: 'code-line-long',
  check(book, editions) {
    const measure = narrowest(editions);
    if (measure === undefined) return [];
    return book.chapters.flatMap((chapter) =>
      chapter.source === undefined ? [] : inChapter(chapter, measure),
    );
  },
};

function narrowest(editions: readonly Edition[]): CodeMeasure | undefined {
  const measures = editions
    .filter(({ format }) => format === 'pdf')
    .map(({ name, page, columns }) => ({
      edition: name,
      ems: columnsOf(page, columns).characters - PADDING,
    }));
  return measures.sort((a, b) => a.ems - b.ems)[0];
}

function inChapter(chapter: Chapter, { edition, ems }: CodeMeasure): Diagnostic[] {
  const long: { readonly place: Place; readonly width: number }[] = [];
  for (const tree of treesOf(chapter)) {
    visitParents(tree, 'element', (node, ancestors) => {
      if (node.tagName !== 'pre') return;
      const elements = ancestors.filter((one): one is Element => one.type === 'element');
      const start = placeOf(node.position?.start, [...elements, node], sourcesOf(chapter));
      const lines = textOf(node).split('\n');
      const gutter = gutterOf(node, lines.length - 1);
      for (const [nth, line] of lines.entries()) {
        const width = widthOf(line) + gutter;
        if (width > ems) long.push({ width, place: placeOfLine(start, nth, node, chapter.markdown ?? '') });
      }
    });
  }
  const [longest] = long.toSorted((a, b) => b.width - a.width);
  if (longest === undefined) return [];
  const [has, room] = [Math.ceil(longest.width / LETTER), Math.floor(ems / LETTER)];
  const others = long.length === 1 ? '' : `, the longest of ${long.length} too long in this file`;
  return [
    {
      severity: 'info',
      ruleId: 'code-line-long',
      message: `Turned over a line of code ${has} letters wide${others}: the edition \`${edition}\` has room for ${room}`,
      help: 'Break it where its language allows it.',
      place: longest.place,
    },
  ];
}

/** The nth line of a block of code; its beginning where the text is not all its own. */
function placeOfLine(start: Place, nth: number, { position }: Element, markdown: string): Place {
  const first = markdown.split(/\r\n|\n|\r/, start.line).at(-1) ?? '';
  const isFenced = /^(?:`{3}|~{3})/.test(first.slice(start.column - 1));
  const line = start.line + nth + (isFenced ? 1 : 0);
  return line > (position?.end.line ?? 0) ? start : { ...start, line, column: 1 };
}

/** What the numbers of lines take, in body ems; nothing where there are none. */
function gutterOf({ children: [code] }: Element, lines: number): number {
  const first = code?.type === 'element' ? code.properties['dataNumbers'] : undefined;
  if (first === undefined) return 0;
  return LETTER * String(Number(first) + lines - 1).length + GUTTER * CODE_SIZE;
}

/** Width in body ems: letters of ASCII are 0.6 of the size of code, all else as wide as it is high. */
function widthOf(line: string): number {
  let width = 0;
  for (const character of line) {
    if (character === '\t') width += TAB * LETTER;
    else width += character < '\u0300' ? LETTER : CODE_SIZE;
  }
  return width;
}
