import { resolve } from 'node:path';
import { checkPictures, unusablePicture } from './check/check-book.ts';
import { type PictureFault, pictureFault } from './check/picture-fault.ts';
import type { FontFiles } from './fonts/subset-faces.ts';
import { type DiagramCache, diagramDrawer } from './formats/pages/draw-diagrams.ts';
import type { ManuscriptFiles } from './manuscript/manuscript-files.ts';
import { readManuscript } from './manuscript/read-manuscript.ts';
import { EXTENSIONS } from './markdown/extensions/index.ts';
import type { Book } from './model/book.ts';
import type { Diagnostic } from './model/diagnostic.ts';
import type { Edition } from './model/edition.ts';
import type { Manuscript } from './model/manuscript.ts';
import type { MediaFile } from './model/media-file.ts';
import { applyRules } from './model/rules.ts';
import type { ParseFile } from './parse-file.ts';
import { loadAssets } from './platform/assets.ts';
import type { BrowserSession } from './platform/browser.ts';
import { disk } from './platform/disk.ts';
import { mermaidScript } from './platform/mermaid-package.ts';
import { type ShadowedFiles, shadowedFiles } from './platform/package-files.ts';
import { ReadLog } from './platform/read-log.ts';
import { type BookFiles, drawDiagrams, type PreparedBook, prepareBook } from './prepare-book.ts';

const EXTENSION_NAMES = EXTENSIONS.map((extension) => extension.name);

/** A book as it is read, with whatever was found wrong. */
export interface LoadedBook {
  readonly manuscript: Manuscript | undefined;
  readonly book: Book | undefined;
  /** As {@link PreparedBook.books}. */
  readonly books: PreparedBook['books'];
  /** Fills the book's generated parts, once an edition's notes are set. */
  readonly fillParts: PreparedBook['fillParts'];
  readonly assets: ReadonlyMap<string, MediaFile>;
  readonly files: ShadowedFiles;
  /** Every file of the book that was read, or will be. */
  readonly inputs: ReadLog;
  readonly diagnostics: readonly Diagnostic[];
}

/** A book that can be produced. */
export type CompleteBook = LoadedBook & { readonly manuscript: Manuscript; readonly book: Book };

/** Whether there is a book, with or without mistakes. */
export function isComplete(loaded: LoadedBook): loaded is CompleteBook {
  return loaded.book !== undefined && loaded.manuscript !== undefined;
}

