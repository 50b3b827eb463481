import { BuildError } from '../../model/build-error.ts';
import { pack } from './flate.ts';
import { type Dictionary, readDictionary, referredObject, writeDictionary } from './pdf-syntax.ts';
import { ENDOBJ, ENDSTREAM, OBJ, type PackedObjects, type PdfVersion, PdfWriter } from './pdf-writer.ts';

/** An object of a PDF. */
export interface PdfObject {
  /** Source text of its value, one character a byte; of a stream, its dictionary. */
  readonly source: string;
  /** A stream's bytes as stored, `/Length` and `/Filter` speak of them; absent for other objects. */
  readonly data?: Uint8Array;
}

/** Where an object lies in the file that was read. */
interface Slice {
  readonly start: number;
  readonly end: number;
}

/** Objects in one object stream: many, for they compress together; not all, for a reader unpacks the whole stream. */
const PACKED_TOGETHER = 200;

/**
 * A PDF as Chromium prints it: one table of cross-references, one revision, no encryption. Objects are neither parsed
 * nor copied until somebody asks for them, so that a book's tens of thousands pass in a moment.
 */
export class PdfFile {
  /** The trailer's entries, among them `Root` and `Info` (ISO 32000-1, 7.5.5). */
  readonly trailer: Dictionary;
  readonly #bytes: Buffer;
  readonly #slices: (Slice | undefined)[];
  readonly #changed = new Map<number, PdfObject>();

  /**
   * Reads a file.
   * @throws BuildError `pdf-unknown` when it is no file of the kind above, or damaged
   */
  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const { trailer, slices } = readTable(this.#bytes);
    this.trailer = trailer;
    this.#slices = slices;
  }

