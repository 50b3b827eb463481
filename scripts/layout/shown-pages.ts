let all: readonly HTMLElement[] | undefined;

/** The pages of the laid-out book in order, also those that are out of the document. */
export function everyPage(): readonly HTMLElement[] {
  all ??= [...document.querySelectorAll<HTMLElement>('bx-page')];
  return all;
}

/**
 * Leaves only some pages in the document, from one index to before another: for each page that it prints, Chromium walks
 * over the boxes of all that are in it. The others wait outside, where they have no boxes.
 */
export function showPages(from: number, to: number): void {
  const pages = everyPage();
  document.querySelector('bx-book')?.replaceChildren(...pages.slice(from, to));
}