/** A book's folder as it is read, before its Markdown is. */
export interface ReadFolder {
  /** Absent where there is nothing to build or to check. */
  readonly manuscript: Manuscript | undefined;
  /** Templates and styles of citations. */
  readonly bookFiles: BookFiles;
  readonly files: ShadowedFiles;
  /** As {@link LoadedBook.inputs}. */
  readonly inputs: ReadLog;
  /** Where the manuscript is read from. */
  readonly from: ManuscriptFiles;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads book.yaml and the texts of the manuscript. */
export async function readFolder(bookPath: string, from: ManuscriptFiles = disk): Promise<ReadFolder> {
  const folder = resolve(bookPath);
  const inputs = new ReadLog();
  const files = shadowedFiles(folder, inputs);
  const epoch = process.env['SOURCE_DATE_EPOCH'];
  const environment = {
    ...(epoch === undefined ? {} : { sourceDateEpoch: epoch }),
    printers: await readYaml(files, 'styles/press/printers'),
    epubProfiles: await readYaml(files, 'styles/epub'),
  };
  const { manuscript, draft, diagnostics } = await readManuscript(
    folder,
    inputs.over(from),
    environment,
    EXTENSION_NAMES,
  );
  // With mistakes in book.yaml the Markdown is checked all the same: the author sees everything at once.
  const read = manuscript ?? draft;
  const bookFiles = {
    templates: await readTemplates(files),
    citations: read?.citations === undefined ? {} : await readCitationFiles(files),
  };
  return { manuscript: read, bookFiles, files, inputs, from, diagnostics };
}

/**
 * From the disk to a checked book.
 * @param isWanted which editions it is for, as each may refuse missing pictures
 * @param parse reads a file of the manuscript
 */
export async function loadBook(
  bookPath: string,
  isWanted: (edition: Edition) => boolean = () => true,
  signal?: AbortSignal,
  parse?: ParseFile,
): Promise<LoadedBook> {
  return loadFolder(await readFolder(bookPath), isWanted, signal, parse);
}

/** As {@link loadBook}, of a folder that has been read. */
export async function loadFolder(
  { manuscript, bookFiles, files, inputs, from, diagnostics }: ReadFolder,
  isWanted: (edition: Edition) => boolean = () => true,
  signal?: AbortSignal,
  parse?: ParseFile,
): Promise<LoadedBook> {
  if (manuscript === undefined) {
    return {
      manuscript,
      book: undefined,
      books: new Map(),
      fillParts: (book) => book,
      assets: new Map(),
      files,
      inputs,
      diagnostics,
    };
  }
  const prepared = await prepareBook(manuscript, bookFiles, signal, parse);
  const wraps = manuscript.editions.flatMap(({ cover }) => Object.values(cover?.pictures ?? {}));
  const cover = [...(manuscript.coverImage === undefined ? [] : [manuscript.coverImage]), ...wraps];
  const bookOf = ({ name }: Edition): Book => prepared.books.get(name) ?? prepared.book;
  const books = new Set(manuscript.editions.map(bookOf));
  const paths = [...[...books].flatMap(({ images }) => images.map((image) => image.path)), ...cover];
  const { usable: assets, faults } = sound(await loadAssets(manuscript.folder, paths, inputs.over(from)));
  const missing = manuscript.editions
    .filter(isWanted)
    .flatMap((edition) => checkPictures(bookOf(edition), new Set(assets.keys()), edition.fpo, faults));
  return {
    manuscript,
    book: prepared.book,
    books: prepared.books,
    fillParts: prepared.fillParts,
    assets,
    files,
    inputs,
    diagnostics: applyRules(
      [...diagnostics, ...prepared.diagnostics, ...withoutTwins([...missing, ...coverFaults(cover, faults)])],
      manuscript.rules,
    ),
  };
}

async function readTemplates(files: ShadowedFiles): Promise<Record<string, string>> {
  const templates: Record<string, string> = {};
  for (const name of await files.list('templates/html')) {
    if (!name.endsWith('.mustache')) continue;
    templates[name.slice(0, -'.mustache'.length)] = (await files.read(`templates/html/${name}`)) ?? '';
  }
  return templates;
}

/** The YAML of a folder that book.yaml may name, by the names of its files. */
async function readYaml(files: ShadowedFiles, folder: string): Promise<ReadonlyMap<string, string>> {
  const names = (await files.list(folder)).filter((name) => name.endsWith('.yaml'));
  const texts = names.map(async (name) => {
    const text = (await files.read(`${folder}/${name}`)) ?? '';
    return [name.slice(0, -'.yaml'.length), text] as const;
  });
  return new Map(await Promise.all(texts));
}

/** Styles of citations and the words of languages in them, by their paths from styles/citations/. */
async function readCitationFiles(files: ShadowedFiles): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const folder of ['', 'locales/']) {
    for (const name of await files.list(`styles/citations/${folder}`)) {
      if (!/\.(?:csl|xml)$/.test(name)) continue;
      texts[folder + name] = (await files.read(`styles/citations/${folder}${name}`)) ?? '';
    }
  }
  return texts;
}

/** Pictures that can be printed, and what is wrong with them and the others, which are as good as missing. */
function sound(pictures: ReadonlyMap<string, MediaFile>): {
  readonly usable: ReadonlyMap<string, MediaFile>;
  readonly faults: ReadonlyMap<string, PictureFault>;
} {
  const usable = new Map(pictures);
  const faults = new Map<string, PictureFault>();
  for (const [path, picture] of pictures) {
    const fault = pictureFault(picture);
    if (fault === undefined) continue;
    faults.set(path, fault);
    if (!fault.isPrinted) usable.delete(path);
  }
  return { usable, faults };
}

/** A cover has no frame that could stand for its picture. */
function coverFaults(
  paths: readonly string[],
  faults: ReadonlyMap<string, PictureFault>,
): readonly Diagnostic[] {
  return paths.flatMap((path) => {
    const fault = faults.get(path);
    return fault === undefined ? [] : [unusablePicture(path, fault)];
  });
}

/** A picture missing in several editions is told once, as an error if it is one anywhere. */
function withoutTwins(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const told = new Map<string, Diagnostic>();
  for (const diagnostic of diagnostics) {
    const key = JSON.stringify([diagnostic.ruleId, diagnostic.message, diagnostic.place]);
    if (diagnostic.severity === 'error' || !told.has(key)) told.set(key, diagnostic);
  }
  return [...told.values()];
}

/** The book with its diagrams drawn; `cache` keeps the drawings for the next time. */
export async function withDiagrams<Loaded extends CompleteBook>(
  loaded: Loaded,
  session: BrowserSession,
  fonts: FontFiles,
  cache: DiagramCache = new Map(),
): Promise<Loaded> {
  const { bookFolder, metadata, rules } = loaded.manuscript;
  const draw = diagramDrawer({
    newPage: () => session.newPage(),
    script: () => mermaidScript(bookFolder),
    fonts,
    language: metadata.language,
    cache,
  });
  const { diagnostics, ...books } = await drawDiagrams(loaded, draw);
  return { ...loaded, ...books, diagnostics: [...loaded.diagnostics, ...applyRules(diagnostics, rules)] };
}
