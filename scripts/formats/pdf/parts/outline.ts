import type { PdfFile } from '../pdf-file.ts';
import { referenceTo, referredObject, writeDictionary } from '../pdf-syntax.ts';

/** An item of an outline, and the level of its heading from 1. */
export interface OutlineItem {
  readonly object: number;
  readonly level: number;
}

/** The items below an outline or one of its items, each before those below it. */
export function outlineItems(file: PdfFile, parent: number | undefined, depth = 1): readonly OutlineItem[] {
  const items: OutlineItem[] = [];
  let object = parent === undefined ? undefined : referredObject(file.dictionary(parent).get('First'));
  while (object !== undefined) {
    const entries = file.dictionary(object);
    const heading = referredObject(entries.get('SE'));
    const type = heading === undefined ? '' : (file.dictionary(heading).get('S') ?? '');
    items.push({ object, level: Number(/^\/H([1-6])$/.exec(type)?.[1] ?? depth) });
    items.push(...outlineItems(file, object, depth + 1));
    object = referredObject(entries.get('Next'));
  }
  return items;
}

/** An item with those below it. */
interface Entry {
  readonly object: number;
  readonly level: number;
  readonly kids: Entry[];
}

/**
 * Nests items into an outline as Chromium does: a heading stands below the last one of a higher rank, whichever part that
 * is in (ISO 32000-1, 12.3.3).
 */
export function nestOutline(file: PdfFile, outline: number, items: readonly OutlineItem[]): void {
  const root: Entry = { object: outline, level: 0, kids: [] };
  const open = [root];
  for (const { object, level } of items) {
    while (open.length > 1 && level <= (open.at(-1) as Entry).level) open.pop();
    const entry = { object, level, kids: [] };
    (open.at(-1) as Entry).kids.push(entry);
    open.push(entry);
  }
  writeEntry(file, root, {});
}

/** Writes an item's place among the others; returns how many are below it. */
function writeEntry(file: PdfFile, { object, kids }: Entry, links: Readonly<Record<string, string>>): number {
  let count = kids.length;
  for (const [index, kid] of kids.entries()) {
    const [before, behind] = [kids[index - 1], kids[index + 1]];
    count += writeEntry(file, kid, {
      Parent: referenceTo(object),
      ...(before && { Prev: referenceTo(before.object) }),
      ...(behind && { Next: referenceTo(behind.object) }),
    });
  }
  const entries = file.dictionary(object);
  for (const key of ['Parent', 'Prev', 'Next', 'First', 'Last', 'Count']) entries.delete(key);
  for (const [key, value] of Object.entries(links)) entries.set(key, value);
  const [first, last] = [kids[0], kids.at(-1)];
  if (first && last) {
    entries.set('First', referenceTo(first.object));
    entries.set('Last', referenceTo(last.object));
    entries.set('Count', String(count));
  }
  file.set(object, { source: writeDictionary(entries) });
  return count;
}
