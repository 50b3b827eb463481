import { foldersWithMarkdown, listMarkdown, listTree } from '../list-markdown.ts';
import { startOf } from '../reading.ts';
import { inFolder, type OrderSource } from './order.ts';

/**
 * No order but that of the names: the Markdown files of the folder; where it has none, those of the only folder in
 * it that has, with all below that.
 */
export const natural: OrderSource = {
  name: 'names of files',
  async find(reading) {
    const { folder } = reading;
    let root = '';
    let paths = await listMarkdown(folder, '');
    if (paths.length === 0) {
      const inside = await foldersWithMarkdown(folder);
      if (inside.length === 1) {
        root = inFolder('', inside[0] ?? '');
        paths = await listTree(folder, root);
      }
    }
    const entries = paths.map(
      (path) => ({ kind: 'file', matter: 'body', path, level: 1, place: startOf(folder, path) }) as const,
    );
    return { root, entries, metadata: {} };
  },
};
