import type { NumberStyle } from '../../model/furniture.ts';
import { roman } from '../../model/roman.ts';

const HAN_DIGITS = '〇一二三四五六七八九';

/** A page's number as it is printed: `12`, `xii`, `一二` (F03, F04; jlreq n38). */
export function folio(number: number, style: NumberStyle): string {
  if (style === 'roman') return roman(number);
  const digits = String(number);
  return style === 'arabic' ? digits : digits.replace(/\d/g, (digit) => HAN_DIGITS.charAt(Number(digit)));
}