  /** Numbers of all objects, ascending. */
  numbers(): readonly number[] {
    const numbers: number[] = [];
    for (let number = 1; number < this.#slices.length; number += 1)
      if (this.#has(number)) numbers.push(number);
    return numbers;
  }

  /**
   * An object.
   * @throws Error when there is none of this number
   */
  object(number: number): PdfObject {
    const changed = this.#changed.get(number);
    if (changed !== undefined) return changed;
    const slice = this.#slices[number];
    if (slice === undefined) throw new Error(`The PDF has no object ${number}`);
    const body = this.#bodyOf(number, slice);
    return isStream(this.#bytes, slice) ? readStream(body, number) : { source: body.toString('latin1') };
  }

  /**
   * The dictionary of an object, a copy.
   * @throws Error when it is none
   */
  dictionary(number: number): Dictionary {
    return readDictionary(this.object(number).source);
  }

  /** A dictionary within another, or the one that it refers to there, a copy; empty when there is none. */
  inner(owner: Dictionary, key: string): Dictionary {
    const source = owner.get(key);
    if (source === undefined) return new Map();
    const number = referredObject(source);
    return number === undefined ? readDictionary(source) : this.dictionary(number);
  }

  /** Replaces an object. */
  set(number: number, object: PdfObject): void {
    if (!this.#has(number)) throw new Error(`The PDF has no object ${number}`);
    this.#changed.set(number, object);
  }

  /** Sets entries of an object's dictionary, the others stay. */
  update(number: number, entries: Readonly<Record<string, string>>): void {
    const { source, ...rest } = this.object(number);
    const dictionary = readDictionary(source);
    for (const [key, value] of Object.entries(entries)) dictionary.set(key, value);
    this.set(number, { ...rest, source: writeDictionary(dictionary) });
  }

  /** Adds an object and returns its number. */
  add(object: PdfObject): number {
    const number = this.#slices.length;
    this.#slices.push(undefined);
    this.#changed.set(number, object);
    return number;
  }

  /** Drops every object that nothing leads to from the given ones; `undefined` among them is passed over. */
  keepOnly(from: readonly (number | undefined)[]): void {
    const kept = new Set<number>();
    const waiting = [...from];
    while (waiting.length > 0) {
      const number = waiting.pop();
      if (number === undefined || kept.has(number) || !this.#has(number)) continue;
      kept.add(number);
      for (const [, digits] of this.object(number).source.matchAll(REFERENCE)) waiting.push(Number(digits));
    }
    for (let number = 1; number < this.#slices.length; number += 1) {
      if (kept.has(number)) continue;
      this.#slices[number] = undefined;
      this.#changed.delete(number);
    }
  }

  #has(number: number): boolean {
    return this.#slices[number] !== undefined || this.#changed.has(number);
  }

  /**
   * The finished file: objects in compressed object streams (ISO 32000-1, 7.5.7), streams as they came, a stream of
   * cross-references (7.5.8). Before PDF 1.5 there was neither: objects stand one by one, and a table behind them.
   * The same content gives the same bytes.
   */
  async save(version: PdfVersion = '1.7'): Promise<Uint8Array> {
    const writer = new PdfWriter(version);
    const plain: number[] = [];
    for (let number = 1; number < this.#slices.length; number += 1) {
      const changed = this.#changed.get(number);
      const slice = this.#slices[number];
      if (changed?.data !== undefined) writer.stream(number, changed.source, changed.data);
      else if (changed === undefined && slice !== undefined && isStream(this.#bytes, slice)) {
        writer.object(number, this.#bytes.subarray(slice.start, slice.end));
      } else if (changed !== undefined || slice !== undefined) plain.push(number);
    }
    if (version === '1.3') {
      for (const number of plain) writer.object(number, this.#wholeObject(number));
      return writer.finishWithTable(this.#slices.length, this.trailer);
    }
    const groups: number[][] = [];
    for (let from = 0; from < plain.length; from += PACKED_TOGETHER) {
      groups.push(plain.slice(from, from + PACKED_TOGETHER));
    }
    const packed = await Promise.all(groups.map((numbers) => this.#packed(numbers)));
    for (const [index, objects] of packed.entries())
      writer.objectStream(this.#slices.length + index, objects);
    return writer.finish(this.#slices.length + packed.length, this.trailer);
  }

  async #packed(numbers: readonly number[]): Promise<PackedObjects> {
    const bodies = numbers.map((number) => {
      const changed = this.#changed.get(number);
      if (changed !== undefined) return Buffer.from(changed.source, 'latin1');
      return this.#bodyOf(number, this.#slices[number] as Slice);
    });
    let offset = 0;
    const index = numbers.map((number, at) => {
      const entry = `${number} ${offset}`;
      offset += (bodies[at]?.length ?? 0) + 1;
      return entry;
    });
    const head = Buffer.from(`${index.join(' ')}\n`);
    const bytes = Buffer.concat([head, ...bodies.flatMap((body) => [body, NEWLINE])]);
    return { numbers, first: head.length, data: await pack(bytes) };
  }

  #wholeObject(number: number): Uint8Array {
    const changed = this.#changed.get(number);
    if (changed !== undefined) return Buffer.from(`${number}${OBJ}${changed.source}${ENDOBJ}`, 'latin1');
    const { start, end } = this.#slices[number] as Slice;
    return this.#bytes.subarray(start, end);
  }

  /** What stands between `12 0 obj` and `endobj`. */
  #bodyOf(number: number, { start, end }: Slice): Buffer {
    return this.#bytes.subarray(start + `${number}${OBJ}`.length, end - ENDOBJ.length);
  }
}

/** A reference (7.3.10), wherever it stands. */
const REFERENCE = /\b(\d{1,10}) 0 R\b/g;
const NEWLINE = Buffer.from('\n');

/** One line of the table: `0000000015 00000 n` and two characters for its end (7.5.4). */
const LINE = 20;

function readTable(bytes: Buffer): { trailer: Dictionary; slices: (Slice | undefined)[] } {
  const tail = bytes.subarray(-64).toString('latin1');
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(tail)?.[1] ?? Number.NaN);
  if (!(start < bytes.length)) throw foreign('it does not end with `startxref`');
  const head = /^xref\n0 (\d+)\n/.exec(bytes.toString('latin1', start, start + 40));
  if (head === null) throw foreign('its table of cross-references is not a single plain one');
  const count = Number(head[1]);
  const table = start + head[0].length;
  const trailerSource = /^trailer\n([\s\S]*)\nstartxref\s/.exec(
    bytes.toString('latin1', table + count * LINE),
  )?.[1];
  if (trailerSource === undefined) throw foreign('its table of cross-references is broken');
  const trailer = readDictionary(trailerSource);
  if (trailer.has('Encrypt')) throw foreign('it is encrypted');
  if (trailer.has('Prev') || trailer.has('XRefStm')) throw foreign('it has several revisions');
  const used: { readonly number: number; readonly start: number }[] = [];
  const lines = bytes.toString('latin1', table, table + count * LINE);
  for (let number = 0; number < count; number += 1) {
    const [, place, kind] = entryAt(lines, number * LINE) ?? [];
    if (place === undefined) throw foreign(`its table of cross-references is broken at object ${number}`);
    if (kind === 'n') used.push({ number, start: Number(place) });
  }
  return { trailer, slices: slicesOf(bytes, used, count, start) };
}

/** A line of the table, from its beginning. */
function entryAt(lines: string, at: number): RegExpExecArray | null {
  ENTRY.lastIndex = at;
  return ENTRY.exec(lines);
}

const ENTRY = /(\d{10}) \d{5} ([nf])/y;

/** Objects lie one behind the other, so each ends where the next one begins. */
function slicesOf(
  bytes: Buffer,
  used: { readonly number: number; readonly start: number }[],
  count: number,
  tableStart: number,
): (Slice | undefined)[] {
  const slices = new Array<Slice | undefined>(count).fill(undefined);
  used.sort((a, b) => a.start - b.start);
  used.forEach(({ number, start }, index) => {
    const end = used[index + 1]?.start ?? tableStart;
    const isWhole = standsAt(bytes, start, `${number}${OBJ}`) && endsWith(bytes, end, ENDOBJ);
    if (!isWhole) throw foreign(`object ${number} is not where its table says`);
    slices[number] = { start, end };
  });
  return slices;
}

function isStream(bytes: Buffer, { end }: Slice): boolean {
  return endsWith(bytes, end - ENDOBJ.length, ENDSTREAM);
}

function endsWith(bytes: Buffer, end: number, text: string): boolean {
  return standsAt(bytes, end - text.length, text);
}

/** Whether a text stands at an offset; character by character, for it is asked of every object. */
function standsAt(bytes: Buffer, start: number, text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    if (bytes[start + at] !== text.charCodeAt(at)) return false;
  }
  return true;
}

function readStream(body: Buffer, number: number): PdfObject {
  const end = body.length - ENDSTREAM.length;
  const text = body.toString('latin1');
  for (let at = text.indexOf('stream\n'); at >= 0; at = text.indexOf('stream\n', at + 1)) {
    const source = text.slice(0, at).trimEnd();
    const start = at + 'stream\n'.length;
    // The word may stand in a string of the dictionary: the length tells.
    if (source.endsWith('>>') && Number(readDictionary(source).get('Length')) === end - start) {
      return { source, data: body.subarray(start, end) };
    }
  }
  throw foreign(`the stream of object ${number} is not as long as it says`);
}

function foreign(why: string): BuildError {
  return new BuildError(
    'pdf-unknown',
    `The browser printed a PDF of another kind than expected: ${why}`,
    'Print with the pinned browser (`npm install @sparticuz/chromium`); if it happens there, report it.',
  );
}
