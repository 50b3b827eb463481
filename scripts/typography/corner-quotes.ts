import { isIdeographic, isSharedMark, isWestern } from './characters.ts';
import type { PlacedText } from './text-runs.ts';

/** Horizontal marks and what stands for them in vertical lines (GB/T 15834 5.2.3; clreq `#id80`). */
const CORNERS: Readonly<Record<string, string>> = { '“': '『', '”': '』', '‘': '「', '’': '」' };

/** The mark that opens what a closing one closes. */
const OPENS: Readonly<Record<string, string>> = { '”': '“', '’': '‘' };

/**
 * Changes the quotation marks of a Simplified Chinese run to corner brackets, in place (C09). Apostrophes and the
 * quotations inside a Western text stay as they are (clreq `#n038`).
 */
export function setCornerQuotes(run: readonly PlacedText[]): void {
  const whole = run.map(({ text }) => text.value).join('');
  if (![...whole].some(isIdeographic)) return;
  const kept = keptMarks(whole);
  let at = 0;
  for (const { text } of run) {
    const start = at;
    at += text.value.length;
    text.value = text.value.replace(/[“”‘’]/g, (mark, offset: number) =>
      kept.has(start + offset) ? mark : (CORNERS[mark] ?? mark),
    );
  }
}

/** Places of the marks that belong to a Western text. */
function keptMarks(text: string): ReadonlySet<number> {
  const kept = new Set<number>();
  const open: number[] = [];
  for (const { 0: mark, index } of text.matchAll(/[“”‘’]/g)) {
    const isInWestern = westernOnBothSides(text, index);
    if (OPENS[mark] === undefined) {
      open.push(index);
      if (isInWestern) kept.add(index);
      continue;
    }
    const opening = open.at(-1);
    if (opening === undefined || text[opening] !== OPENS[mark]) {
      // An apostrophe, or a quotation that began in the paragraph before.
      if (isInWestern) kept.add(index);
      continue;
    }
    if (isInWestern && mark === '’' && !kept.has(opening)) {
      // An apostrophe inside an open quotation: don’t.
      if (isWestern(text[index - 1] ?? '') && isWestern(text[index + 1] ?? '')) {
        kept.add(index);
        continue;
      }
    }
    open.pop();
    if (isInWestern || kept.has(opening)) {
      kept.add(opening);
      kept.add(index);
    }
  }
  return kept;
}

function westernOnBothSides(text: string, index: number): boolean {
  const letters = (characters: Iterable<string>): string | undefined =>
    [...characters].find((character) => !isSharedMark(character) && !/[\s!-/:-@]/.test(character));
  const before = letters([...text.slice(Math.max(0, index - 8), index)].reverse());
  const after = letters(text.slice(index + 1, index + 9));
  return isWestern(before ?? '') && isWestern(after ?? '');
}
