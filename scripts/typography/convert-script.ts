import type { Element, Root } from 'hast';
import { Converter } from 'opencc-js';
import type { Book, Chapter, IndexEntry } from '../model/book.ts';
import type { Reference } from '../model/citation.ts';
import { copyTree } from '../model/copy-tree.ts';
import type { Language, Metadata, Publication } from '../model/metadata.ts';
import { visit } from '../model/visit.ts';
import { setCornerQuotes } from './corner-quotes.ts';
import { textRunsOf } from './text-runs.ts';

/** Chinese, by where it is read. */
type Chinese = Extract<Language, `zh-${string}`>;

/** OpenCC's names of what is written where: Taiwan with its own words for things. */
const LOCALES = { 'zh-CN': 'cn', 'zh-TW': 'twp', 'zh-HK': 'hk' } as const;

/** Quotation marks of Taiwan and Hong Kong, in lines that run across too (C09). */
const CORNERS: Readonly<Record<string, string>> = { '“': '「', '”': '」', '‘': '『', '’': '』' };
const CURVED: Readonly<Record<string, string>> = { '「': '“', '」': '”', '『': '‘', '』': '’' };

/** Texts that are shown although they stand in attributes. */
const SHOWN = ['alt', 'title', 'ariaLabel'] as const;
/** Taken literally: what stands in them is typed, not read. */
const VERBATIM = 'pre code kbd samp'.split(' ');

function isChinese(language: Language): language is Chinese {
  return language in LOCALES;
}

/**
 * A copy of a Chinese book in the characters, the words and the quotation marks of another region, by OpenCC's
 * dictionaries. Code and parts in other languages stay as they are, ids and paths too; the index keeps its order.
 */
export function convertBook(book: Book, to: Language): Book {
  const from = book.metadata.language;
  if (!isChinese(from) || !isChinese(to) || from === to) return book;
  const convert = converter(from, to);
  return {
    ...book,
    metadata: { ...convertMetadata(book.metadata, convert), language: to },
    chapters: book.chapters.map((chapter) => convertChapter(chapter, convert, to)),
    captions: book.captions.map((caption) => ({
      ...caption,
      ...(caption.label === undefined ? {} : { label: convert(caption.label) }),
      title: convert(caption.title),
    })),
    references: book.references.map((one) => convertReference(one, convert)),
    index: book.index.map(({ label, entries }) => ({
      label: convert(label),
      entries: entries.map((entry) => convertEntry(entry, convert)),
    })),
  };
}

type Convert = (text: string) => string;

function converter(from: Chinese, to: Chinese): Convert {
  const characters = Converter({ from: LOCALES[from], to: LOCALES[to] });
  if (to !== 'zh-CN') return characters;
  return (text) => characters(text).replace(/[「」『』]/g, (mark: string) => CURVED[mark] ?? mark);
}

function convertMetadata(metadata: Metadata, convert: Convert): Metadata {
  const { contributors, series, publication, ...rest } = metadata;
  const texts = Object.entries(rest).map(([key, value]) => [
    key,
    key === 'identifier' || key === 'date' ? value : convert(value),
  ]);
  return {
    ...(Object.fromEntries(texts) as typeof rest),
    contributors: contributors.map((one) => ({ ...one, name: convert(one.name) })),
    ...(series === undefined ? {} : { series: { ...series, title: convert(series.title) } }),
    ...(publication === undefined ? {} : { publication: convertPublication(publication, convert) }),
  };
}

function convertPublication({ cip, ...rest }: Publication, convert: Convert): Publication {
  const texts = Object.entries(rest).map(([key, value]) => [
    key,
    typeof value === 'string' && key !== 'printingDate' ? convert(value) : value,
  ]);
  return {
    ...(Object.fromEntries(texts) as typeof rest),
    ...(cip === undefined ? {} : { cip: cip.map(convert) }),
  };
}

function convertChapter(chapter: Chapter, convert: Convert, to: Chinese): Chapter {
  const tree = <Tree extends Root | Element>(original: Tree): Tree => {
    const copy = copyTree(original);
    convertTree(copy, convert);
    // Marks first open and then close in a run of text, over the elements in it.
    if (to !== 'zh-CN') for (const run of textRunsOf(copy, isForeign)) setCornerQuotes(run, CORNERS);
    return copy;
  };
  return {
    ...chapter,
    title: convert(chapter.title),
    ...(chapter.shortTitle === undefined ? {} : { shortTitle: convert(chapter.shortTitle) }),
    headings: chapter.headings.map((heading) => ({ ...heading, title: convert(heading.title) })),
    content: tree(chapter.content),
    notes: chapter.notes.map((note) => ({ ...note, content: tree(note.content) })),
    ...(chapter.references !== undefined && {
      references: chapter.references.map((one) => convertReference(one, convert)),
    }),
  };
}

function convertTree(tree: Root | Element, convert: Convert): void {
  visit(tree, (node) => {
    if (node.type === 'text') node.value = convert(node.value);
    if (node.type !== 'element') return undefined;
    if (VERBATIM.includes(node.tagName) || isForeign(node)) return 'skip';
    for (const name of SHOWN) {
      const value = node.properties[name];
      if (typeof value === 'string') node.properties[name] = convert(value);
    }
    return undefined;
  });
}

/** In a language of its own. */
function isForeign({ properties }: Element): boolean {
  const language = properties['lang'];
  return typeof language === 'string' && !/^zh\b/i.test(language);
}

/** A title is cited in the script of its book, but an edition in other characters has them throughout. */
function convertReference(reference: Reference, convert: Convert): Reference {
  return reference.language.startsWith('zh') ? { ...reference, html: convert(reference.html) } : reference;
}

function convertEntry(entry: IndexEntry, convert: Convert): IndexEntry {
  const pointers = (list: IndexEntry['see']): IndexEntry['see'] =>
    list.map((pointer) => ({ ...pointer, text: convert(pointer.text) }));
  return {
    ...entry,
    text: convert(entry.text),
    see: pointers(entry.see),
    seeAlso: pointers(entry.seeAlso),
    children: entry.children.map((child) => convertEntry(child, convert)),
  };
}
