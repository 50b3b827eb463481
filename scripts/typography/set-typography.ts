import type { Root } from 'hast';
import type { NewlineRule } from '../model/manuscript.ts';
import type { Language } from '../model/metadata.ts';
import { joinLines } from './join-lines.ts';
import { bindCharacters } from './no-break.ts';
import { markReadings } from './readings.ts';

/** Makes an HTML tree fit for CJK setting, in place: folded lines joined, bound characters bound, readings named. */
export function setTypography(tree: Root, newline: NewlineRule, language: Language): void {
  if (newline === 'join') joinLines(tree);
  bindCharacters(tree);
  markReadings(tree, language);
}
