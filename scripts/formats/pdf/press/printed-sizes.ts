import { inflateSync } from 'node:zlib';
import { ContentScanner } from '../content-scanner.ts';
import type { PdfFile } from '../pdf-file.ts';
import { type Dictionary, readArray, readDictionary, referredObject } from '../pdf-syntax.ts';
import { type Matrix, multiply } from '../preflight/matrix.ts';

/**
 * The least pixels an inch that each picture is printed at, by its object: where it is largest, in the direction in which
 * it is larger. Pictures that are only in patterns are not among them.
 */
export function printedResolutions(file: PdfFile, pages: readonly number[]): ReadonlyMap<number, number> {
  const sizes = new PrintedSizes(file);
  for (const page of pages) sizes.page(page);
  return sizes.resolutions;
}

const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];
/** Most forms that draw each other. */
const DEEPEST = 24;

class PrintedSizes {
  readonly resolutions = new Map<number, number>();
  readonly #file: PdfFile;
  readonly #texts = new Map<number, string>();

  constructor(file: PdfFile) {
    this.#file = file;
  }

  page(page: number): void {
    const entries = this.#file.dictionary(page);
    const contents = entries.get('Contents') ?? '[]';
    const streams = contents.startsWith('[') ? readArray(contents) : [contents];
    // Streams of a page are one text (7.8.2).
    const text = streams.map((stream) => this.#textOf(referredObject(stream) ?? 0)).join('\n');
    this.#contents(text, this.#file.inner(this.#file.inner(entries, 'Resources'), 'XObject'), IDENTITY, 0);
  }

  #contents(text: string, objects: Dictionary, from: Matrix, depth: number): void {
    if (objects.size === 0) return;
    const scanner = new ContentScanner(text);
    const saved: Matrix[] = [];
    let matrix = from;
    for (let name = scanner.next(); name !== undefined; name = scanner.next()) {
      if (name === 'q') saved.push(matrix);
      else if (name === 'Q') matrix = saved.pop() ?? matrix;
      else if (name === 'cm') matrix = multiply(scanner.numbers() as unknown as Matrix, matrix);
      else if (name === 'Do')
        this.#draw(referredObject(objects.get(scanner.operand(0).slice(1))), matrix, depth);
    }
  }

  #draw(object: number | undefined, matrix: Matrix, depth: number): void {
    if (object === undefined || depth > DEEPEST) return;
    const entries = this.#file.dictionary(object);
    if (entries.get('Subtype') === '/Form') {
      const own = readArray(entries.get('Matrix') ?? '[1 0 0 1 0 0]').map(Number) as unknown as Matrix;
      const objects = this.#file.inner(this.#file.inner(entries, 'Resources'), 'XObject');
      this.#contents(this.#textOf(object), objects, multiply(own, matrix), depth + 1);
      return;
    }
    const across = (Number(entries.get('Width')) * 72) / Math.hypot(matrix[0], matrix[1]);
    const down = (Number(entries.get('Height')) * 72) / Math.hypot(matrix[2], matrix[3]);
    const least = Math.min(across, down, this.resolutions.get(object) ?? Number.POSITIVE_INFINITY);
    this.resolutions.set(object, least);
  }

  #textOf(object: number): string {
    const known = this.#texts.get(object);
    if (known !== undefined) return known;
    const { source, data = new Uint8Array() } = this.#file.object(object);
    const bytes = readDictionary(source).has('Filter') ? inflateSync(data) : data;
    const text = Buffer.from(bytes).toString('latin1');
    // Of forms, which may be drawn again; a page is drawn once.
    if (text.length < 20_000) this.#texts.set(object, text);
    return text;
  }
}
