import { MATTER_OF_KIND, MATTERS, type Matter } from '../model/manuscript.ts';
import { frontMatterKeys, quietText } from './front-matter-keys.ts';
import type { FoundOrder } from './orders/order.ts';
import type { Reading } from './reading.ts';

/**
 * An order with the files in the matter that their own front matter names (`matter: front`, `kind: preface`), where
 * book.yaml does not list that matter itself.
 */
export async function placeByMatter(
  reading: Reading,
  order: FoundOrder,
  written: ReadonlySet<Matter>,
): Promise<FoundOrder> {
  const entries = await Promise.all(
    order.entries.map(async (entry) => {
      if (entry.kind !== 'file') return entry;
      const matter = matterOf(frontMatterKeys(await quietText(reading, entry.path)));
      return matter === undefined || written.has(matter) ? entry : { ...entry, matter };
    }),
  );
  return { ...order, entries };
}

function matterOf(keys: ReadonlyMap<string, string>): Matter | undefined {
  const named = MATTERS.find((matter) => matter === keys.get('matter'));
  return named ?? MATTER_OF_KIND.get(keys.get('kind') ?? '');
}
