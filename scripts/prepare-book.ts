import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Element, Root } from 'hast';
import { assembleBook } from './book/assemble-book.ts';
import type { Citer } from './book/citations/citer.ts';
import { loadCiter } from './book/citations/load-citer.ts';
import { checkConditions, conditionsIn, conditionsMet, selectPassages } from './book/select-edition.ts';
import { setVariables } from './book/variables.ts';
import { checkBook } from './check/check-book.ts';
import { titleAdmonitions } from './html/admonition-titles.ts';
import { setColumns } from './html/columns.ts';
import { diagramsOf, setDiagrams } from './html/diagrams.ts';
import { fillGeneratedParts } from './html/generated-parts.ts';
import { setPictures } from './html/pictures.ts';
import { setNotes } from './html/set-notes.ts';
import { setReferences } from './html/set-references.ts';
import { type Book, type Chapter, treesOf } from './model/book.ts';
import { copyTree } from './model/copy-tree.ts';
import { type Diagnostic, toldOnce } from './model/diagnostic.ts';
import type { DrawDiagrams } from './model/diagram.ts';
import type { Edition } from './model/edition.ts';
import { columnsOf } from './model/geometry.ts';
import type { Manuscript } from './model/manuscript.ts';
import { extensionsFor, type FileContent, type ParseFile, parseFile } from './parse-file.ts';
import { convertBook } from './typography/convert-script.ts';
import { quotationSetter } from './typography/quotation-marks.ts';
import { setVertical } from './typography/set-vertical.ts';
import { hasTurnedBlocks, turnBlocks } from './typography/turned-blocks.ts';
import { hasWarichu, setWarichu } from './typography/warichu.ts';

/** A book before its pictures and editions. */
export interface PreparedBook {
  /** As its first edition has it. Its generated parts are still empty: the contents list what an edition adds. */
  readonly book: Book;
  /** The same with the passages that each edition has, by its name; one for all editions that do not differ. */
  readonly books: ReadonlyMap<string, Book>;
  /** Fills the generated parts, as an edition has them. */
  readonly fillParts: (book: Book, edition: Edition) => Book;
  readonly diagnostics: readonly Diagnostic[];
}

/** Texts that are not the author's, by their names. */
export interface BookFiles {
  /** Templates in templates/html/, without ending. */
  readonly templates: Readonly<Record<string, string>>;
  /** Styles and locales in styles/citations/; needed only by a book that cites. */
  readonly citations?: Readonly<Record<string, string>>;
}

/**
 * The pure stages in their order: markdown ▶ typography ▶ book ▶ check ▶ titles. Between files the process
 * attends to other things, such as a browser that is starting.
 * @param signal stops the work
 * @param parse reads a file
 */
export async function prepareBook(
  manuscript: Manuscript,
  files: BookFiles,
  signal?: AbortSignal,
  parse: ParseFile = parseFile,
): Promise<PreparedBook> {
  const contents = new Map<string, FileContent>();
  for (const item of manuscript.spine) {
    if (item.kind !== 'file') continue;
    await nextTurn();
    signal?.throwIfAborted();
    contents.set(item.path, await parse(item, manuscript));
  }
  return joinFiles(manuscript, contents, files);
}

/**
 * The stages behind those of single files; the trees of `contents` are changed.
 * @param isChecked which chapters the rules of the manuscript look at
 */
export async function joinFiles(
  manuscript: Manuscript,
  contents: ReadonlyMap<string, FileContent>,
  files: BookFiles,
  isChecked: (chapter: Chapter) => boolean = () => true,
): Promise<PreparedBook> {
  const diagnostics = [...contents.values()].flatMap((parsed) => parsed.diagnostics);
  const { contentsDepth } = manuscript.references;
  const fillParts: PreparedBook['fillParts'] = (book, edition) =>
    fillGeneratedParts(book, files.templates, contentsDepth, edition);
  const { citations, metadata } = manuscript;
  const isCiting = citations !== undefined && extensionsFor(manuscript)['citation'] !== false;
  const citer =
    isCiting && (await loadCiter(citations, files.citations ?? {}, metadata.language, diagnostics));
  const joined = joinEditions(manuscript, contents, citer || undefined, isChecked);
  return { ...joined, fillParts, diagnostics: [...diagnostics, ...joined.diagnostics] };
}

