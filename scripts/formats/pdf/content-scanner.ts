import { endOfToken, skipSpace, unfinished } from './pdf-tokens.ts';

/**
 * Reads the operators of a content stream (ISO 32000-1, 7.8.2) one by one, each with its operands, without building
 * anything: a book's contents are tens of megabytes.
 */
export class ContentScanner {
  /** Index of the first operand of the operator, or of the operator itself when it has none. */
  from = 0;
  /** Index behind the operator. */
  to = 0;
  /** Number of operands. */
  count = 0;
  readonly #text: string;
  #at: number;
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];

  /** Begins at a place in a text of one character a byte. */
  constructor(text: string, at = 0) {
    this.#text = text;
    this.#at = at;
  }

  /**
   * The next operator; `undefined` at the end. The data of an inline image belongs to its `EI`.
   * @throws Error when a string or an array does not end
   */
  next(): string | undefined {
    this.count = 0;
    const text = this.#text;
    for (;;) {
      const start = skipSpace(text, this.#at);
      if (start >= text.length) return undefined;
      const end = endOfToken(text, start);
      this.#at = end;
      if (isOperator(text, start, end)) {
        this.from = this.count === 0 ? start : (this.#starts[0] ?? start);
        this.to = end;
        const name = operatorAt(text, start, end);
        if (name !== 'ID') return name;
        this.#at = endOfInlineImage(text, end);
        this.to = this.#at;
        return 'EI';
      }
      this.#starts[this.count] = start;
      this.#ends[this.count] = end;
      this.count += 1;
    }
  }

  /** Source text of an operand, from 0. */
  operand(index: number): string {
    return index < this.count ? this.#text.slice(this.#starts[index], this.#ends[index]) : '';
  }

  /** An operand as a number; NaN when it is none. */
  number(index: number): number {
    if (index >= this.count) return Number.NaN;
    return numberAt(this.#text, this.#starts[index] ?? 0, this.#ends[index] ?? 0);
  }

  /** All operands as numbers. */
  numbers(): number[] {
    const numbers: number[] = [];
    for (let index = 0; index < this.count; index += 1) numbers.push(this.number(index));
    return numbers;
  }
}

/** Every operator (annex A) by {@link codeOf}: none is cut out of the text anew a million times. */
const OPERATORS: ReadonlyMap<number, string> = new Map(
  `b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l M m MP n q Q re RG rg
   ri S s SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' "`
    .split(/\s+/)
    .map((name) => [codeOf(name, 0, name.length), name]),
);

/** Up to three characters as one number. */
function codeOf(text: string, start: number, end: number): number {
  let code = 0;
  for (let at = start; at < end; at += 1) code = code * 256 + text.charCodeAt(at);
  return code;
}

function operatorAt(text: string, start: number, end: number): string {
  const known = end - start > 3 ? undefined : OPERATORS.get(codeOf(text, start, end));
  return known ?? text.slice(start, end);
}

/** A number as contents write them (7.3.3), digit by digit: nine tenths of contents are numbers. */
function numberAt(text: string, start: number, end: number): number {
  let value = 0;
  let scale = 0;
  const sign = text.charCodeAt(start) === 0x2d ? -1 : 1;
  const isSigned = sign < 0 || text.charCodeAt(start) === 0x2b;
  for (let at = isSigned ? start + 1 : start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 0x30 && code <= 0x39) {
      value = value * 10 + code - 0x30;
      scale *= 10;
    } else if (code === 0x2e && scale === 0) scale = 1;
    else return Number.NaN;
  }
  return (sign * value) / (scale || 1);
}

/** Letters, `'` and `"` begin operators; `true`, `false` and `null` are operands. */
function isOperator(text: string, start: number, end: number): boolean {
  const code = text.charCodeAt(start);
  const isLetter = (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
  if (!isLetter) return code === 0x27 || code === 0x22;
  const length = end - start;
  if (length < 4 || length > 5) return true;
  const word = text.slice(start, end);
  return word !== 'true' && word !== 'false' && word !== 'null';
}

/** Behind the `EI` that ends an inline image: it stands between white space (8.9.7). */
function endOfInlineImage(text: string, start: number): number {
  const end = /[\0\t\n\f\r ]EI(?![^\0\t\n\f\r ])/g;
  end.lastIndex = start;
  if (!end.test(text)) throw unfinished(text, start);
  return end.lastIndex;
}
