import { LABELS } from '../../../html/labels.ts';
import { BuildError } from '../../../model/build-error.ts';
import type { CoverPicture, CoverSetting } from '../../../model/cover.ts';
import type { Diagnostic } from '../../../model/diagnostic.ts';
import { sheetPx } from '../../../model/geometry.ts';
import { isIsbn } from '../../../model/isbn.ts';
import type { PageInfo } from '../../../model/pagination.ts';
import type { Press } from '../../../model/press.ts';
import type { TextBox } from '../../../model/text-box.ts';
import type { Format, FormatInput } from '../../format.ts';
import type { RenderedBook } from '../../pages/render-book.ts';
import { resolveInks } from '../../pages/theme-inks.ts';
import { finishPdf } from '../finish-pdf.ts';
import { PdfFile } from '../pdf-file.ts';
import { preflightEdition } from '../preflight/preflight-edition.ts';
import { pressInput } from '../press/press-input.ts';
import { printPdf } from '../print-pdf.ts';
import { safeZoneFaults } from './safe-zones.ts';
import { boundPages, type Wrap, wrapOf } from './wrap.ts';
import { wrapDocument } from './wrap-document.ts';

/** A cover in one piece for the pages of another edition. */
export const cover: Format = {
  name: 'cover',
  extension: '.pdf',
  async produce(input) {
    const { manuscript, edition } = input;
    const setting = edition.cover;
    const of = manuscript.editions.find(({ name }) => name === setting?.of);
    if (setting === undefined || of === undefined)
      throw new Error('Expected the edition that the cover is for');
    const { pagination } = await input.pages(of);
    const pages = boundPages(pagination.pages.length, of.press?.limits.pageMultiple ?? 1);
    const wrap = wrapOf(edition.page, setting, pages);
    const { css, inks } = await stylesOf(input);
    const { pictures, missing } = picturesOf(input, setting);
    const html = await wrapDocument({
      wrap,
      setting,
      metadata: input.book.metadata,
      pictures,
      hasFrontText:
        setting.frontText ?? (setting.pictures.front !== undefined || pictures.front === undefined),
      template: await input.read('templates/html/cover-wrap.mustache'),
      css,
    });
    const { page, diagnostics, cmyk } = await input.open(html);
    try {
      const boxes = (await page.evaluate('banxin.textBoxes()')) as readonly TextBox[];
      input.stage('Printing the cover');
      const printed = await printPdf(page);
      const bytes = await finish(printed, input, wrap, { inks, cmyk });
      const examined = edition.press && (await preflightEdition(bytes, limitsOfCovers(edition.press), page));
      return {
        bytes,
        pages: 1,
        ...(examined !== undefined && { preflight: examined.preflight }),
        diagnostics: [
          ...diagnostics,
          ...missing,
          ...(examined?.diagnostics ?? []).map((one) => ({ place: setting.place, ...one })),
          ...barcodeFaults(input, setting),
          ...safeZoneFaults(boxes, wrap, setting, sheetPx(wrap.geometry).height),
        ],
      };
    } finally {
      await page.close();
    }
  },
};

/** A cover is one sheet, and its safe zones know of folds. */
function limitsOfCovers(press: Press): Press {
  return { ...press, limits: { ...press.limits, pageMultiple: 1, safetyMm: 0 } };
}

/** The only page, which has no number. */
const SHEET: PageInfo = { label: '', side: 'recto' };

async function finish(
  printed: Uint8Array,
  input: FormatInput,
  { geometry }: Wrap,
  drawn: Pick<RenderedBook, 'inks' | 'cmyk'>,
): Promise<Uint8Array> {
  const { edition, book, manuscript, producer } = input;
  const press =
    edition.press && (await pressInput(input, edition.press, { ...drawn, pagination: { pages: [SHEET] } }));
  const { bytes } = await finishPdf(new PdfFile(printed), {
    geometry,
    metadata: book.metadata,
    pages: [SHEET],
    outline: [],
    destinations: [],
    uncountedLabel: LABELS[book.metadata.language].cover,
    modified: manuscript.modified,
    producer,
    ...(press !== undefined && { press }),
  });
  return bytes;
}

async function stylesOf({ read, edition }: FormatInput) {
  const theme = `styles/themes/${edition.theme}`;
  const [base = '', own = '', pages = ''] = await Promise.all(
    ['styles/formats/cover.css', `${theme}/cover.css`, `${theme}/theme.css`].map(read),
  );
  if (own === '' && pages === '') {
    throw new BuildError(
      'theme-missing',
      `There is no theme \`${edition.theme}\``,
      `Name another, or add ${theme}/cover.css.`,
    );
  }
  return resolveInks(`${base}\n${own}`, await read(`${theme}/inks.yaml`));
}

/** Pictures that are there; the book's cover picture is on the front where no other is ordered. */
function picturesOf({ manuscript, assets }: FormatInput, setting: CoverSetting) {
  const { coverImage } = manuscript;
  const hasOwn = setting.pictures.front !== undefined || setting.pictures.wrap !== undefined;
  const ordered: Partial<Record<CoverPicture, string>> = {
    ...(coverImage !== undefined && !hasOwn && { front: coverImage }),
    ...setting.pictures,
  };
  const entries = Object.entries(ordered);
  const missing = entries
    .filter(([, path]) => !assets.has(path))
    .map(
      ([, path]): Diagnostic => ({
        severity: 'warning',
        ruleId: 'image-missing',
        message: `Missing picture \`${path}\``,
        help: 'Put the file there before printing.',
        place: setting.place,
      }),
    );
  const pictures: Partial<Record<CoverPicture, string>> = Object.fromEntries(
    entries.filter(([, path]) => assets.has(path)),
  );
  return { pictures, missing };
}

/** Bars beside those of an ISBN need one. */
function barcodeFaults({ book }: FormatInput, { addOn, place }: CoverSetting): Diagnostic[] {
  if (addOn === undefined || isIsbn(book.metadata.identifier ?? '')) return [];
  return [
    {
      severity: 'warning',
      ruleId: 'config-unused',
      message: 'Unexpected `add-on` of a book without an ISBN',
      help: 'Give the ISBN as `identifier`.',
      place,
    },
  ];
}
