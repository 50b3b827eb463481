import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import type { ManuscriptFiles } from '../manuscript/manuscript-files.ts';

/** A file as it was read. */
export interface ReadFile {
  /** Path from the folder of the book (inside a package, for a font), with `/`. */
  readonly path: string;
  readonly bytes: number;
  /** SHA-256 of its content, in hexadecimal. */
  readonly sha256: string;
}

/** The SHA-256 of some content, in hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A path from a folder, which may itself be a link. */
function within(folder: string, path: string): string {
  const from = path.startsWith(folder + sep) ? folder : realpathSync(folder);
  return relative(from, path).split(sep).join('/');
}

/** Remembers what was read of a book: the build is made from it, and from nothing else. */
export class ReadLog {
  readonly #read = new Map<string, ReadFile>();
  readonly #began = Date.now();

  /** Notes a file by its absolute path. */
  note(path: string, content: Uint8Array): void {
    if (this.#read.has(path)) return;
    this.#read.set(path, { path, bytes: content.length, sha256: sha256(content) });
  }

  /** The same files, whose content is noted when it is read. */
  over(files: ManuscriptFiles): ManuscriptFiles {
    return {
      ...files,
      readBytes: async (path) => {
        const content = await files.readBytes(path);
        this.note(path, content);
        return content;
      },
    };
  }

  /** What was read, by its path from a folder, sorted. */
  from(folder: string): readonly ReadFile[] {
    const files = Array.from(this.#read.values(), (file) => ({ ...file, path: within(folder, file.path) }));
    return files.sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** Paths from a folder of files that were written since the reading began: what is built of them may be old. */
  async changed(folder: string): Promise<readonly string[]> {
    const changed: string[] = [];
    for (const path of this.#read.keys()) {
      const status = await stat(path).catch(() => undefined);
      if (status === undefined || status.mtimeMs > this.#began) changed.push(within(folder, path));
    }
    return changed.sort();
  }
}
