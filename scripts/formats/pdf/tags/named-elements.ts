import type { PdfFile } from '../pdf-file.ts';
import { readArray, readDictionary, referredObject, writeArray, writeDictionary } from '../pdf-syntax.ts';

/** An element that has an id: the id as a string's source text, and a reference. */
export type NamedElement = readonly [id: string, element: string];

/** The elements that have an id, from a name tree (7.9.6). */
export function namedElements(file: PdfFile, node: string | undefined): readonly NamedElement[] {
  if (node === undefined) return [];
  const number = referredObject(node);
  const entries = number === undefined ? readDictionary(node) : file.dictionary(number);
  const names = readArray(entries.get('Names') ?? '[]');
  const own = names.flatMap((id, index) => (index % 2 === 0 ? [[id, names[index + 1] ?? ''] as const] : []));
  return [...own, ...readArray(entries.get('Kids') ?? '[]').flatMap((kid) => namedElements(file, kid))];
}

/** Source text of a name tree of them, which may stand for itself or in the dictionary that needs it. */
export function writeNamedElements(names: readonly NamedElement[]): string {
  const sorted = [...names].sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
  return writeDictionary([['Names', writeArray(sorted.flat())]]);
}
