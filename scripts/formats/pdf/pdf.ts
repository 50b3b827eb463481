import { LABELS } from '../../html/labels.ts';
import type { Destination } from '../../model/pagination.ts';
import type { Format } from '../format.ts';
import { finishPdf } from './finish-pdf.ts';
import { preflightEdition } from './preflight/preflight-edition.ts';
import { pressInput } from './press/press-input.ts';
import { printPdf } from './print-pdf.ts';

/** The laid-out pages, printed by Chromium and completed with boxes, labels and information. */
export const pdf: Format = {
  name: 'pdf',
  extension: '.pdf',
  async produce(input) {
    const { manuscript, book, edition, pages, producer, stage } = input;
    const rendered = await pages();
    const { page, pagination } = rendered;
    stage('Printing the PDF');
    const destinations = (await page.evaluate('banxin.takeDestinations()')) as readonly Destination[];
    const isForScreen = edition.press === undefined && edition.imposition === undefined;
    if (isForScreen) await page.evaluate('banxin.nameStructure()');
    const printed = await printPdf(page);
    stage('Completing the PDF');
    const { bytes, diagnostics } = await finishPdf(printed, {
      geometry: edition.page,
      metadata: book.metadata,
      pages: pagination.pages,
      outline: book.chapters.flatMap((chapter) => chapter.headings.map((heading) => heading.title)),
      destinations,
      uncountedLabel: LABELS[book.metadata.language].cover,
      modified: manuscript.modified,
      producer,
      isForScreen,
      ...(edition.imposition !== undefined && { imposition: edition.imposition }),
      ...(edition.press === undefined ? {} : { press: await pressInput(input, edition.press, rendered) }),
    });
    const file = { bytes, pages: pagination.pages.length, diagnostics };
    // Sheets are for the office: preflight knows pages.
    if (edition.press === undefined || edition.imposition !== undefined) return file;
    stage('Examining the PDF');
    const examined = await preflightEdition(bytes, edition.press, page);
    return { ...file, ...examined, diagnostics: [...diagnostics, ...examined.diagnostics] };
  },
};
