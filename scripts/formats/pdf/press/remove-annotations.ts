import type { PdfFile } from '../pdf-file.ts';
import {
  readArray,
  readDictionary,
  referenceTo,
  referredObject,
  writeArray,
  writeDictionary,
} from '../pdf-syntax.ts';

/**
 * Takes away what a standard forbids on pages: links are annotations inside the bleed (ISO 15930-7, 6.13). What was
 * tagged as a link stays in the structure as a piece of text.
 * @returns how many were there
 */
export function removeAnnotations(file: PdfFile, root: number, pages: readonly number[]): number {
  const parents = new ParentTree(file, root);
  let count = 0;
  for (const page of pages) {
    const entries = file.dictionary(page);
    const annotations = entries.get('Annots');
    if (annotations === undefined) continue;
    for (const annotation of readArray(annotations)) {
      count += 1;
      const number = referredObject(annotation);
      if (number === undefined) continue;
      parents.forget(number);
      file.set(number, { source: 'null' });
    }
    entries.delete('Annots');
    // The order in which they are reached (12.5.1).
    entries.delete('Tabs');
    file.set(page, { source: writeDictionary(entries) });
  }
  parents.write();
  return count;
}

/** Which elements of the structure annotations belong to (ISO 32000-1, 14.7.4.4): one list, as Chromium writes it. */
class ParentTree {
  readonly #file: PdfFile;
  readonly #tree: number | undefined;
  readonly #elements = new Map<string, string>();

  constructor(file: PdfFile, root: number) {
    this.#file = file;
    const structure = referredObject(file.dictionary(root).get('StructTreeRoot'));
    this.#tree =
      structure === undefined ? undefined : referredObject(file.dictionary(structure).get('ParentTree'));
    const names = this.#tree === undefined ? undefined : file.dictionary(this.#tree).get('Nums');
    const items = readArray(names ?? '[]');
    for (let at = 0; at + 1 < items.length; at += 2) this.#elements.set(items[at] ?? '', items[at + 1] ?? '');
  }

  /** Takes an annotation out of the element that it belongs to. */
  forget(annotation: number): void {
    const key = this.#file.dictionary(annotation).get('StructParent');
    const element = key === undefined ? undefined : referredObject(this.#elements.get(key));
    if (key === undefined || element === undefined) return;
    this.#elements.delete(key);
    const entries = this.#file.dictionary(element);
    const kids = entries.get('K') ?? '[]';
    const kept = (kids.startsWith('[') ? readArray(kids) : [kids]).filter(
      (kid) => !kid.startsWith('<<') || readDictionary(kid).get('Obj') !== referenceTo(annotation),
    );
    entries.set('K', writeArray(kept));
    if (entries.get('S') === '/Link') entries.set('S', '/Span');
    this.#file.set(element, { source: writeDictionary(entries) });
  }

  write(): void {
    if (this.#tree !== undefined)
      this.#file.update(this.#tree, { Nums: writeArray([...this.#elements].flat()) });
  }
}
