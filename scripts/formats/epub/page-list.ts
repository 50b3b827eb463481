import type { PageMark } from './page-marks.ts';
import { hrefTo, type LinkTarget } from './spine.ts';

/** The printed pages that an EPUB's text is marked with. */
export interface PageList {
  /** In the order of the text. */
  readonly marks: readonly PageMark[];
  /** What they are pages of: an identifier, or words (EPUB Accessibility 1.1, `pageBreakSource`). */
  readonly source: string;
}

/** A page as the templates list it. */
interface PageEntry extends PageMark {
  readonly href: string;
}

/** The pages with the places of their marks. */
export function pageEntries(
  { marks }: PageList,
  targets: ReadonlyMap<string, LinkTarget>,
): readonly PageEntry[] {
  return marks.flatMap((mark) => {
    const target = targets.get(mark.id);
    return target === undefined ? [] : [{ ...mark, href: hrefTo(target, '') }];
  });
}

/**
 * The pages as an NCX has them (DAISY Z39.86-2005, 8.4.3): front matter has a kind of its own, others the value of
 * their number; `before` is how many entries precede them in the order of play.
 */
export function ncxPages(entries: readonly PageEntry[], before: number): object {
  const numbers = entries.flatMap(({ folio }) => (folio === undefined ? [] : [folio.number]));
  return {
    pages: entries.map(({ folio, ...entry }, index) => ({
      ...entry,
      order: before + index + 1,
      type: folio === undefined ? 'special' : folio.style === 'roman' ? 'front' : 'normal',
      value: folio === undefined ? '' : String(folio.number),
    })),
    hasPages: entries.length > 0,
    pageCount: entries.length,
    maxPage: Math.max(0, ...numbers),
  };
}
