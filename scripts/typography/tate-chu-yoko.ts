import type { Element, ElementContent, Text } from 'hast';
import type { Language } from '../model/metadata.ts';
import { UPRIGHT_DIGITS } from '../model/upright-digits.ts';
import { firstCharacter, isIdeographic, isWestern, lastCharacter } from './characters.ts';
import type { PlacedText } from './text-runs.ts';

/** Class of characters set side by side within one em, across a vertical line (縦中横, 纵中横排). */
const COMBINED = 'tcy';
/** Class of characters set upright, one below the other. */
const UPRIGHT = 'upright';
/** Classes by which an author orders how a text stands. */
const ORDERS = [COMBINED, UPRIGHT, 'no-tcy'];
/** Class of turned text whose marks would stand upright, for a Chinese face draws them as corner brackets. */
const TURNED = 'turned';
/** Classes of turned letters with a gap on one side. */
const GAP_BEFORE = 'gap-before';
const GAP_AFTER = 'gap-after';

/** What a vertical line lays on its side: Western letters, digits and marks, with the spaces and quotation marks between them. */
const WESTERN =
  '[!-~\\u00A1-\\u00B6\\u00B8-\\u00FF\\p{Script=Latin}\\p{Script=Greek}\\p{Script=Cyrillic}\\p{M}]+';
const WESTERN_RUN = new RegExp(`${WESTERN}(?:[ \\u00A0‘’“”]+${WESTERN})*`, 'gu');

/** Two marks of question or exclamation take the place of one character (GB/T 15834 5.1; jlreq cl-04). */
const DOUBLE_MARK = /(?<![！？!?])[！？]{2}(?![！？!?])/gu;

/** Full-width marks would be squeezed into the em. */
const FULL_WIDTH = /[！？]/g;
const HALF_WIDTH: Readonly<Record<string, string>> = { '！': '!', '？': '?' };

/** Capitals, or capitals with digits (`GDP`, `A4`), short enough to stand one below the other (jlreq 3.2.3, note; clreq `#id110`). */
const ACRONYM = /^(?=.*[A-Z])[A-Z0-9]{2,4}$/;

/** A piece of a run and the classes of its span. */
interface Piece {
  readonly start: number;
  readonly end: number;
  readonly classNames: readonly string[];
}

/**
 * Sets upright what a vertical line does not lay on its side (D10, D11), in place: short numbers and double marks side
 * by side, single letters, digits and acronyms one by one, a percent sign below its number. Words, phrases, long
 * numbers, and numbers with separators or units (`3.14`, `2,400`, `12cm`) stay turned, a gap between them and the Han
 * and kana beside them. What runs over several elements is left as it is.
 * @param isOn false to leave everything turned
 */
export function setUpright(run: readonly PlacedText[], language: Language, isOn: boolean): void {
  const whole = run.map(({ text }) => text.value).join('');
  const pieces = [...whole.matchAll(WESTERN_RUN)].flatMap(({ 0: text, index }) => {
    const upright = isOn ? uprightPieces(text, language) : [];
    return upright.length > 0
      ? upright.map((piece) => shifted(piece, index))
      : turnedPiece(whole, text, index);
  });
  for (const { 0: marks, index } of isOn ? whole.matchAll(DOUBLE_MARK) : [])
    pieces.push({ start: index, end: index + marks.length, classNames: [COMBINED] });
  pieces.sort((a, b) => a.start - b.start);
  let start = 0;
  for (const placed of run) {
    const end = start + placed.text.value.length;
    const inside = pieces.filter((piece) => piece.start >= start && piece.end <= end);
    if (inside.length > 0 && !isOrdered(placed.parent))
      wrap(
        placed,
        inside.map((piece) => shifted(piece, -start)),
      );
    start = end;
  }
}

function shifted({ start, end, classNames }: Piece, by: number): Piece {
  return { start: start + by, end: end + by, classNames };
}

/** How a whole Western run is set upright; nothing for one that is turned. */
function uprightPieces(text: string, language: Language): readonly Piece[] {
  const all = (className: string): Piece => ({ start: 0, end: text.length, classNames: [className] });
  if (/^[!?]{2}$/.test(text)) return [all(COMBINED)];
  if (/^(?:[!?%]|\p{L}\p{M}*)$/u.test(text) || ACRONYM.test(text)) return [all(UPRIGHT)];
  const end = /^[0-9]+(?=%?$)/.exec(text)?.[0].length ?? 0;
  const { combined, stacked } = UPRIGHT_DIGITS[language];
  if (end === 0 || end > Math.max(combined, stacked)) return [];
  const number: Piece = { start: 0, end, classNames: [end > 1 && end <= combined ? COMBINED : UPRIGHT] };
  return end === text.length ? [number] : [number, { start: end, end: text.length, classNames: [UPRIGHT] }];
}

/**
 * The gap between turned letters and what stands upright beside them (C11). It is a margin, for the browser's own
 * `text-autospace` draws the character behind it off the line when a vertical line has readings.
 */
function turnedPiece(whole: string, text: string, start: number): readonly Piece[] {
  const end = start + text.length;
  const classNames = [
    ...(/[‘’“”]/.test(text) ? [TURNED] : []),
    ...(isIdeographic(lastCharacter(whole.slice(0, start))) && isWestern(firstCharacter(text))
      ? [GAP_BEFORE]
      : []),
    ...(isIdeographic(firstCharacter(whole.slice(end))) && isWestern(lastCharacter(text)) ? [GAP_AFTER] : []),
  ];
  return classNames.length > 0 ? [{ start, end, classNames }] : [];
}

/** Whether the author has said how a text stands: `[12]{.tcy}`, `[A4]{.upright}`, `[12]{.no-tcy}`. */
function isOrdered(parent: PlacedText['parent']): boolean {
  const names = parent.type === 'element' ? parent.properties['className'] : undefined;
  return Array.isArray(names) && ORDERS.some((name) => names.includes(name));
}

/** Puts the pieces of a text into spans of their own. */
function wrap({ text, parent }: PlacedText, pieces: readonly Piece[]): void {
  const nodes: ElementContent[] = [];
  const add = (value: string): Text => ({ type: 'text', value });
  let at = 0;
  for (const { start, end, classNames } of pieces) {
    if (start > at) nodes.push(add(text.value.slice(at, start)));
    const properties: Element['properties'] = { className: [...classNames] };
    const value = text.value.slice(start, end).replace(FULL_WIDTH, (mark) => HALF_WIDTH[mark] ?? mark);
    nodes.push({ type: 'element', tagName: 'span', properties, children: [add(value)] });
    at = end;
  }
  if (at < text.value.length) nodes.push(add(text.value.slice(at)));
  parent.children.splice(parent.children.indexOf(text), 1, ...nodes);
}
