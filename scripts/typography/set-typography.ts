import type { Root } from 'hast';
import type { NewlineRule } from '../model/manuscript.ts';
import { joinLines } from './join-lines.ts';
import { bindCharacters } from './no-break.ts';

/** Makes an HTML tree fit for CJK setting, in place: folded lines joined, bound characters bound. */
export function setTypography(tree: Root, newline: NewlineRule): void {
  if (newline === 'join') joinLines(tree);
  bindCharacters(tree);
}
