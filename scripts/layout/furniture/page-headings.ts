import type { PageHeading } from './running-heads.ts';

/** The headings that begin in the content of a page: a piece continued from the page before has no id. */
export function headingsOn(content: ParentNode): readonly PageHeading[] {
  return [...content.querySelectorAll<HTMLElement>(':is(h1, h2, h3)[id]')].map((heading) => ({
    id: heading.id,
    source: heading.dataset['source'] ?? '',
  }));
}
