import type { Dictionary } from '../pdf-syntax.ts';
import type { PdfReader } from './pdf-reader.ts';

/** Widths of a font's codes in ems. */
interface Widths {
  readonly bytes: 1 | 2;
  readonly fallback: number;
  readonly widths: ReadonlyMap<number, number>;
}

/** How far strings advance, by the widths that fonts give (ISO 32000-1, 9.2.4, 9.7.4.3). */
export class FontMetrics {
  readonly #reader: PdfReader;
  readonly #known = new Map<string, Widths>();

  constructor(reader: PdfReader) {
    this.#reader = reader;
  }

  /** The advance of a string, as it is written in contents, in ems; the spaces too are in ems. */
  advance(font: string, string: string, characterSpace: number, wordSpace: number): number {
    let widths = this.#known.get(font);
    if (widths === undefined) {
      widths = this.#widths(this.#reader.dictionary(font));
      this.#known.set(font, widths);
    }
    const { bytes, fallback } = widths;
    const text = string.startsWith('<') ? string : hexOf(string);
    let sum = 0;
    for (let at = 1; at + 2 * bytes < text.length + 1; at += 2 * bytes) {
      const code = hexCode(text, at, 2 * bytes);
      sum += (widths.widths.get(code) ?? fallback) + characterSpace;
      if (bytes === 1 && code === 0x20) sum += wordSpace;
    }
    return sum;
  }

  #widths(font: Dictionary): Widths {
    if (font.get('Subtype') === '/Type0') {
      const [descendant] = this.#reader.array(font.get('DescendantFonts'));
      const cid = this.#reader.dictionary(descendant);
      const fallback = Number(cid.get('DW') ?? 1000) / 1000;
      return { bytes: 2, fallback, widths: this.#cidWidths(cid.get('W')) };
    }
    const first = Number(this.#reader.resolve(font.get('FirstChar') ?? '0'));
    const em = font.get('Subtype') === '/Type3' ? this.#type3Em(font) : 1000;
    const widths = this.#reader.array(font.get('Widths')).map((width) => Number(width) / em);
    return { bytes: 1, fallback: 0.5, widths: new Map(widths.map((width, index) => [first + index, width])) };
  }

  /** Units in an em of a font whose glyphs are contents. */
  #type3Em(font: Dictionary): number {
    const [scale = 0.001] = this.#reader.array(font.get('FontMatrix')).map(Number);
    return scale === 0 ? 1000 : 1 / Math.abs(scale);
  }

  #cidWidths(source: string | undefined): ReadonlyMap<number, number> {
    const widths = new Map<number, number>();
    const items = this.#reader.array(source);
    for (let at = 0; at < items.length; ) {
      const first = Number(items[at]);
      const next = items[at + 1] ?? '';
      if (next.startsWith('[')) {
        this.#reader.array(next).forEach((width, index) => {
          widths.set(first + index, Number(width) / 1000);
        });
        at += 2;
      } else {
        const last = Math.min(Number(next), 0xffff);
        for (let code = first; code <= last; code += 1) widths.set(code, Number(items[at + 2]) / 1000);
        at += 3;
      }
    }
    return widths;
  }
}

/** Digits of a string as a number, without a string for each: this is done for every glyph of a book. */
function hexCode(text: string, from: number, digits: number): number {
  let code = 0;
  for (let at = from; at < from + digits; at += 1) {
    const digit = text.charCodeAt(at);
    // Behind 9 come the letters, large or small.
    code = code * 16 + (digit <= 0x39 ? digit - 0x30 : (digit & 0x5f) - 0x37);
  }
  return code;
}

/** A string in parentheses (7.3.4.2) as one in digits. */
function hexOf(string: string): string {
  const bytes: number[] = [];
  for (let at = 1; at < string.length - 1; at += 1) {
    let code = string.charCodeAt(at);
    if (code === 0x5c) {
      at += 1;
      const octal = /^[0-7]{1,3}/.exec(string.slice(at, at + 3))?.[0];
      if (octal !== undefined) {
        code = Number.parseInt(octal, 8);
        at += octal.length - 1;
      } else {
        const escaped = string[at] ?? '';
        code = ESCAPES[escaped] ?? escaped.charCodeAt(0);
      }
    }
    bytes.push(code & 0xff);
  }
  return `<${Buffer.from(bytes).toString('hex')}>`;
}

const ESCAPES: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 };
