import type { FileStatus, ManuscriptFiles } from './manuscript-files.ts';

/** What an in-memory file system holds beside plain files. */
export interface MemoryOptions {
  /** Symbolic links: path → absolute target. */
  readonly links?: Readonly<Record<string, string>>;
  /** Modification times; files without one have 2024-01-01. */
  readonly modified?: Readonly<Record<string, Date>>;
}

/** Links are followed at most this often, as systems do (ELOOP). */
const LINK_LIMIT = 40;

/** Files held in memory, for tests: absolute path → text or bytes. Folders exist through their files. */
export function memoryFiles(
  contents: Readonly<Record<string, string | Uint8Array>>,
  options: MemoryOptions = {},
): ManuscriptFiles {
  const links = Object.entries(options.links ?? {});
  const resolve = (path: string): string => {
    let current = path;
    for (let hop = 0; hop < LINK_LIMIT; hop += 1) {
      const link = links.find(([from]) => current === from || current.startsWith(`${from}/`));
      if (link === undefined) return current;
      current = link[1] + current.slice(link[0].length);
    }
    return '';
  };
  const everyPath = [...Object.keys(contents), ...links.map(([from]) => from)];
  const status = (path: string): FileStatus | undefined => {
    const real = resolve(path);
    const content = contents[real];
    const modified = options.modified?.[real] ?? new Date('2024-01-01T00:00:00Z');
    if (content !== undefined) return { kind: 'file', modified, bytes: Buffer.byteLength(content) };
    const isFolder = real !== '' && everyPath.some((one) => one.startsWith(`${real}/`));
    return isFolder ? { kind: 'folder', modified, bytes: 0 } : undefined;
  };
  return {
    status: async (path) => status(path),
    readBytes: async (path) => {
      const content = contents[resolve(path)];
      if (content === undefined) throw new TypeError(`Expected \`${path}\` to be a file`);
      return typeof content === 'string' ? new TextEncoder().encode(content) : content;
    },
    list: async (folder) => {
      const start = `${resolve(folder)}/`;
      const inside = everyPath.filter((one) => one.startsWith(start));
      return [...new Set(inside.map((one) => one.slice(start.length).split('/')[0] ?? ''))];
    },
    realPath: async (path) => resolve(path),
  };
}
