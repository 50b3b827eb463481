import { posix } from 'node:path';
import type { Element } from 'hast';
import { fillTemplate } from '../../html/fill-template.ts';
import type { Book } from '../../model/book.ts';
import { BuildError } from '../../model/build-error.ts';
import type { AccessibilityClaim, DocumentKind, EpubProfile } from '../../model/epub-profile.ts';
import type { MediaFile } from '../../model/media-file.ts';
import { accessibilityOf, surveyContent } from './accessibility.ts';
import { chapterSection, coverSection, MATTER_TYPES } from './chapter-section.ts';
import { containsElement } from './content.ts';
import { kindOf } from './file-names.ts';
import type { Labels } from './labels.ts';
import {
  buildLandmarks,
  buildLists,
  buildNavTree,
  type CaptionList,
  depthOf,
  guideOf,
  type NavEntry,
} from './navigation.ts';
import { formatModified, peopleOf, profileView } from './package-metadata.ts';
import { type PackageParts, type PackedDocument, packEpub } from './packager.ts';
import { ncxPages, type PageList, pageEntries } from './page-list.ts';
import { physicalCss } from './physical-css.ts';
import { addClasses } from './profile-classes.ts';
import { type FontFile, fontResources, imageResource, type Resource, styleSheet } from './resources.ts';
import { collectTargets, hrefTo, type LinkTarget, planSpine, type SpineDocument } from './spine.ts';
import { escapeXml, serialiseElement } from './xml.ts';

/** Everything an EPUB is made from. */
export interface EpubInput {
  readonly book: Book;
  /** For which readers it is made. */
  readonly profile: EpubProfile;
  /** styles/formats/epub.css, and the profile's rules. */
  readonly baseCss: string;
  /** The theme's rules, after `baseCss`. */
  readonly css: string;
  /** Texts of templates/epub/*.mustache by their names without the ending. */
  readonly templates: Readonly<Record<string, string>>;
  /** Pictures by their paths relative to the manuscript's folder; those that the text does not show are left out. */
  readonly images: ReadonlyMap<string, MediaFile>;
  /** Faces for the style sheets; empty to leave the choice to the reading system. */
  readonly fonts: readonly FontFile[];
  /** The cover as a picture. */
  readonly cover: MediaFile;
  /** Unique identifier of the publication, for example `urn:isbn:…` or `urn:uuid:…`. */
  readonly identifier: string;
  /** Date of the package and of every file in it. */
  readonly modified: Date;
  /** Which way pages turn: `rtl` for vertical books (A09). */
  readonly pageProgression: 'ltr' | 'rtl';
  /** Pages of print that `book` has the marks of; absent where it has none. */
  readonly pageList?: PageList;
  /** What the publisher says of its accessibility. */
  readonly accessibility: AccessibilityClaim;
  /** The words of the EPUB's own, in the book's language. */
  readonly labels: Labels;
}

/** A document of the spine with its section. */
interface ConvertedDocument extends SpineDocument {
  /** Absent for the navigation document. */
  readonly section?: Element;
}

/**
 * The book as an EPUB 3.3 publication. The same input gives the same bytes anywhere. Links to ids that do
 * not exist lose their `href`, since the check has reported them.
 * @throws BuildError when a font, a picture or a style sheet is of a kind that EPUB does not take.
 */
export async function buildEpub(input: EpubInput): Promise<Uint8Array> {
  return packEpub(composeEpub(input));
}

/** Every document of an EPUB as XHTML, the navigation first: what its faces have to draw. */
export function epubDocuments(input: EpubInput): readonly string[] {
  const parts = composeEpub(input);
  return [parts.navigation, ...parts.documents.map((document) => document.xhtml)];
}

