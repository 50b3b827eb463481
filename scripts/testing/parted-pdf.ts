import type { KeptPrints } from '../formats/format.ts';
import { renderBook } from '../formats/pages/render-book.ts';
import { finishPdf } from '../formats/pdf/finish-pdf.ts';
import { mergeParts } from '../formats/pdf/parts/merge-parts.ts';
import { type PagePart, pageParts } from '../formats/pdf/parts/page-parts.ts';
import { prepareTab } from '../formats/pdf/pdf.ts';
import { printParts, printPdf } from '../formats/pdf/print-pdf.ts';
import { isComplete, loadBook } from '../load-book.ts';
import { openBrowser } from '../platform/browser.ts';
import { npmFontFiles } from '../platform/font-files.ts';
import { bookForEdition } from '../prepare-book.ts';

/** A book's first PDF, printed at once and in parts. */
export interface PartedPdf {
  readonly whole: Uint8Array;
  readonly parted: Uint8Array;
  /** In parts of which some may have been printed before. */
  readonly mixed: Uint8Array;
  readonly parts: readonly PagePart[];
}

/**
 * Prints a book's first PDF edition in these ways from the same tab; it must be one of the screen.
 * @param least pages of a part
 * @param prints parts that were printed before; gets those that were not
 */
export async function partedPdf(
  folder: string,
  least: number,
  prints: KeptPrints = { read: async () => undefined, write: async () => undefined },
): Promise<PartedPdf> {
  const loaded = await loadBook(folder);
  const edition = loaded.manuscript?.editions.find(({ format }) => format === 'pdf');
  if (!isComplete(loaded) || edition === undefined)
    throw new Error(`Expected a book with a PDF: ${JSON.stringify(loaded.diagnostics)}`);
  const book = bookForEdition(loaded, edition, new Set(loaded.assets.keys()));
  const session = await openBrowser({ notice: () => {} });
  try {
    const { page, pagination, faces } = await renderBook({
      ...{ book, edition, assets: loaded.assets, styles: loaded.files, fonts: npmFontFiles() },
      page: await session.newPage(),
      freeze: 'divided',
      stage: () => {},
    });
    const { manuscript } = loaded;
    const completing = await prepareTab(
      page,
      { manuscript, book, edition, producer: 'test' },
      pagination.pages,
    );
    const parts = pageParts(pagination.pages, { whole: 0, least });
    const told = { step: () => {}, stage: () => {} };
    const finished = async (printed: readonly Uint8Array[]): Promise<Uint8Array> =>
      (await finishPdf(await mergeParts(printed), completing)).bytes;
    const kept = { prints, drawnWith: { faces, assets: loaded.assets } };
    const mixed = await finished(await printParts(page, parts, { ...told, kept }));
    const parted = await finished(await printParts(page, parts, told));
    await page.evaluate(`banxin.showPages(0, ${pagination.pages.length})`);
    const whole = await finished([await printPdf(page)]);
    return { whole, parted, mixed, parts };
  } finally {
    await session.close();
  }
}
