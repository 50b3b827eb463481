import type { Page } from 'puppeteer';
import { LABELS } from '../../html/labels.ts';
import type { Destination, PageInfo } from '../../model/pagination.ts';
import type { Format, FormatInput } from '../format.ts';
import { type FinishInput, finishPdf } from './finish-pdf.ts';
import { mergeParts } from './parts/merge-parts.ts';
import { pageParts } from './parts/page-parts.ts';
import { preflightEdition } from './preflight/preflight-edition.ts';
import { pressInput } from './press/press-input.ts';
import { printParts } from './print-pdf.ts';

/** The laid-out pages, printed by Chromium and completed with boxes, labels and information. */
export const pdf: Format = {
  name: 'pdf',
  extension: '.pdf',
  async produce(input) {
    const { edition, pages, assets, prints, stage, step } = input;
    const rendered = await pages();
    const { page, pagination } = rendered;
    stage('Printing the PDF');
    const completing = await prepareTab(page, input, pagination.pages);
    const printed = await printParts(page, pageParts(pagination.pages), {
      ...(prints && { kept: { prints, drawnWith: { faces: rendered.faces, assets } } }),
      ...{ step, stage },
    });
    stage('Completing the PDF');
    const { bytes, diagnostics } = await finishPdf(await mergeParts(printed), {
      ...completing,
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

/** Makes laid-out pages ready to be printed, and tells what their PDF will lack. */
export async function prepareTab(
  page: Page,
  { manuscript, book, edition, producer }: Pick<FormatInput, 'manuscript' | 'book' | 'edition' | 'producer'>,
  pages: readonly PageInfo[],
): Promise<FinishInput> {
  const destinations = (await page.evaluate('banxin.takeDestinations()')) as readonly Destination[];
  const isForScreen = edition.press === undefined && edition.imposition === undefined;
  if (isForScreen) await page.evaluate('banxin.nameStructure()');
  return {
    geometry: edition.page,
    metadata: book.metadata,
    pages,
    outline: book.chapters.flatMap((chapter) => chapter.headings.map((heading) => heading.title)),
    destinations,
    uncountedLabel: LABELS[book.metadata.language].cover,
    modified: manuscript.modified,
    producer,
    isForScreen,
  };
}
