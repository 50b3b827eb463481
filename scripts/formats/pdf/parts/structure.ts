import type { PdfFile } from '../pdf-file.ts';
import { readArray, referenceTo, referredObject, writeArray, writeDictionary } from '../pdf-syntax.ts';
import { type NamedElement, namedElements, writeNamedElements } from '../tags/named-elements.ts';
import type { Roots, WholeRoots } from './roots.ts';

/** A structure tree (ISO 32000-1, 14.7.2), but for the elements themselves. */
export interface Structure {
  /** What stands in the element of the document. */
  readonly elements: readonly string[];
  /** The parent tree: from the keys of pages and annotations to the elements of their content (14.7.4.4). */
  readonly parents: readonly ParentEntry[];
  /** The first key that is not in use. */
  readonly nextKey: number;
  /** Elements with an id. */
  readonly named: readonly NamedElement[];
}

type ParentEntry = readonly [key: number, elements: string];

/** Reads the tree of a file; nothing is in that of a file without one. */
export function readStructure(file: PdfFile, { structure, document }: Roots): Structure {
  if (structure === undefined || document === undefined)
    return { elements: [], parents: [], nextKey: 0, named: [] };
  const entries = file.dictionary(structure);
  const kids = file.dictionary(document).get('K') ?? '[]';
  return {
    elements: kids.startsWith('[') ? readArray(kids) : [kids],
    parents: numberTree(file, entries.get('ParentTree')),
    nextKey: Number(entries.get('ParentTreeNextKey') ?? 0),
    named: namedElements(file, entries.get('IDTree')),
  };
}

/** The entries of a number tree (7.9.7). */
function numberTree(file: PdfFile, node: string | undefined): readonly ParentEntry[] {
  if (node === undefined) return [];
  const entries = file.inner(new Map([['node', node]]), 'node');
  const numbers = readArray(entries.get('Nums') ?? '[]');
  const own: ParentEntry[] = [];
  for (let at = 0; at + 1 < numbers.length; at += 2) own.push([Number(numbers[at]), numbers[at + 1] ?? '']);
  return [...own, ...readArray(entries.get('Kids') ?? '[]').flatMap((kid) => numberTree(file, kid))];
}

/**
 * New ids for a part's elements, in their order: Chromium's are numbers of the tab, which may be another one for each part.
 * @param before elements with an id in the parts before
 */
export function newIds({ named }: Structure, before: number): ReadonlyMap<string, string> {
  const inOrder = [...named].sort(([, a], [, b]) => (referredObject(a) ?? 0) - (referredObject(b) ?? 0));
  return new Map(
    inOrder.map(([id], index) => [id, `(element-${String(before + index + 1).padStart(6, '0')})`]),
  );
}

/** The tree with new ids. */
export function withIds(structure: Structure, ids: ReadonlyMap<string, string>): Structure {
  return { ...structure, named: structure.named.map(([id, element]) => [ids.get(id) ?? id, element]) };
}

/** The tree of two files, the second one's in the numbers of the first, whose keys follow on those of the first. */
export function joinStructures(one: Structure, other: Structure): Structure {
  return {
    elements: [...one.elements, ...other.elements],
    parents: [
      ...one.parents,
      ...other.parents.map(([key, elements]): ParentEntry => [key + one.nextKey, elements]),
    ],
    nextKey: one.nextKey + other.nextKey,
    named: [...one.named, ...other.named],
  };
}

/** Writes a tree below its roots. */
export function writeStructure(
  file: PdfFile,
  { structure, document }: WholeRoots,
  { elements, parents, nextKey, named }: Structure,
): void {
  const entries = file.dictionary(structure);
  const placed = (key: string, source: string): string => {
    const known = referredObject(entries.get(key));
    if (known === undefined) return source;
    file.set(known, { source });
    return referenceTo(known);
  };
  file.update(document, { K: writeArray(elements) });
  file.update(structure, {
    ParentTree: placed('ParentTree', writeDictionary([['Nums', writeArray(parents.flat())]])),
    ParentTreeNextKey: String(nextKey),
    ...(named.length === 0 ? {} : { IDTree: placed('IDTree', writeNamedElements(named)) }),
  });
}
