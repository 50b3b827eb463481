import { pack, unpack } from '../flate.ts';
import type { PdfFile } from '../pdf-file.ts';
import {
  type Dictionary,
  readArray,
  readDictionary,
  referredObject,
  writeDictionary,
} from '../pdf-syntax.ts';
import { withArtifacts } from './unmarked-runs.ts';

/** Makes all that pages draw outside the structure an artifact: grounds, rules, running heads, folios. */
export async function markArtifacts(file: PdfFile, pages: readonly number[]): Promise<void> {
  const marker = new ArtifactMarker(file);
  await Promise.all(pages.map((page) => marker.page(page)));
}

class ArtifactMarker {
  readonly #file: PdfFile;
  /** Whether a form has marked content of its own, by its object. */
  readonly #forms = new Map<number, Promise<boolean>>();

  constructor(file: PdfFile) {
    this.#file = file;
  }

  async page(page: number): Promise<void> {
    const entries = this.#file.dictionary(page);
    const contents = entries.get('Contents');
    const streams = contents === undefined ? [] : contents.startsWith('[') ? readArray(contents) : [contents];
    for (const stream of streams) await this.#stream(referredObject(stream), entries);
  }

  /** Marks a stream, and the forms that it draws. */
  async #stream(number: number | undefined, owner: Dictionary): Promise<void> {
    if (number === undefined) return;
    const text = await this.#text(number);
    const marked = await this.#markedForms(owner);
    const written = withArtifacts(text, (name) => marked.has(name.slice(1)));
    if (written === text) return;
    const entries = readDictionary(this.#file.object(number).source);
    entries.set('Filter', '/FlateDecode');
    this.#file.set(number, {
      source: writeDictionary(entries),
      data: await pack(Buffer.from(written, 'latin1')),
    });
  }

  async #text(number: number): Promise<string> {
    const { source, data = new Uint8Array() } = this.#file.object(number);
    const isPacked = readDictionary(source).get('Filter') === '/FlateDecode';
    return Buffer.from(isPacked ? await unpack(data) : data).toString('latin1');
  }

  async #markedForms(owner: Dictionary): Promise<ReadonlySet<string>> {
    const objects = this.#file.inner(this.#file.inner(owner, 'Resources'), 'XObject');
    const names = new Set<string>();
    for (const [name, value] of objects) {
      const number = referredObject(value);
      if (number !== undefined && (await this.#isMarked(number))) names.add(name);
    }
    return names;
  }

  #isMarked(number: number): Promise<boolean> {
    const known = this.#forms.get(number) ?? this.#examined(number);
    this.#forms.set(number, known);
    return known;
  }

  async #examined(number: number): Promise<boolean> {
    const entries = this.#file.dictionary(number);
    if (entries.get('Subtype') !== '/Form') return false;
    const isMarked = /\bBDC\b/.test(await this.#text(number)) || (await this.#markedForms(entries)).size > 0;
    if (isMarked) await this.#stream(number, entries);
    return isMarked;
  }
}