/** Joins the chapters, once for all editions that have the same passages. */
function joinEditions(
  manuscript: Manuscript,
  contents: ReadonlyMap<string, FileContent>,
  citer: Citer | undefined,
  isChecked: (chapter: Chapter) => boolean,
): Omit<PreparedBook, 'fillParts'> {
  const trees = [...contents.values()].map(({ content }) => content);
  const conditions = conditionsIn(trees);
  const { editions } = manuscript;
  const join = (
    own: ReadonlyMap<string, FileContent>,
    variables: Edition['variables'],
  ): { book: Book; diagnostics: readonly Diagnostic[] } => {
    const unknown: Diagnostic[] = [];
    const written = variables === undefined ? own : withVariables(own, variables, unknown);
    const { book, diagnostics } = assembleBook(manuscript, written, citer);
    const checked = { ...book, chapters: book.chapters.filter(isChecked) };
    return {
      book: titleAdmonitions(book),
      diagnostics: [...unknown, ...diagnostics, ...checkBook(checked, manuscript.editions)],
    };
  };
  const isOne = new Set(editions.map(({ variables }) => JSON.stringify(variables))).size < 2;
  if (conditions.size === 0 && isOne) return { ...join(contents, editions[0]?.variables), books: new Map() };
  const variants = new Map<string, ReturnType<typeof join>>();
  const variantFor = (met: readonly string[], variables: Edition['variables']): ReturnType<typeof join> => {
    const key = JSON.stringify([met, variables]);
    const select = ([path, parsed]: [string, FileContent]): [string, FileContent] => [
      path,
      { ...parsed, content: selectPassages(parsed.content, met) },
    ];
    const variant = variants.get(key) ?? join(new Map([...contents].map(select)), variables);
    variants.set(key, variant);
    return variant;
  };
  const books = new Map(
    editions.map((edition) => [
      edition.name,
      variantFor(conditionsMet(conditions, edition), edition.variables).book,
    ]),
  );
  const { book } = [...variants.values()][0] ?? variantFor([], undefined);
  const found = [...variants.values()].flatMap(({ diagnostics }) => diagnostics);
  // What is wrong in a passage of several editions is told once.
  return { book, books, diagnostics: [...checkConditions(trees, editions), ...toldOnce(found)] };
}

/** The chapters, variables in them replaced by what they stand for. */
function withVariables(
  contents: ReadonlyMap<string, FileContent>,
  variables: NonNullable<Edition['variables']>,
  diagnostics: Diagnostic[],
): ReadonlyMap<string, FileContent> {
  return new Map(
    [...contents].map(([path, parsed]) => [
      path,
      { ...parsed, content: setVariables(parsed.content, variables, parsed.source, diagnostics) },
    ]),
  );
}

/** The book with its diagrams drawn, in every form that editions have it in; what could not be drawn is told. */
export async function drawDiagrams(
  { book, books }: Pick<PreparedBook, 'book' | 'books'>,
  draw: DrawDiagrams,
): Promise<Pick<PreparedBook, 'book' | 'books' | 'diagnostics'>> {
  const forms = [...new Set([book, ...books.values()])];
  const sources = [...new Set(forms.flatMap(diagramsOf))];
  if (sources.length === 0) return { book, books, diagnostics: [] };
  const drawn = await draw(sources);
  const set = new Map(forms.map((form) => [form, setDiagrams(form, drawn)]));
  const bookOf = (form: Book): Book => set.get(form)?.book ?? form;
  // What editions share is told once.
  const diagnostics = toldOnce([...set.values()].flatMap((one) => one.diagnostics));
  return {
    book: bookOf(book),
    books: new Map([...books].map(([name, form]) => [name, bookOf(form)])),
    diagnostics,
  };
}

/**
 * The book as one edition sets it: without the parts it leaves out, in its Chinese, its notes where it orders them, its generated
 * parts, its text fit for the direction of its lines, in its columns, its pictures in their sizes and frames for those that are missing.
 */
export function bookForEdition(
  {
    book: first,
    books,
    fillParts,
  }: Pick<PreparedBook, 'book' | 'fillParts'> & Partial<Pick<PreparedBook, 'books'>>,
  edition: Edition,
  available: ReadonlySet<string>,
): Book {
  const { without, page } = edition;
  const book = books?.get(edition.name) ?? first;
  const chapters = book.chapters.filter(({ part }) => part === undefined || !without.includes(part));
  const whole = without.length === 0 ? book : { ...book, chapters };
  const written = edition.language === undefined ? whole : convertBook(whole, edition.language);
  const complete = fillParts(setReferences(setNotes(written, edition)), edition);
  const directed = directedBook(complete, edition);
  return setPictures(setColumns(directed, edition), available, page);
}

/**
 * A copy of the book in the edition's quotation marks, its text made fit for the direction of its lines, and that of blocks
 * that run otherwise for theirs; the book itself where nothing is to be done.
 */
function directedBook(book: Book, { format, page, columns, tateChuYoko, quotationMarks }: Edition): Book {
  const { language } = book.metadata;
  const { writingMode } = page;
  const trees = book.chapters.flatMap(treesOf);
  const marks = (vertical: boolean) => quotationSetter({ language, vertical, quotationMarks });
  const setDown = (tree: Root | Element): void => {
    marks(true)?.(tree);
    setVertical(tree, { language, tateChuYoko });
  };
  const isAcross = writingMode === 'horizontal';
  const isTouched = (tree: Root | Element): boolean => hasWarichu(tree) || hasTurnedBlocks(tree, writingMode);
  if (isAcross && !marks(false) && !trees.some(isTouched)) return book;
  const mostEm = format === 'pdf' ? columnsOf(page, columns).characters : 0;
  const directed = <Tree extends Root | Element>(tree: Tree): Tree => {
    const copy = copyTree(tree);
    setWarichu(copy, mostEm);
    const turned = turnBlocks(copy, writingMode);
    if (isAcross) turned.forEach(setDown);
    if (isAcross) marks(false)?.(copy);
    else setDown(copy);
    return copy;
  };
  return {
    ...book,
    chapters: book.chapters.map((chapter) => ({
      ...chapter,
      content: directed(chapter.content),
      notes: chapter.notes.map((note) => ({ ...note, content: directed(note.content) })),
    })),
  };
}