/** All that goes into the file, not yet packed. */
export function composeEpub(input: EpubInput): PackageParts {
  const { profile } = input;
  const { folders, stylesheet } = profile;
  const spine = planSpine(input.book, profile);
  const targets = collectTargets(spine);
  const cover = imageResource(input.cover, folders.images, profile.coverImage);
  const shown = new Map<string, Resource>([[cover.file, cover]]);
  const imageFile = packingOf(input.images, folders.images, shown);
  const documents = spine.map((document) => convertDocument(document, input, targets, imageFile, cover));
  const resources = [...shown.values(), ...fontResources(input.fonts, folders.fonts)];
  const toc = buildNavTree(input.book, spine, targets);
  const pages = input.pageList === undefined ? [] : pageEntries(input.pageList, targets);
  const render = templateRenderer(input.templates);
  return {
    title: input.book.name,
    language: input.book.metadata.language,
    packageDocument: render('package', packageView(input, documents, resources, cover)),
    navigation: renderNavigation(
      input,
      spine,
      { toc, pages, lists: buildLists(input.book, targets) },
      render,
    ),
    ncx: render('ncx', ncxView(input, toc, pages)),
    css: physicalCss(
      styleSheet(input.fonts, hrefTo({ file: folders.fonts }, stylesheet), input.baseCss, input.css),
      input.pageProgression === 'rtl' ? 'vertical' : 'horizontal',
    ),
    documents: documents.flatMap((document) => packDocument(document, input, render)),
    resources,
    profile,
    modified: input.modified,
  };
}

/** Names of the templates in templates/epub/, without the ending; the entries call themselves for what is below. */
export const EPUB_TEMPLATES = ['package', 'nav', 'nav-entry', 'ncx', 'ncx-point', 'document'] as const;

type Render = (name: (typeof EPUB_TEMPLATES)[number], view: object) => string;

/** Mustache has no code in its templates and escapes all but finished XML in triple braces. */
function templateRenderer(templates: Readonly<Record<string, string>>): Render {
  for (const name of EPUB_TEMPLATES) {
    // Mustache would leave a missing template out without a word.
    if (templates[name]) continue;
    const file = `templates/epub/${name}.mustache`;
    throw new BuildError(
      'epub-template',
      `Template \`${file}\` is missing or empty`,
      'Install Banxin again.',
    );
  }
  return (name, view) =>
    fillTemplate(`templates/epub/${name}.mustache`, templates[name] ?? '', view, {
      partials: templates,
      escape: escapeXml,
    });
}

/** Looks a picture up, by its path as written or decoded, and notes that it is shown. */
function packingOf(
  images: ReadonlyMap<string, MediaFile>,
  folder: string,
  shown: Map<string, Resource>,
): (source: string) => string | undefined {
  const byPath = new Map<string, Resource>();
  return (source) => {
    const image = images.get(source) ?? images.get(decodePath(source));
    if (image === undefined) return undefined;
    const resource = byPath.get(source) ?? imageResource(image, folder);
    byPath.set(source, resource);
    shown.set(resource.file, resource);
    return resource.file;
  };
}

function decodePath(source: string): string {
  try {
    return decodeURIComponent(source);
  } catch {
    return source;
  }
}

function convertDocument(
  document: SpineDocument,
  input: EpubInput,
  targets: ReadonlyMap<string, LinkTarget>,
  imageFile: (source: string) => string | undefined,
  cover: Resource,
): ConvertedDocument {
  const { chapter, file, kind } = document;
  if (kind === 'nav') return document;
  if (kind === 'cover') {
    return {
      ...document,
      section: coverSection(chapter, hrefTo({ file: cover.file }, file), input.book.metadata.title),
    };
  }
  const { labels, profile } = input;
  const context = { file, targets, imageFile, labels, notes: profile.notes };
  const section = chapterSection(chapter, context, document.continues);
  addClasses(section, profile);
  return { ...document, section };
}

function packDocument(
  document: ConvertedDocument,
  input: EpubInput,
  render: Render,
): readonly PackedDocument[] {
  const { chapter, file, section } = document;
  if (section === undefined) return [];
  const view = {
    ...frameOf(input, file, kindOf(chapter)),
    title: documentTitle(document, input),
    bodyType: chapter.part === 'cover' ? '' : MATTER_TYPES[chapter.matter],
    content: serialiseElement(section),
  };
  return [{ file, xhtml: render('document', view) }];
}

/** What the template of a document needs besides its content. */
function frameOf({ book, profile, pageProgression }: EpubInput, file: string, kind: DocumentKind): object {
  return {
    language: book.metadata.language,
    rootClass: profile.rootClass[pageProgression === 'rtl' ? 'vertical' : 'horizontal'] ?? '',
    bodyClass: profile.bodyClass[kind] ?? '',
    stylesheet: hrefTo({ file: profile.stylesheet }, file),
  };
}

function documentTitle({ chapter }: SpineDocument, { book, labels }: EpubInput): string {
  if (chapter.title !== '') return chapter.title;
  if (chapter.part === 'cover') return labels.cover;
  if (chapter.part === 'colophon') return labels.colophon;
  return book.metadata.title;
}

