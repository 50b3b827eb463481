import { isSharedMark, isWestern } from './characters.ts';
import type { PlacedText } from './text-runs.ts';

/** The mark that opens what a closing one closes. */
const OPENS: Readonly<Record<string, string>> = { '”': '“', '’': '‘' };

/**
 * Changes the quotation marks of a run of CJK text to corner brackets, in place (C09). Apostrophes
 * and the quotations inside a Western text stay as they are (clreq `#n038`).
 * @param corners what stands for each mark
 */
export function setCornerQuotes(run: readonly PlacedText[], corners: Readonly<Record<string, string>>): void {
  const whole = run.map(({ text }) => text.value).join('');
  if (!/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(whole)) return;
  const kept = keptMarks(whole);
  let at = 0;
  for (const { text } of run) {
    const start = at;
    at += text.value.length;
    text.value = text.value.replace(/[“”‘’]/g, (mark, offset: number) =>
      kept.has(start + offset) ? mark : (corners[mark] ?? mark),
    );
  }
}

/** Places of the marks that belong to a Western text: a pair of which one stands between letters, and apostrophes. */
function keptMarks(text: string): ReadonlySet<number> {
  const kept = new Set<number>();
  const open: number[] = [];
  for (const { 0: mark, index } of text.matchAll(/[“”‘’]/g)) {
    const opening = open.at(-1);
    const isInWestern = isWestern(letterBeside(text, index, -1)) && isWestern(letterBeside(text, index, 1));
    const isApostrophe = mark === '’' && isWestern(text[index - 1] ?? '') && isWestern(text[index + 1] ?? '');
    if (OPENS[mark] === undefined) open.push(index);
    else if (!isApostrophe && opening !== undefined && text[opening] === OPENS[mark]) {
      open.pop();
      if (isInWestern || kept.has(opening)) kept.add(opening).add(index);
    }
    if (isInWestern) kept.add(index);
  }
  return kept;
}

/** The nearest character on one side that is neither white space nor a mark; empty where there is none near. */
function letterBeside(text: string, index: number, step: -1 | 1): string {
  for (let distance = 1; distance <= 8; distance += 1) {
    const character = text[index + step * distance] ?? '';
    if (!isSharedMark(character) && !/[\s!-/:-@]/.test(character)) return character;
  }
  return '';
}
