import type { RunningHeadOrders } from '../../model/furniture.ts';

/** A heading as running heads know it. */
export interface OpenHeading {
  /** 1 for a chapter's title, 2 for its sections … */
  readonly level: number;
  /** As running heads print it, in one line. */
  readonly title: string;
  /** Where it stands in the manuscript, as `data-source`. */
  readonly source: string;
}

/** The open headings by level, none deeper than a level that is missing its own. */
export type OpenHeadings = readonly OpenHeading[];

/** The headings open behind a page: each closes those of its own level and below. */
export function openAfter(open: OpenHeadings, onPage: readonly OpenHeading[]): OpenHeadings {
  return onPage.reduce<OpenHeadings>(openWith, open);
}

function openWith(open: OpenHeadings, heading: OpenHeading): OpenHeadings {
  return [...open.filter(({ level }) => level < heading.level), heading];
}

/**
 * The headings that name a page (F01): of each level the first or the last on it, or the one open from before. What
 * belongs to a heading that was not taken is not taken either.
 */
export function namingHeadings(
  open: OpenHeadings,
  onPage: readonly OpenHeading[],
  heading: RunningHeadOrders['heading'],
): OpenHeadings {
  if (heading === 'last') return openAfter(open, onPage);
  let naming = open;
  let passedOver = Number.POSITIVE_INFINITY;
  const taken = new Set<OpenHeading>();
  for (const one of onPage) {
    if (one.level > passedOver) continue;
    const isSecond = naming.some((other) => other.level === one.level && taken.has(other));
    passedOver = isSecond ? one.level : Number.POSITIVE_INFINITY;
    if (isSecond) continue;
    naming = openWith(naming, one);
    taken.add(one);
  }
  return naming;
}