type PageEntries = ReturnType<typeof pageEntries>;

/** What the navigation document lists besides landmarks. */
interface Lists {
  readonly toc: readonly NavEntry[];
  readonly pages: PageEntries;
  readonly lists: readonly CaptionList[];
}

function renderNavigation(
  input: EpubInput,
  spine: readonly SpineDocument[],
  { toc, pages, lists }: Lists,
  render: Render,
): string {
  const contents = spine.find(({ kind }) => kind === 'nav')?.chapter;
  const title = contents === undefined || contents.title === '' ? input.labels.contents : contents.title;
  const landmarks = buildLandmarks(spine, input.labels);
  const content = render('nav', {
    id: contents?.id ?? '',
    title,
    entries: toc,
    pagesTitle: input.labels.pages,
    hasPages: pages.length > 0,
    pages,
    lists,
    landmarksTitle: input.labels.landmarks,
    hasLandmarks: landmarks.length > 0,
    landmarks,
  });
  return render('document', {
    ...frameOf(input, input.profile.navigation, 'contents'),
    title,
    bodyType: contents === undefined ? '' : MATTER_TYPES[contents.matter],
    content,
  });
}

/** Entry of the NCX: ids and the order of reading are counted through the tree. */
interface NcxPoint {
  readonly order: number;
  readonly title: string;
  readonly href: string;
  readonly children: readonly NcxPoint[];
}

function ncxView(input: EpubInput, entries: readonly NavEntry[], pages: PageEntries): object {
  let order = 0;
  const number = (list: readonly NavEntry[]): readonly NcxPoint[] =>
    list.map((entry) => {
      order += 1;
      return { order, title: entry.title, href: entry.href, children: number(entry.children) };
    });
  const points = number(entries);
  const { metadata } = input.book;
  return {
    language: metadata.language,
    identifier: input.identifier,
    depth: depthOf(entries),
    title: metadata.title,
    points,
    pagesTitle: input.labels.pages,
    ...ncxPages(pages, order),
  };
}

function packageView(
  input: EpubInput,
  documents: readonly ConvertedDocument[],
  resources: readonly Resource[],
  cover: Resource,
): object {
  const { metadata } = input.book;
  const sections = documents.flatMap(({ section, kind }) => (section && kind === 'text' ? [section] : []));
  return {
    language: metadata.language,
    identifier: input.identifier,
    title: metadata.title,
    subtitle: metadata.subtitle ?? '',
    ...peopleOf(metadata),
    publisher: metadata.publisher ?? '',
    date: metadata.date ?? '',
    rights: metadata.rights ?? '',
    description: metadata.description ?? '',
    pageSource: input.pageList?.source ?? '',
    series: metadata.series?.title ?? '',
    seriesNumber: metadata.series?.number === undefined ? '' : String(metadata.series.number),
    modified: formatModified(input.modified),
    accessibility: accessibilityOf(surveyContent(sections, resources), input.labels, {
      hasPages: input.pageList !== undefined,
      claim: input.accessibility,
    }),
    hasFonts: input.fonts.length > 0,
    documents: documents.flatMap((document) => documentItem(document)),
    resources: resources.map((resource, index) => ({
      id: resource.file === cover.file ? 'cover-image' : `resource-${index + 1}`,
      href: resource.file,
      mediaType: resource.mediaType,
      properties: resource.file === cover.file ? 'cover-image' : '',
    })),
    spine: documents.map((document) => ({ idref: document.kind === 'nav' ? 'nav' : itemId(document) })),
    guide: input.profile.guide ? guideOf(buildLandmarks(documents, input.labels)) : [],
    hasGuide: input.profile.guide,
    ...profileView(input.profile, input.pageProgression, input.fonts.length > 0),
    pageProgression: input.pageProgression,
  };
}

/** Manifest item of a document; what it embeds has to be declared (EPUB 3.3 §5.6.2.1). */
function documentItem(document: ConvertedDocument): readonly object[] {
  const { section } = document;
  if (section === undefined) return [];
  const properties: string[] = [];
  if (containsElement(section, 'math')) properties.push('mathml');
  if (containsElement(section, 'svg')) properties.push('svg');
  return [{ id: itemId(document), href: document.file, properties: properties.join(' ') }];
}

/** As its file is called, which is unique. */
function itemId({ file }: SpineDocument): string {
  return posix.basename(file, '.xhtml');
}
