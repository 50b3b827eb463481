import { highlightCode } from './markdown/highlight-code.ts';
import { type ParsedMarkdown, parseMarkdown } from './markdown/parse-markdown.ts';
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

/** The same, remembering what was parsed: a file that is as it was costs a copy of its tree. */
export class ParsedFiles {
  /** By all that a file's content follows from. */
  #known = new Map<string, FileContent>();

  /** Parses a file that is not known. */
  readonly parse: ParseFile = async (item, manuscript) => {
    const parsed = await this.peek(item, manuscript);
    return { ...parsed, content: structuredClone(parsed.content) };
  };

  /** The content as it is remembered, not to be changed. */
  async peek(item: FileItem, manuscript: Manuscript): Promise<FileContent> {
    const key = keyOf(item, manuscript);
    const parsed = this.#known.get(key) ?? (await parseFile(item, manuscript));
    this.#known.set(key, parsed);
    return parsed;
  }

  /** Forgets all but the files of a manuscript. */
  keepOnly(manuscript: Manuscript): void {
    const kept = manuscript.spine.flatMap((item) => (item.kind === 'file' ? [keyOf(item, manuscript)] : []));
    this.#known = new Map(
      kept.flatMap((key) => {
        const parsed = this.#known.get(key);
        return parsed === undefined ? [] : [[key, parsed] as const];
      }),
    );
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

function keyOf(item: FileItem, manuscript: Manuscript): string {
  const { includes, metadata, markdown } = manuscript;
  return JSON.stringify([
    ...[prefixOf(manuscript), item.path, item.text, metadata.language, markdown.newline],
    ...[extensionsFor(manuscript), [...(includes ?? [])]],
  ]);
}
