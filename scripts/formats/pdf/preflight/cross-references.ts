import { inflateSync } from 'node:zlib';
import { type Dictionary, readArray, readDictionary, readValue } from '../pdf-syntax.ts';
import { undoPredictor } from './predictor.ts';
import { UnreadablePdf } from './unreadable-pdf.ts';

/** Where an object is: at an offset of the file, or in an object stream. */
interface ObjectPlace {
  readonly offset?: number;
  readonly stream?: number;
  readonly index?: number;
}

/** All that a file says of where its objects are. */
export interface CrossReferences {
  /** The newest trailer. */
  readonly trailer: Dictionary;
  readonly places: ReadonlyMap<number, ObjectPlace>;
  /** Offsets of the tables themselves. */
  readonly tables: readonly number[];
}

/**
 * Follows the tables and streams of cross-references from the newest to the oldest (ISO 32000-1, 7.5.4, 7.5.8).
 * @throws UnreadablePdf when one is damaged
 */
export function readCrossReferences(bytes: Buffer): CrossReferences {
  const tail = bytes.subarray(-1024).toString('latin1');
  const last = [...tail.matchAll(/startxref\s+(\d+)\s+%%EOF/g)].pop();
  if (last === undefined) throw new UnreadablePdf('it does not end with `startxref`');
  const places = new Map<number, ObjectPlace>();
  const tables: number[] = [];
  let trailer: Dictionary | undefined;
  const waiting = [Number(last[1])];
  for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
    if (tables.includes(at)) continue;
    if (!(at < bytes.length)) throw new UnreadablePdf('its cross-references are not where it says');
    tables.push(at);
    const isTable = bytes.toString('latin1', at, at + 4) === 'xref';
    const entries = isTable ? readTable(bytes, at, places) : readStream(bytes, at, places);
    trailer ??= entries;
    for (const key of ['XRefStm', 'Prev']) {
      const next = entries.get(key);
      if (next !== undefined) waiting.push(Number(next));
    }
  }
  return { trailer: trailer ?? new Map(), places, tables };
}

function readTable(bytes: Buffer, start: number, places: Map<number, ObjectPlace>): Dictionary {
  const text = bytes.toString('latin1', start);
  let at = 4;
  const section = /\s*(\d+) (\d+)\s*?\r?\n?/y;
  for (;;) {
    section.lastIndex = at;
    const head = section.exec(text);
    if (head === null) break;
    at = section.lastIndex;
    const [first, count] = [Number(head[1]), Number(head[2])];
    for (let index = 0; index < count; index += 1) {
      const entry = /^\s*(\d{10}) (\d{5}) ([nf])/.exec(text.slice(at, at + 24));
      if (entry === null)
        throw new UnreadablePdf(`its table of cross-references is broken at object ${first + index}`);
      at += 20;
      const number = first + index;
      if (entry[3] === 'n' && !places.has(number)) places.set(number, { offset: Number(entry[1]) });
    }
  }
  const trailer = text.indexOf('trailer', at);
  if (trailer < 0) throw new UnreadablePdf('it has no trailer');
  try {
    return readDictionary(readValue(text, trailer + 'trailer'.length).value);
  } catch {
    throw new UnreadablePdf('its trailer is damaged');
  }
}

function readStream(bytes: Buffer, start: number, places: Map<number, ObjectPlace>): Dictionary {
  const text = bytes.toString('latin1', start, start + 4096);
  const head = /^\s*\d+\s+\d+\s+obj/.exec(text);
  if (head === null) throw new UnreadablePdf('its cross-references are not where it says');
  try {
    const { value, end } = readValue(text, head[0].length);
    const entries = readDictionary(value);
    const begin = start + end + (/^\s*stream\r?\n/.exec(text.slice(end))?.[0].length ?? 0);
    const data = bytes.subarray(begin, begin + Number(entries.get('Length')));
    const plain = entries.has('Filter') ? inflateSync(data) : data;
    readRows(undoPredictor(plain, readDictionary(entries.get('DecodeParms') ?? '<<>>')), entries, places);
    return entries;
  } catch {
    throw new UnreadablePdf('its stream of cross-references is damaged');
  }
}

function readRows(rows: Uint8Array, entries: Dictionary, places: Map<number, ObjectPlace>): void {
  const widths = readArray(entries.get('W') ?? '[]').map(Number);
  const [kindWidth = 0, placeWidth = 0, indexWidth = 0] = widths;
  const sections = readArray(entries.get('Index') ?? `[0 ${entries.get('Size')}]`).map(Number);
  let at = 0;
  const field = (width: number, fallback: number): number => {
    if (width === 0) return fallback;
    let value = 0;
    for (const end = at + width; at < end; at += 1) value = value * 256 + (rows[at] ?? 0);
    return value;
  };
  for (let part = 0; part + 1 < sections.length; part += 2) {
    const first = sections[part] ?? 0;
    for (let number = first; number < first + (sections[part + 1] ?? 0) && at < rows.length; number += 1) {
      const kind = field(kindWidth, 1);
      const place = field(placeWidth, 0);
      const index = field(indexWidth, 0);
      if (places.has(number)) continue;
      if (kind === 1) places.set(number, { offset: place });
      else if (kind === 2) places.set(number, { stream: place, index });
    }
  }
}
