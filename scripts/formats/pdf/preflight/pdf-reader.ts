import { inflateSync } from 'node:zlib';
import { type Dictionary, readArray, readDictionary, readValue, referredObject } from '../pdf-syntax.ts';
import { type CrossReferences, readCrossReferences } from './cross-references.ts';
import { undoPredictor } from './predictor.ts';
import { UnreadablePdf } from './unreadable-pdf.ts';

/** An object as it stands in a file. */
interface StoredObject {
  readonly source: string;
  /** Bytes of a stream, packed as its dictionary says. */
  readonly data?: Uint8Array;
}

/** A page with what it inherits (ISO 32000-1, 7.7.3.4). */
export interface PageObject {
  readonly object: number;
  readonly entries: Dictionary;
}

/** Most streams that may hold each other, and nodes of a page tree above each other: enough for any honest file. */
const DEEPEST = 64;

/** Of one stream, unpacked: a picture of a poster. */
const MOST_BYTES = 2 ** 30;

/** Any PDF, of whatever program: tables or streams of cross-references, revisions, object streams. */
export class PdfReader {
  readonly trailer: Dictionary;
  readonly #bytes: Buffer;
  readonly #references: CrossReferences;
  readonly #ends: readonly number[];
  readonly #objects = new Map<number, StoredObject>();
  readonly #packed = new Map<number, readonly string[]>();

  /**
   * Reads a file's cross-references.
   * @throws UnreadablePdf when they are damaged
   */
  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#references = readCrossReferences(this.#bytes);
    this.trailer = this.#references.trailer;
    const places = [...this.#references.places.values()].flatMap(({ offset }) => offset ?? []);
    this.#ends = [...places, ...this.#references.tables, bytes.length].sort((a, b) => a - b);
  }

