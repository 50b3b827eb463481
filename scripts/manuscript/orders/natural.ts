import { foldersWithMarkdown, listMarkdown, listTree } from '../list-markdown.ts';
import { type Reading, startOf } from '../reading.ts';
import type { FoundOrder } from './order.ts';

/**
 * No order but that of the names: the Markdown files of the folder; where it has none, those of the only folder in
 * it that has, with all below that.
 */
export async function natural({ folder }: Reading): Promise<FoundOrder> {
  let root = '';
  let paths = await listMarkdown(folder, '');
  if (paths.length === 0) {
    const [name, ...others] = await foldersWithMarkdown(folder);
    if (name !== undefined && others.length === 0) {
      root = name;
      paths = await listTree(folder, name);
    }
  }
  const entries = paths.map(
    (path) => ({ kind: 'file', matter: 'body', path, level: 1, place: startOf(folder, path) }) as const,
  );
  return { root, entries, metadata: {} };
}
