import type { Element, Root } from 'hast';
import type { QuotationMarks } from '../model/edition.ts';
import type { Language } from '../model/metadata.ts';
import { setCornerQuotes } from './corner-quotes.ts';
import { isSetHorizontally } from './set-vertical.ts';
import { type PlacedText, textRunsOf } from './text-runs.ts';

/** Mainland China and Korea in vertical lines: 『』 outside (GB/T 15834 5.2.3; clreq `#id80`; klreq likewise). */
const DOUBLE_OUTSIDE: Readonly<Record<string, string>> = { '“': '『', '”': '』', '‘': '「', '’': '」' };
/** Everywhere else: 「」 outside. */
const SINGLE_OUTSIDE: Readonly<Record<string, string>> = { '“': '「', '”': '」', '‘': '『', '’': '』' };
/** Languages that turn to corner brackets in vertical lines. */
const TURNS: ReadonlySet<Language> = new Set(['zh-CN', 'ko']);

/** In which lines marks stand. */
export interface MarkedText {
  readonly language: Language;
  readonly vertical: boolean;
  readonly quotationMarks: QuotationMarks;
}

/**
 * What is to be done to the quotation marks of a text (C09), in place; `undefined` where they stay as written. Code stays
 * as it is, and so do apostrophes and quotations within a Western text; in vertical books what is set across.
 */
export function quotationSetter({
  language,
  vertical,
  quotationMarks,
}: MarkedText): ((tree: Root | Element) => void) | undefined {
  const turns = vertical && TURNS.has(language);
  if (quotationMarks === 'as-written' || (quotationMarks === 'by-language' && !turns)) return undefined;
  const corners = turns ? DOUBLE_OUTSIDE : SINGLE_OUTSIDE;
  const set = (run: readonly PlacedText[]): void =>
    quotationMarks === 'curly' ? setCurlyQuotes(run) : setCornerQuotes(run, corners);
  return (tree) => {
    for (const run of textRunsOf(tree, vertical ? isSetHorizontally : () => false)) set(run);
  };
}

/** “” for the outer brackets of a run, ‘’ for those within them, whichever they are; one that closes nothing is an outer one. */
function setCurlyQuotes(run: readonly PlacedText[]): void {
  let depth = 0;
  for (const { text } of run) {
    text.value = text.value.replace(/[「」『』]/g, (mark) => {
      if (mark === '「' || mark === '『') {
        depth += 1;
        return depth % 2 === 1 ? '“' : '‘';
      }
      const closing = depth % 2 === 1 || depth === 0 ? '”' : '’';
      depth = Math.max(depth - 1, 0);
      return closing;
    });
  }
}
