import { createHash } from 'node:crypto';
import { pack } from './flate.ts';
import { type Dictionary, readDictionary, writeArray, writeDictionary } from './pdf-syntax.ts';

/** Versions of PDF that are written; PDF/X-1a:2001 is 1.3, PDF/X-4 is 1.6. */
export type PdfVersion = '1.3' | '1.6' | '1.7';

/** What stands behind the number of an object (ISO 32000-1, 7.3.10). */
export const OBJ = ' 0 obj\n';
/** What stands behind an object. */
export const ENDOBJ = '\nendobj\n';
/** What stands behind the data of a stream (7.3.8). */
export const ENDSTREAM = '\nendstream';

/** Objects of an object stream (7.5.7). */
export interface PackedObjects {
  readonly numbers: readonly number[];
  /** Offset of the first object behind the index. */
  readonly first: number;
  readonly data: Uint8Array;
}

/** Writes a file from its beginning to its end, and notes where everything is. */
export class PdfWriter {
  readonly #chunks: Uint8Array[] = [];
  /** Of each object: kind, and the two numbers that tell its place (ISO 32000-1, Table 18). */
  readonly #places = new Map<number, readonly [kind: number, where: number, index: number]>();
  #length = 0;

  constructor(version: PdfVersion) {
    // The second line tells programs that move files that this is no text (7.5.2).
    this.#write(Buffer.from(`%PDF-${version}\n%\xe2\xe3\xcf\xd3\n`, 'latin1'));
  }

  /** Writes a finished object. */
  object(number: number, bytes: Uint8Array): void {
    this.#places.set(number, [1, this.#length, 0]);
    this.#write(bytes);
  }

  /** Writes a stream; its length is told here. */
  stream(number: number, source: string, data: Uint8Array): void {
    const dictionary = readDictionary(source);
    dictionary.set('Length', String(data.length));
    const head = Buffer.from(`${number}${OBJ}${writeDictionary(dictionary)}\nstream\n`, 'latin1');
    this.object(number, Buffer.concat([head, data, Buffer.from(`${ENDSTREAM}${ENDOBJ}`)]));
  }

  /** Writes objects together. */
  objectStream(number: number, { numbers, first, data }: PackedObjects): void {
    numbers.forEach((one, index) => {
      this.#places.set(one, [2, number, index]);
    });
    const source = `<</Type /ObjStm /N ${numbers.length} /First ${first} /Filter /FlateDecode>>`;
    this.stream(number, source, data);
  }

  /** Writes the table as object `number`, and the end. */
  async finish(number: number, trailer: Dictionary): Promise<Uint8Array> {
    const start = this.#length;
    this.#places.set(number, [1, start, 0]);
    const id = this.#identifier();
    const entries = new Map(trailer)
      .set('Type', '/XRef')
      .set('Size', String(number + 1))
      .set('W', writeArray([1, 4, 2]))
      .set('Filter', '/FlateDecode')
      .set('DecodeParms', `<</Predictor 12 /Columns ${ROW}>>`)
      .set('ID', writeArray([id, id]));
    this.stream(number, writeDictionary(entries), await pack(this.#table(number + 1)));
    this.#write(Buffer.from(`startxref\n${start}\n%%EOF\n`));
    return Buffer.concat(this.#chunks);
  }

  /** Writes the table of objects below `count` (7.5.4), and the end. */
  finishWithTable(count: number, trailer: Dictionary): Uint8Array {
    const start = this.#length;
    const id = this.#identifier();
    let lines = '';
    for (let number = 0; number < count; number += 1) {
      const [, where] = this.#places.get(number) ?? [];
      lines +=
        where === undefined ? '0000000000 65535 f \n' : `${String(where).padStart(10, '0')} 00000 n \n`;
    }
    const entries = new Map(trailer).set('Size', String(count)).set('ID', writeArray([id, id]));
    this.#write(
      Buffer.from(
        `xref\n0 ${count}\n${lines}trailer\n${writeDictionary(entries)}\nstartxref\n${start}\n%%EOF\n`,
        'latin1',
      ),
    );
    return Buffer.concat(this.#chunks);
  }

  /** Of the file's content (14.4). */
  #identifier(): string {
    const digest = createHash('sha256');
    for (const chunk of this.#chunks) digest.update(chunk);
    return `<${digest.digest('hex').slice(0, 32).toUpperCase()}>`;
  }

  /** Rows of kind, place and index; each byte as its difference to the row above, which packs well (7.4.4.4). */
  #table(count: number): Uint8Array {
    const rows = Buffer.alloc(count * ROW);
    const table = Buffer.alloc(count * (ROW + 1));
    for (let number = 0; number < count; number += 1) {
      const [kind, where, index] = this.#places.get(number) ?? [0, 0, 0xffff];
      const at = number * ROW;
      rows.writeUInt8(kind, at);
      rows.writeUInt32BE(where, at + 1);
      rows.writeUInt16BE(index, at + 5);
      const to = number * (ROW + 1);
      table[to] = UP;
      for (let byte = 0; byte < ROW; byte += 1) {
        table[to + 1 + byte] = (rows[at + byte] ?? 0) - (rows[at + byte - ROW] ?? 0);
      }
    }
    return table;
  }

  #write(bytes: Uint8Array): void {
    this.#chunks.push(bytes);
    this.#length += bytes.length;
  }
}

/** Bytes of a row of the table. */
const ROW = 7;
/** The predictor that a row begins with. */
const UP = 2;