  /** Numbers of all objects. */
  get numbers(): readonly number[] {
    return [...this.#references.places.keys()];
  }

  /**
   * An object; one that is not there is `null` (7.3.10).
   * @throws UnreadablePdf when it is damaged
   */
  object(number: number): StoredObject {
    const known = this.#objects.get(number);
    if (known !== undefined) return known;
    const place = this.#references.places.get(number);
    let object: StoredObject = { source: 'null' };
    if (place?.offset !== undefined) object = this.#objectAt(number, place.offset);
    else if (place?.stream !== undefined)
      object = { source: this.#packedObjects(place.stream)[place.index ?? 0] ?? 'null' };
    this.#objects.set(number, object);
    return object;
  }

  /** A value, or what it refers to. */
  resolve(value: string | undefined): string {
    let source = value ?? 'null';
    for (let depth = 0; depth < DEEPEST; depth += 1) {
      const number = referredObject(source);
      if (number === undefined) return source;
      source = this.object(number).source;
    }
    return 'null';
  }

  /** A dictionary, or the one that a value refers to; empty when it is none. */
  dictionary(value: string | undefined): Dictionary {
    const source = this.resolve(value);
    return source.startsWith('<<') ? readDictionary(source) : new Map();
  }

  /** Items of an array, or of the one that a value refers to; none when it is none. */
  array(value: string | undefined): readonly string[] {
    const source = this.resolve(value);
    return source.startsWith('[') ? readArray(source) : [];
  }

  /**
   * Bytes of a stream, unpacked.
   * @throws UnreadablePdf when they are damaged or packed in a way that is not known
   */
  unpacked(number: number): Uint8Array {
    const { source, data } = this.object(number);
    if (data === undefined) throw new UnreadablePdf(`object ${number} is no stream`);
    const entries = readDictionary(source);
    const filter = this.resolve(entries.get('Filter'));
    const filters = filter.startsWith('[') ? readArray(filter) : filter === 'null' ? [] : [filter];
    let bytes = data;
    for (const one of filters) {
      if (one !== '/FlateDecode') throw new UnreadablePdf(`stream ${number} is packed as \`${one}\``);
      try {
        bytes = inflateSync(bytes, { maxOutputLength: MOST_BYTES });
      } catch {
        throw new UnreadablePdf(`stream ${number} is damaged`);
      }
    }
    const parameters = this.resolve(entries.get('DecodeParms'));
    return parameters.startsWith('<<') ? undoPredictor(bytes, readDictionary(parameters)) : bytes;
  }

  /** Pages in their order, with what they inherit. */
  pages(): readonly PageObject[] {
    const root = this.dictionary(this.trailer.get('Root'));
    const pages: PageObject[] = [];
    const seen = new Set<number>();
    const visit = (value: string | undefined, inherited: Dictionary, depth: number): void => {
      const object = referredObject(value);
      if (object === undefined || seen.has(object) || depth > DEEPEST) return;
      seen.add(object);
      const own = this.dictionary(value);
      const entries = new Map([...inherited, ...own]);
      const kids = own.get('Kids');
      if (kids === undefined) {
        pages.push({ object, entries });
        return;
      }
      const passed = new Map(
        [...entries].filter(([key]) => ['Resources', 'MediaBox', 'CropBox', 'Rotate'].includes(key)),
      );
      for (const kid of this.array(kids)) visit(kid, passed, depth + 1);
    };
    visit(root.get('Pages'), new Map(), 0);
    return pages;
  }

  #objectAt(number: number, offset: number): StoredObject {
    let [low, high] = [0, this.#ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ends[middle] ?? 0) > offset) high = middle;
      else low = middle + 1;
    }
    return readObject(this.#bytes.subarray(offset, this.#ends[low]), number, (value) => this.resolve(value));
  }

  #packedObjects(stream: number): readonly string[] {
    const known = this.#packed.get(stream);
    if (known !== undefined) return known;
    const entries = this.dictionary(`${stream} 0 R`);
    const text = Buffer.from(this.unpacked(stream)).toString('latin1');
    const first = Number(entries.get('First'));
    const head = text.slice(0, first).trim().split(/\s+/).map(Number);
    const objects: string[] = [];
    for (let at = 1; at < head.length; at += 2) {
      objects.push(readValue(text, first + (head[at] ?? 0)).value);
    }
    this.#packed.set(stream, objects);
    return objects;
  }
}

/**
 * The object that a slice of a file begins with.
 * @throws UnreadablePdf when it is another, or damaged
 */
function readObject(
  slice: Buffer,
  number: number,
  resolve: (value: string | undefined) => string,
): StoredObject {
  // Dictionaries of streams are short; all of a stream's bytes would be a long text.
  const isLong = slice.length > 20_000;
  const text = slice.toString('latin1', 0, isLong ? 20_000 : slice.length);
  const head = /^\s*(\d+)\s+\d+\s+obj\b/.exec(text);
  if (head === null || Number(head[1]) !== number)
    throw new UnreadablePdf(`object ${number} is not in its place`);
  let read: ReturnType<typeof readValue>;
  try {
    read = readValue(text, head[0].length);
  } catch {
    if (!isLong) throw new UnreadablePdf(`object ${number} is damaged`);
    return readLong(slice, number);
  }
  const begin = /^\s*stream\r?\n/.exec(text.slice(read.end, read.end + 40));
  if (!read.value.startsWith('<<') || begin === null) return { source: read.value };
  const start = read.end + begin[0].length;
  const length = Number(resolve(readDictionary(read.value).get('Length')));
  if (
    !(length >= 0) ||
    start + length > slice.length ||
    !/^\s*endstream/.test(slice.toString('latin1', start + length, start + length + 12))
  )
    throw new UnreadablePdf(`the stream of object ${number} is not as long as it says`);
  return { source: read.value, data: slice.subarray(start, start + length) };
}

/** A long object that is no stream, such as the names of a thousand destinations. */
function readLong(slice: Buffer, number: number): StoredObject {
  try {
    const text = slice.toString('latin1');
    return { source: readValue(text, text.indexOf('obj') + 3).value };
  } catch {
    throw new UnreadablePdf(`object ${number} is damaged`);
  }
}
