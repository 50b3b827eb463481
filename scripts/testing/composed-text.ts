import { adjustLine } from '../layout/compose/adjust-line.ts';
import { classOf } from '../layout/compose/character-classes.ts';
import { type ComposedLine, chooseBreaks } from '../layout/compose/choose-breaks.ts';
import { gapBetween } from '../layout/compose/gaps.ts';
import type { InlineStyle } from '../layout/compose/inline-styles.ts';
import { PieceClasses, type PieceEdges } from '../layout/compose/piece-classes.ts';
import { PieceList, type ReadParagraph } from '../layout/compose/piece-list.ts';
import type { Language } from '../model/metadata.ts';

/** Size of the text of tests, px. */
export const EM = 10;

/** A face whose Han and marks are an em wide, letters half an em, spaces a quarter. */
export const STYLE: InlineStyle = {
  key: '',
  font: '',
  emPx: EM,
  widthOf: (text) =>
    [...text].reduce((sum, one) => sum + (one === ' ' ? 0.25 : /[!-~]/.test(one) ? 0.5 : 1) * EM, 0),
  letterSpacingPx: 0,
  noWrap: false,
  autospace: true,
  display: 'inline',
  isCode: false,
  hyphenates: true,
  beforePx: 0,
  afterPx: 0,
  marginsPx: 0,
};

/** Brackets, quotation marks, stops and commas are blank in one half. */
const HALVES = { blanks: halvesOf, hangulSpace: () => EM / 4 };

function halvesOf(_font: string, mark: string): { start: number; end: number } {
  const opens = classOf(mark.codePointAt(0) ?? 0) === 'opening';
  return opens ? { start: EM / 2, end: 0 } : { start: 0, end: EM / 2 };
}

/** A text as pieces, words taken as wholes. */
export function piecesOf(
  text: string,
  language: Language = 'zh-CN',
  hangingPunctuation = false,
): ReadParagraph {
  const classes = new PieceClasses({ language, vertical: false, hangingPunctuation }, HALVES);
  const list = new PieceList();
  let before: PieceEdges | undefined;
  for (const match of text.matchAll(/[A-Za-z0-9.,'-]+|—+|…+| |[\s\S]/gu)) {
    const piece = pieceOf(classes, match[0], before);
    if (before !== undefined) {
      list.setGap(gapBetween(before, piece, { joined: false, opened: false, within: undefined }, language));
    }
    // Only places in it are asked for: any object serves as the text.
    list.push(piece, {} as Text, match.index, match.index + match[0].length);
    before = piece;
  }
  return list.finish(EM);
}

function pieceOf(classes: PieceClasses, text: string, before: PieceEdges | undefined): PieceEdges {
  if (text === ' ') return classes.space(STYLE, before?.last ?? 0);
  const kind = classes.kindOf(text.codePointAt(0) ?? 0, text, STYLE);
  return kind === 'western' ? classes.word(text, STYLE) : classes.sign(text, kind, STYLE);
}

/** How a text is set. */
export interface ComposeOrder {
  readonly language?: Language;
  /** Of the first line, em. */
  readonly indent?: number;
  /** Whether stops and commas hang. */
  readonly hanging?: boolean;
  /** Whether lines keep their lengths. */
  readonly ragged?: boolean;
}

/** A text in lines of so many ems. */
export interface ComposedText {
  readonly read: ReadParagraph;
  readonly lines: readonly ComposedLine[];
  /** The text of each line. */
  readonly texts: readonly string[];
  /** The width of each line as set, em: pieces and what is set behind them, before the browser justifies. */
  readonly widths: readonly number[];
}

/** Sets a text in lines. `undefined` where no lines can be chosen. */
export function composeText(
  text: string,
  ems: number,
  { language = 'zh-CN', indent = 0, hanging = false, ragged = false }: ComposeOrder = {},
): ComposedText | undefined {
  const read = piecesOf(text, language, hanging);
  const { paragraph, froms, tos } = read;
  const lines = chooseBreaks(paragraph, { measurePx: ems * EM, indentPx: indent * EM, ragged });
  if (lines === undefined) return undefined;
  const spacing = new Float64Array(paragraph.count);
  for (const line of lines) adjustLine(paragraph, line, read.opportunities, spacing);
  return {
    read,
    lines,
    texts: lines.map(({ from, to }) => text.slice(froms[from], tos[to - 1])),
    widths: lines.map(({ from, to }) => {
      let width = 0;
      for (let index = from; index < to; index += 1) {
        width += paragraph.widths[index] ?? 0;
        if (index < to - 1) width += (spacing[index] ?? 0) + Math.max(paragraph.gaps[index] ?? 0, 0);
      }
      return (width - (paragraph.startTrims[from] ?? 0) - (paragraph.endTrims[to - 1] ?? 0)) / EM;
    }),
  };
}
