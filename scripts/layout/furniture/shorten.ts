/** What stands for the rest of a running head that is too long. */
const ELLIPSIS = '…';

/** Marks that do not stand before an ellipsis. */
const DANGLING = /[\s\p{Ps}\p{Pi}\p{Pd}，、。；：,;:・·]+$/u;

/**
 * A text, or as much of its beginning as fits with an ellipsis behind it: cut between characters, but never inside a
 * word of letters that has something before it.
 */
export function shorten(text: string, fits: (text: string) => boolean): string {
  if (text === '' || fits(text)) return text;
  const characters = [...text];
  let low = 0;
  let high = characters.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (fits(characters.slice(0, middle).join('') + ELLIPSIS)) low = middle;
    else high = middle - 1;
  }
  const kept = characters.slice(0, low).join('');
  const isInWord =
    /[\p{Script=Latin}\d]$/u.test(kept) && /^[\p{Script=Latin}\d]/u.test(characters[low] ?? '');
  const whole = isInWord ? kept.replace(/(?<=[^\p{Script=Latin}\d'’-])[\p{Script=Latin}\d'’-]+$/u, '') : kept;
  return whole.replace(DANGLING, '') + ELLIPSIS;
}
