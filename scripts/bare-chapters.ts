import { withoutPlainText } from './book/without-plain-text.ts';
import { copyTree } from './model/copy-tree.ts';
import type { Manuscript } from './model/manuscript.ts';
import type { FileContent, FileItem, ParsedFiles } from './parse-file.ts';

/** What tells of places in a file. */
const PLACES: ReadonlySet<string> = new Set(['position', 'dataSource']);

/** The files of a manuscript without what no other chapter can depend on, each reduced once. */
export class BareChapters {
  readonly #parsed: ParsedFiles;
  readonly #bare = new WeakMap<FileContent, FileContent>();
  readonly #reach = new WeakMap<FileContent, string>();

  /** @param parsed the files as they are read */
  constructor(parsed: ParsedFiles) {
    this.#parsed = parsed;
  }

  /** Contents to be joined, which may be changed: whole ones by their paths, bare ones of the rest. */
  async contents(
    manuscript: Manuscript,
    whole: ReadonlySet<string>,
  ): Promise<ReadonlyMap<string, FileContent>> {
    const contents = new Map<string, FileContent>();
    for (const item of manuscript.spine) {
      if (item.kind !== 'file') continue;
      const known = whole.has(item.path)
        ? await this.#parsed.peek(item, manuscript)
        : await this.#bareOf(item, manuscript);
      contents.set(item.path, { ...known, content: copyTree(known.content) });
    }
    return contents;
  }

  /** What other chapters can depend on of a file, as a text: its places make no difference to them. */
  async reach(item: FileItem, manuscript: Manuscript): Promise<string> {
    const bare = await this.#bareOf(item, manuscript);
    const known = this.#reach.get(bare);
    if (known !== undefined) return known;
    const { title, shortTitle, kind, content } = bare;
    const reach = JSON.stringify([title, shortTitle, kind, content], (key, value: unknown) =>
      PLACES.has(key) ? undefined : value,
    );
    this.#reach.set(bare, reach);
    return reach;
  }

  async #bareOf(item: FileItem, manuscript: Manuscript): Promise<FileContent> {
    const parsed = await this.#parsed.peek(item, manuscript);
    const bare = this.#bare.get(parsed) ?? { ...parsed, content: withoutPlainText(parsed.content) };
    this.#bare.set(parsed, bare);
    return bare;
  }
}
