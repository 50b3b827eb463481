import { v5 as uuidV5 } from 'uuid';
import { DEFAULT_EPUB } from '../../model/epub-profile.ts';
import { PX_PER_MM } from '../../model/geometry.ts';
import type { Manuscript } from '../../model/manuscript.ts';
import type { MediaFile } from '../../model/media-file.ts';
import type { Language } from '../../model/metadata.ts';
import type { Format, FormatInput } from '../format.ts';
import { buildEpub, EPUB_TEMPLATES, type EpubInput, epubDocuments } from './build-epub.ts';
import { fitPictures } from './fit-pictures.ts';
import { withStacks } from './font-stacks.ts';
import { labelsFor } from './labels.ts';
import { MOST_MEGAPIXELS } from './limits.ts';
import { markPages } from './page-marks.ts';
import { shopLimitFaults } from './shop-limits.ts';

/** Height of a cover drawn from its template, px: what stores ask for, where that is not more than a picture may have. */
const COVER_HEIGHT_PX = 2400;

/** Namespace of identifiers made from a book's stable name: the UUID of `banxin.invalid` in the DNS namespace. */
const NAMESPACE = uuidV5('banxin.invalid', uuidV5.DNS);

/** EPUB 3.3 from the same book, with the fonts and the cover of its pages. */
export const epub: Format = {
  name: 'epub',
  extension: '.epub',
  async produce(input) {
    const { manuscript, edition } = input;
    const { writingMode } = edition.page;
    const { profile, fonts, accessibility, mostMegapixels } = edition.epub ?? DEFAULT_EPUB;
    const { images, diagnostics } = await fitPictures(input, mostMegapixels);
    const cover = await coverOf(input, images);
    input.stage('Packing the EPUB');
    const { book, pageList } = await withPages(input);
    const parts: EpubInput = {
      book,
      ...(pageList !== undefined && { pageList }),
      profile,
      baseCss: await joinStyles(input, book.metadata.language, [
        'formats/epub',
        `formats/epub-${writingMode}`,
        `epub/${profile.name}`,
      ]),
      css: await joinStyles(input, book.metadata.language, [`themes/${edition.theme}/epub`]),
      templates: await readTemplates(input),
      images,
      fonts: [],
      cover,
      identifier: identifierOf(manuscript),
      modified: manuscript.modified,
      pageProgression: writingMode === 'vertical' ? 'rtl' : 'ltr',
      accessibility,
      labels: labelsFor(book.metadata.language),
    };
    const faces = fonts ? await input.facesOf(joinedDocument(parts)) : [];
    const bytes = await buildEpub({ ...parts, fonts: faces });
    return { bytes, diagnostics: [...diagnostics, ...shopLimitFaults(parts, bytes)] };
  },
};

/** Style sheets one after the other; a profile and a theme need not have one. */
async function joinStyles(input: FormatInput, language: Language, names: readonly string[]): Promise<string> {
  const texts = await Promise.all(names.map((name) => input.read(`styles/${name}.css`)));
  return withStacks(texts.filter((text) => text !== '').join('\n'), language);
}

/** The book with the marks of printed pages, where the build makes them. */
async function withPages(input: FormatInput): Promise<Pick<EpubInput, 'book' | 'pageList'>> {
  const { book, manuscript } = input;
  const printed = await input.printed();
  if (printed === undefined) return { book };
  const { book: marked, marks } = markPages(book, printed.pagination);
  if (marks.length === 0) return { book };
  const identifier = identifierOf(manuscript);
  // A UUID of our making names nothing that a reader could find.
  const source = identifier.startsWith('urn:uuid:')
    ? `${book.metadata.title} (${printed.edition.name}, PDF)`
    : identifier;
  return { book: marked, pageList: { marks, source } };
}

/** What `text-emphasis` draws, which no text holds: sesames and dots (CSS Text Decoration 3, 3.1). */
const EMPHASIS_MARKS = '<p>\uFE45\u2022</p>';

/** All documents of the EPUB in one, under its style sheet: what has to be drawn, and by which face. */
function joinedDocument(parts: EpubInput): string {
  const bodies = epubDocuments(parts).map((xhtml) =>
    xhtml.slice(xhtml.indexOf('>', xhtml.indexOf('<body')) + 1, xhtml.lastIndexOf('</body>')),
  );
  const { language } = parts.book.metadata;
  const css = `${parts.baseCss}\n${parts.css}`.replaceAll(']]>', '');
  return [
    `<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="${language}" xml:lang="${language}">`,
    `<head><title>fonts</title><style><![CDATA[${css}]]></style></head>`,
    `<body>${bodies.join('\n')}${EMPHASIS_MARKS}</body></html>`,
  ].join('');
}

async function readTemplates(input: FormatInput): Promise<Record<string, string>> {
  return Object.fromEntries(
    await Promise.all(
      EPUB_TEMPLATES.map(
        async (name) => [name, await input.read(`templates/epub/${name}.mustache`)] as const,
      ),
    ),
  );
}

/** The author's cover picture, else the first page as it would be printed, cut to the trim. */
async function coverOf(input: FormatInput, images: ReadonlyMap<string, MediaFile>): Promise<MediaFile> {
  const given =
    input.manuscript.coverImage === undefined ? undefined : images.get(input.manuscript.coverImage);
  if (given !== undefined) return given;
  // The pages may be those of another edition, with a bleed of its own.
  const { page, edition } = await input.firstPage();
  const { trim, bleedMm, marksMm } = edition.page;
  const height = trim.heightMm * PX_PER_MM;
  const tall = Math.sqrt((MOST_MEGAPIXELS * 1e6 * trim.heightMm) / trim.widthMm);
  const deviceScaleFactor = Math.min(COVER_HEIGHT_PX, Math.floor(tall) - 2) / height;
  await page.setViewport({ width: 800, height: 1200, deviceScaleFactor });
  const box = await (await page.$('bx-page'))?.boundingBox();
  if (!box) throw new Error('Expected at least one page to draw the cover from');
  // The media lies in the sheet's lower left corner.
  const bleed = (bleedMm + marksMm) * PX_PER_MM;
  const clip = {
    x: box.x + bleed,
    y: box.y + box.height - bleed - height,
    width: trim.widthMm * PX_PER_MM,
    height,
  };
  const bytes = await page.screenshot({ type: 'jpeg', quality: 90, clip });
  return { bytes, mediaType: 'image/jpeg' };
}

/** The identifier of book.yaml as a URN, else a UUID that stays the same as long as the book's name does. */
function identifierOf({ metadata, name }: Manuscript): string {
  const { identifier } = metadata;
  if (identifier === undefined) return `urn:uuid:${uuidV5(name, NAMESPACE)}`;
  const digits = identifier.replace(/[^0-9Xx]/g, '');
  if (/^(97[89])?\d{9}[\dXx]$/.test(digits) && !identifier.includes(':')) return `urn:isbn:${digits}`;
  return identifier;
}
