import type { ChapterPlan, PageInfo } from '../../model/pagination.ts';

/** Creates the elements of pages. Their names are no HTML, so that no manuscript can hold them. */
export interface PageElements {
  readonly page: HTMLElement;
  readonly body: HTMLElement;
}

/** What is printed around the type area. */
export interface PageFurniture {
  readonly info: PageInfo;
  readonly chapter: ChapterPlan | undefined;
  /** Running head; empty for none (F02). */
  readonly head: string;
  /** Folio; empty for none. */
  readonly folio: string;
}

/** An empty page with its running head and folio; both are artifacts, not text of the book. */
export function createPage(furniture: PageFurniture): PageElements {
  const page = document.createElement('bx-page');
  page.className = furniture.info.side;
  page.dataset['label'] = furniture.info.label;
  if (furniture.chapter?.part !== undefined) page.classList.add(`part-${furniture.chapter.part}`);
  page.append(...furnish('bx-head', furniture.head));
  const body = document.createElement('bx-body');
  page.append(body, ...furnish('bx-folio', furniture.folio));
  return { page, body };
}

function furnish(name: string, text: string): HTMLElement[] {
  if (text === '') return [];
  const element = document.createElement(name);
  element.setAttribute('aria-hidden', 'true');
  element.textContent = text;
  return [element];
}
