import type { PdfFile } from '../pdf-file.ts';
import { referenceTo, referredObject, requiredReference } from '../pdf-syntax.ts';

/** The objects of a file that each part has too, and the whole file once: by their numbers. */
export interface Roots {
  readonly catalog: number;
  readonly information: number;
  /** Root of the page tree. */
  readonly pages: number;
  /** Root of the structure tree. */
  readonly structure: number | undefined;
  /** The element that holds all others. */
  readonly document: number | undefined;
  readonly outline: number | undefined;
}

/** The roots of a file that has all of them. */
export type WholeRoots = { readonly [Name in keyof Roots]: number };

/** The roots of a file as Chromium writes it; without any text there is no structure, without a heading no outline. */
export function rootsOf(file: PdfFile): Roots {
  const catalog = requiredReference(file.trailer.get('Root'));
  const entries = file.dictionary(catalog);
  const structure = referredObject(entries.get('StructTreeRoot'));
  return {
    catalog,
    information: requiredReference(file.trailer.get('Info')),
    pages: requiredReference(entries.get('Pages')),
    structure,
    document: structure === undefined ? undefined : requiredReference(file.dictionary(structure).get('K')),
    outline: referredObject(entries.get('Outlines')),
  };
}

/** The roots of a file, those that it lacks made. */
export function withRoots(file: PdfFile): WholeRoots {
  const roots = rootsOf(file);
  const structure = roots.structure ?? file.add({ source: '<</Type /StructTreeRoot>>' });
  const document =
    roots.document ??
    file.add({ source: `<</Type /StructElem /S /Document /P ${referenceTo(structure)} /K []>>` });
  const outline = roots.outline ?? file.add({ source: '<</Type /Outlines>>' });
  file.update(structure, { K: referenceTo(document) });
  file.update(roots.catalog, {
    StructTreeRoot: referenceTo(structure),
    Outlines: referenceTo(outline),
  });
  return { ...roots, structure, document, outline };
}
