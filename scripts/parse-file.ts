import { highlightCode } from './markdown/highlight-code.ts';
import { type ParsedMarkdown, parseMarkdown } from './markdown/parse-markdown.ts';
import { copyTree } from './model/copy-tree.ts';
import type { Manuscript, SpineItem } from './model/manuscript.ts';
import { setTypography } from './typography/set-typography.ts';

/** A chapter's file between the stages markdown and book. */
export type FileContent = ParsedMarkdown & { readonly source: string };

/** A file of the spine. */
export type FileItem = SpineItem & { readonly kind: 'file' };

/** Gives the content of a file, whose tree the caller may change. */
export type ParseFile = (item: FileItem, manuscript: Manuscript) => Promise<FileContent>;

/** The stages markdown and typography for one file. */
export const parseFile: ParseFile = async (item, manuscript) => {
  const { includes, metadata, markdown } = manuscript;
  const extensions = extensionsFor(manuscript);
  const source = prefixOf(manuscript) + item.path;
  const file = {
    path: source,
    text: item.text,
    from: item.path,
    ...(includes !== undefined && { includes }),
  };
  const parsed = parseMarkdown(file, { extensions, language: metadata.language });
  if (extensions['code'] !== false) await highlightCode(parsed.content);
  setTypography(parsed.content, markdown.newline, metadata.language);
  return { ...parsed, source };
};

/** Versions of a file that are remembered: as it was when everything was read, as it is, and one between them. */
const VERSIONS = 3;

/** The same, remembering what was parsed: a file that is as it was costs a copy of its tree. */
export class ParsedFiles {
  /** By all that a file's content follows from, the version that was asked for last at the end; by paths. */
  #known = new Map<string, ReadonlyMap<string, FileContent>>();

  /** Parses a file that is not known. */
  readonly parse: ParseFile = async (item, manuscript) => {
    const parsed = await this.peek(item, manuscript);
    return { ...parsed, content: copyTree(parsed.content) };
  };

  /** The content as it is remembered, not to be changed. */
  async peek(item: FileItem, manuscript: Manuscript): Promise<FileContent> {
    const key = keyOf(item, manuscript);
    const known = this.#known.get(item.path)?.get(key);
    const parsed = known ?? (await parseFile(item, manuscript));
    const others = [...(this.#known.get(item.path) ?? [])].filter(([one]) => one !== key);
    this.#known.set(item.path, new Map([...others.slice(1 - VERSIONS), [key, parsed]]));
    return parsed;
  }

  /** Forgets all but the files of a manuscript. */
  keepOnly(manuscript: Manuscript): void {
    const kept = new Map<string, ReadonlyMap<string, FileContent>>();
    for (const item of manuscript.spine) {
      if (item.kind !== 'file') continue;
      const key = keyOf(item, manuscript);
      const parsed = this.#known.get(item.path)?.get(key);
      if (parsed !== undefined) kept.set(item.path, new Map([[key, parsed]]));
    }
    this.#known = kept;
  }
}

/** The extensions that a manuscript's files are read with. */
export function extensionsFor({
  markdown,
  citations,
  editions,
}: Manuscript): Readonly<Record<string, boolean>> {
  return {
    ...markdown.extensions,
    // Without a bibliography an @ in brackets is text.
    ...(citations === undefined && { citation: false }),
    ...(editions.every(({ variables }) => variables === undefined) && { variable: false }),
  };
}

/** Places are told relative to the book's folder, where the author's editor is open. */
function prefixOf({ folder, bookFolder }: Manuscript): string {
  return folder === bookFolder ? '' : 'manuscript/';
}

/** What a file's content follows from beside its text, by manuscript: a book of many files asks for it often. */
const settings = new WeakMap<Manuscript, string>();

function keyOf({ path, text }: FileItem, manuscript: Manuscript): string {
  const { includes, metadata, markdown } = manuscript;
  const known = settings.get(manuscript);
  const setting =
    known ??
    JSON.stringify([
      ...[prefixOf(manuscript), metadata.language, markdown.newline],
      ...[extensionsFor(manuscript), [...(includes ?? [])]],
    ]);
  if (known === undefined) settings.set(manuscript, setting);
  return `${setting}\0${path}\0${text}`;
}
