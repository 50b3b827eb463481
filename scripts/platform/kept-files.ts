import type { ManuscriptFiles } from '../manuscript/manuscript-files.ts';

/**
 * The same files, for a book that is read again and again: one that has neither another size nor another date is not
 * read again, and its content is the same object as before.
 */
export function keptFiles(files: ManuscriptFiles): ManuscriptFiles {
  const kept = new Map<
    string,
    { readonly bytes: number; readonly modifiedMs: number; readonly content: Uint8Array }
  >();
  return {
    ...files,
    async readBytes(path) {
      const { bytes = -1, modified } = (await files.status(path)) ?? {};
      const modifiedMs = modified?.getTime() ?? 0;
      const known = kept.get(path);
      if (known?.bytes === bytes && known.modifiedMs === modifiedMs) return known.content;
      const content = await files.readBytes(path);
      kept.set(path, { bytes, modifiedMs, content });
      return content;
    },
  };
}
