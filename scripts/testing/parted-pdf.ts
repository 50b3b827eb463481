import { renderBook } from '../formats/pages/render-book.ts';
import { finishPdf } from '../formats/pdf/finish-pdf.ts';
import { mergeParts } from '../formats/pdf/parts/merge-parts.ts';
import { type PagePart, pageParts } from '../formats/pdf/parts/page-parts.ts';
import { prepareTab } from '../formats/pdf/pdf.ts';
import { PdfFile } from '../formats/pdf/pdf-file.ts';
import { printParts, printPdf } from '../formats/pdf/print-pdf.ts';
import { isComplete, loadBook } from '../load-book.ts';
import { openBrowser } from '../platform/browser.ts';
import { npmFontFiles } from '../platform/font-files.ts';
import { bookForEdition } from '../prepare-book.ts';

/** A book's first PDF, printed at once and in parts. */
export interface PartedPdf {
  readonly whole: Uint8Array;
  readonly parted: Uint8Array;
  readonly parts: readonly PagePart[];
}

/**
 * Prints a book's first PDF edition in both ways from the same tab; it must be one of the screen.
 * @param least pages of a part
 */
export async function partedPdf(folder: string, least: number): Promise<PartedPdf> {
  const loaded = await loadBook(folder);
  const edition = loaded.manuscript?.editions.find(({ format }) => format === 'pdf');
  if (!isComplete(loaded) || edition === undefined)
    throw new Error(`Expected a book with a PDF: ${JSON.stringify(loaded.diagnostics)}`);
  const book = bookForEdition(loaded, edition, new Set(loaded.assets.keys()));
  const session = await openBrowser({ notice: () => {} });
  try {
    const { page, pagination } = await renderBook({
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
    const printed = await printParts(page, parts, () => {});
    await page.evaluate(`banxin.showPages(0, ${pagination.pages.length})`);
    const whole = await finishPdf(new PdfFile(await printPdf(page)), completing);
    const parted = await finishPdf(await mergeParts(printed), completing);
    return { whole: whole.bytes, parted: parted.bytes, parts };
  } finally {
    await session.close();
  }
}
