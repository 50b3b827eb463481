import { importOrders, includeOrders } from '../model/include-order.ts';
import type { Manuscript, SpineItem } from '../model/manuscript.ts';
import type { ManuscriptFiles } from './manuscript-files.ts';
import { lookUp, type ManuscriptFolder } from './manuscript-path.ts';
import { type Reading, readText } from './reading.ts';

/**
 * A manuscript with the texts of some files of its spine as they are now: what an editor saved is read by itself, the
 * rest is taken as it was. `undefined` where reading everything might come to more than another text: a path that is no
 * file of the spine, a file that is gone, empty or no text, orders to put other files in.
 * @param paths absolute, as the folder's own
 */
export async function readTextsAgain(
  manuscript: Manuscript,
  paths: ReadonlySet<string>,
  files: ManuscriptFiles,
): Promise<Manuscript | undefined> {
  if (manuscript.includes !== undefined) return undefined;
  const folder: ManuscriptFolder = {
    ...{ files, prefix: '', path: manuscript.folder },
    realPath: await files.realPath(manuscript.folder),
  };
  const spine: SpineItem[] = [];
  let found = 0;
  for (const item of manuscript.spine) {
    const isAsked = item.kind === 'file' && paths.has(`${manuscript.folder}/${item.path}`);
    const again = isAsked ? await readAgain(item, folder) : item;
    if (again === undefined) return undefined;
    if (isAsked) found += 1;
    spine.push(again);
  }
  return found === paths.size ? { ...manuscript, spine } : undefined;
}

async function readAgain(
  item: SpineItem & { readonly kind: 'file' },
  folder: ManuscriptFolder,
): Promise<SpineItem | undefined> {
  const found = await lookUp(folder, item.path);
  if (found.kind !== 'found') return undefined;
  const reading: Reading = { folder, diagnostics: [], modified: [] };
  const text = await readText(reading, item.path, found);
  // An editor that empties a file is about to fill it.
  if (text === undefined || text.trim() === '') return undefined;
  const isPutTogether = [...includeOrders(text), ...importOrders(text)].length > 0;
  return isPutTogether ? undefined : { ...item, text };
}
