import type { Page } from 'puppeteer';
import { type FontFiles, subsetFaces } from '../../fonts/subset-faces.ts';
import { layoutPlan } from '../../html/layout-plan.ts';
import { DOCUMENT_ORIGIN, pageDocument } from '../../html/page-document.ts';
import { layoutBundle } from '../../layout/bundle.ts';
import type { Book } from '../../model/book.ts';
import { BuildError } from '../../model/build-error.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Edition } from '../../model/edition.ts';
import type { SubsetFace } from '../../model/face.ts';
import type { InkTable } from '../../model/ink.ts';
import type { MediaFile } from '../../model/media-file.ts';
import type { Language } from '../../model/metadata.ts';
import type { LayoutPlan } from '../../model/pagination.ts';
import { type CmykPictures, PicturesOfPages } from './cmyk-pictures.ts';
import { documentFaces } from './document-faces.ts';
import { flowDiagnostics, loadFlow, type RenderedPages, renderPages } from './render-pages.ts';
import { type InkedStyles, resolveInks } from './theme-inks.ts';

/** A book laid out for an edition. */
export interface RenderedBook extends RenderedPages {
  /** The edition it was laid out for: another may take its pages. */
  readonly edition: Edition;
  /** Inks of its theme, by the colours that stand for them. */
  readonly inks: InkTable;
  /** Pictures in four colours, by what stands for them on pages. */
  readonly cmyk: CmykPictures;
}

/** Reads styles: the book's own before Banxin's. */
export interface StyleFiles {
  read(path: string): Promise<string | undefined>;
  list(folder: string): Promise<readonly string[]>;
}

/** A book to be laid out for one edition. */
export interface RenderBookInput {
  /** A fresh tab. */
  readonly page: Page;
  /** The book, its pictures set for the edition. */
  readonly book: Book;
  readonly edition: Edition;
  readonly assets: ReadonlyMap<string, MediaFile>;
  readonly styles: StyleFiles;
  readonly fonts: FontFiles;
  /** Which lines are written into the pages; all of them unless the same browser prints them. */
  readonly freeze?: LayoutPlan['freeze'];
  /** Told of each stage. */
  readonly stage: (name: string) => void;
}

/** Subsets of the faces that a document of its own styles is drawn with, in a tab of its own. */
export async function facesOfDocument(
  page: Page,
  xhtml: string,
  language: Language,
  fonts: FontFiles,
): Promise<readonly SubsetFace[]> {
  return documentFaces({
    page,
    xhtml,
    engine: await layoutBundle(),
    origin: DOCUMENT_ORIGIN,
    subset: (texts) => subsetFaces(texts, language, fonts),
  });
}

/** Lays a book out in a tab; PDF, EPUB and preview all begin here. */
export async function renderBook(input: RenderBookInput): Promise<RenderedBook> {
  const { book, edition, assets } = input;
  const plan = layoutPlan(book, edition, input.freeze);
  const pictures = new PicturesOfPages(assets);
  const { css, inks } = await pageStyles(input.styles, edition.theme);
  const rendered = await renderPages({
    page: input.page,
    html: pageDocument(book, plan, edition.page, css),
    plan,
    engine: await layoutBundle(),
    origin: DOCUMENT_ORIGIN,
    subset: (texts) => subsetFaces(texts, book.metadata.language, input.fonts),
    serve: pictureOf(pictures),
    stage: input.stage,
  });
  return { ...rendered, edition, inks, cmyk: pictures.cmyk };
}

/** A document of its own in a tab. */
export interface LoadedDocument {
  readonly page: Page;
  /** Characters without a face, requests that were refused. */
  readonly diagnostics: readonly Diagnostic[];
  /** Its pictures in four colours. */
  readonly cmyk: CmykPictures;
}

/** Loads a document that is not laid out into a tab, in the book's faces and with its pictures. */
export async function loadDocument(
  html: string,
  input: Pick<RenderBookInput, 'page' | 'book' | 'assets' | 'fonts' | 'stage'>,
): Promise<LoadedDocument> {
  const { page, book, assets, fonts, stage } = input;
  const pictures = new PicturesOfPages(assets);
  const loaded = await loadFlow({
    page,
    html,
    engine: await layoutBundle(),
    origin: DOCUMENT_ORIGIN,
    subset: (texts) => subsetFaces(texts, book.metadata.language, fonts),
    serve: pictureOf(pictures),
    stage,
  });
  return { page, diagnostics: await flowDiagnostics(page, loaded), cmyk: pictures.cmyk };
}

/** Answers requests for the manuscript's pictures. */
function pictureOf(pictures: PicturesOfPages): (path: string) => MediaFile | undefined {
  return (path) =>
    path.startsWith('/manuscript/') ? pictures.get(path.slice('/manuscript/'.length)) : undefined;
}

/**
 * The styles of pages in their order: base, pages, theme.
 * @throws BuildError `theme-missing` when the edition's theme has no folder.
 */
export async function pageStyles(styles: StyleFiles, theme: string): Promise<InkedStyles> {
  const base = (await styles.list('styles/base')).filter((name) => name.endsWith('.css'));
  const paths = [...base.map((name) => `styles/base/${name}`), 'styles/formats/page.css'];
  const texts = await Promise.all(paths.map(async (path) => (await styles.read(path)) ?? ''));
  const own = await styles.read(`styles/themes/${theme}/theme.css`);
  if (own === undefined) {
    const themes = (await styles.list('styles/themes')).map((name) => `\`${name}\``).join(', ');
    throw new BuildError(
      'theme-missing',
      `There is no theme \`${theme}\``,
      `Name one of ${themes}, or add styles/themes/${theme}/theme.css.`,
    );
  }
  const list = (await styles.read(`styles/themes/${theme}/inks.yaml`)) ?? '';
  return resolveInks([...texts, own].join('\n'), list);
}
