import { createHash } from 'node:crypto';
import type { PdfObject } from '../pdf-file.ts';
import { readDictionary } from '../pdf-syntax.ts';

/** What patterns, gradients, functions, graphics states and ICC profiles (ISO 32000-1, table 66) have in their dictionaries. */
const SHARED_KEYS = ['PatternType', 'ShadingType', 'FunctionType', 'BM', 'N'];
const MAY_BE_SHARED = /\/(?:Image|PatternType|ShadingType|FunctionType|BM|N)\b/;

/** Objects that stand in several parts, to be stored once: pictures and {@link SHARED_KEYS}. */
export class SharedObjects {
  readonly #known = new Map<string, number>();

  /** Whether an object says nothing of its page, so that an equal one can stand for it. */
  static canHold({ source }: PdfObject): boolean {
    // Of nearly all objects the source tells without being read.
    if (!source.startsWith('<<') || !MAY_BE_SHARED.test(source)) return false;
    const entries = readDictionary(source);
    return entries.get('Subtype') === '/Image' || SHARED_KEYS.some((key) => entries.has(key));
  }

  /** Number of an object that is equal to one that was asked for before, else the number that is made for it. */
  numberFor({ source, data }: PdfObject, make: () => number): number {
    const key = createHash('sha256').update(source, 'latin1');
    if (data !== undefined) key.update('\nstream\n').update(data);
    const digest = key.digest('base64');
    const number = this.#known.get(digest) ?? make();
    this.#known.set(digest, number);
    return number;
  }
}
