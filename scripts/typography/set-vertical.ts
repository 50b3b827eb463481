import type { Element, Root } from 'hast';
import type { Language } from '../model/metadata.ts';
import { setUpright } from './tate-chu-yoko.ts';
import { textRunsOf } from './text-runs.ts';

/** What is done to a text for vertical lines. */
export interface VerticalText {
  readonly language: Language;
  /** Short numbers, letters and acronyms stand upright (D10, D11). */
  readonly tateChuYoko: boolean;
}

/** Makes an HTML tree fit for vertical lines, in place. What vertical books set horizontally is left alone. */
export function setVertical(tree: Root | Element, { language, tateChuYoko }: VerticalText): void {
  for (const run of textRunsOf(tree, isSetHorizontally)) setUpright(run, language, tateChuYoko);
}

/** Captions, the colophon and blocks whose lines run across; styles/base/vertical.css says the same. */
export function isSetHorizontally({ tagName, properties }: Element): boolean {
  const names = properties['className'];
  return (
    tagName === 'figcaption' ||
    (Array.isArray(names) && (names.includes('colophon') || names.includes('lines-horizontal')))
  );
}
