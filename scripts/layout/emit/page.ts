import type { ChapterPlan, PageInfo } from '../../model/pagination.ts';
import type { FurnitureLine } from '../furniture/furniture-lines.ts';
import type { PageFurniture } from '../furniture/running-heads.ts';

/** Creates the elements of pages. Their names are no HTML, so that no manuscript can hold them. */
export interface PageElements {
  readonly page: HTMLElement;
  readonly body: HTMLElement;
}

/** An empty page with its running head and folios; these are artifacts, not text of the book. */
export function createPage(
  info: PageInfo,
  chapter: ChapterPlan | undefined,
  furniture: PageFurniture,
): PageElements {
  const page = document.createElement('bx-page');
  page.className = info.side;
  page.dataset['label'] = info.label;
  if (chapter?.part !== undefined) page.classList.add(`part-${chapter.part}`);
  const above = furniture.lines.filter(({ edge }) => edge === 'head');
  const rest = furniture.lines.filter(({ edge }) => edge !== 'head');
  const body = document.createElement('bx-body');
  page.append(...above.map(lineElement), body, ...rest.map(lineElement));
  if (furniture.hiddenFolio !== '') page.append(artifact('bx-hidden-folio', furniture.hiddenFolio));
  if (furniture.tab !== undefined) page.append(tabElement(furniture.tab));
  return { page, body };
}

function tabElement({ index, count }: NonNullable<PageFurniture['tab']>): HTMLElement {
  const element = artifact('bx-tab', '');
  element.style.setProperty('--tab', String(index));
  element.style.setProperty('--tabs', String(count));
  return element;
}

function lineElement(line: FurnitureLine): HTMLElement {
  const element = document.createElement('bx-line');
  element.dataset['edge'] = line.edge;
  element.dataset['align'] = line.align;
  for (const { kind, text, align } of line.items) {
    const item = artifact(`bx-${kind}`, text);
    item.dataset['align'] = align;
    element.append(item);
  }
  return element;
}

function artifact(name: string, text: string): HTMLElement {
  const element = document.createElement(name);
  element.setAttribute('aria-hidden', 'true');
  element.textContent = text;
  return element;
}
