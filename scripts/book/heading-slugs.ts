import type { Heading } from '../model/book.ts';

/**
 * The name by which GitHub, mdBook, Pandoc and most site builders let a heading be linked to: its words in small
 * letters, with hyphens for spaces and without other marks.
 */
export function slugOf(title: string): string {
  return title
    .trim()
    .toLowerCase()
    .replace(/\s/gu, '-')
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}-]/gu, '');
}

/** Ids of a file's headings by these names; of several of one name the second is `name-1`, the third `name-2`. */
export function headingSlugs(headings: readonly Heading[]): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  const counts = new Map<string, number>();
  for (const { id, title, number } of headings) {
    const slug = slugOf(number?.title ?? title);
    const count = counts.get(slug) ?? 0;
    counts.set(slug, count + 1);
    const name = count === 0 ? slug : `${slug}-${count}`;
    if (slug !== '' && !ids.has(name)) ids.set(name, id);
  }
  return ids;
}
