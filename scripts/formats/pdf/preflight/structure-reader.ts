import type { Dictionary } from '../pdf-syntax.ts';
import { readDictionary, referredObject } from '../pdf-syntax.ts';
import type { PdfReader } from './pdf-reader.ts';

/** An element of the structure tree (ISO 32000-1, 14.7.2). */
export interface StructureElement {
  /** Number of its object; 0 for one that is none by itself. */
  readonly object: number;
  /** Its standard type without the slash, after the file's own types are mapped. */
  readonly type: string;
  /** The type as it is written. */
  readonly ownType: string;
  readonly entries: Dictionary;
  readonly parent: StructureElement | undefined;
  readonly kids: readonly StructureElement[];
  /** Objects, such as annotations, that it stands for. */
  readonly objects: readonly number[];
  /** Object of the page on which it begins; `undefined` when it is on none. */
  readonly page: number | undefined;
}

/** Elements nested deeper than this are not read: more than any browser nests. */
const DEEPEST = 1000;

/** All elements of a file's structure, each before those in it. */
export function structureOf(reader: PdfReader): readonly StructureElement[] {
  const tree = reader.dictionary(reader.dictionary(reader.trailer.get('Root')).get('StructTreeRoot'));
  const roles = reader.dictionary(tree.get('RoleMap'));
  const elements: StructureElement[] = [];
  const seen = new Set<number>();
  const pageOf = (entries: Dictionary): number | undefined => referredObject(entries.get('Pg'));
  const read = (
    value: string,
    entries: Dictionary,
    parent: StructureElement | undefined,
    depth: number,
  ): StructureElement | undefined => {
    const object = referredObject(value) ?? 0;
    if (depth > DEEPEST || (object !== 0 && seen.has(object))) return undefined;
    seen.add(object);
    const ownType = (entries.get('S') ?? '').slice(1);
    const kids: StructureElement[] = [];
    const objects: number[] = [];
    const type = standardType(ownType, roles);
    const whole = { object, ownType, type, entries, parent, kids, objects, page: pageOf(entries) };
    elements.push(whole);
    for (const kid of kidsOf(reader, entries)) {
      const inner = reader.dictionary(kid);
      if (inner.get('Type') === '/OBJR') objects.push(referredObject(inner.get('Obj')) ?? 0);
      const child = inner.has('S') ? read(kid, inner, whole, depth + 1) : undefined;
      if (child !== undefined) kids.push(child);
      whole.page ??= child?.page ?? pageOf(inner);
    }
    return whole;
  };
  for (const kid of kidsOf(reader, tree)) read(kid, reader.dictionary(kid), undefined, 0);
  return elements;
}

function kidsOf(reader: PdfReader, entries: Dictionary): readonly string[] {
  const kids = entries.get('K');
  if (kids === undefined) return [];
  return reader.resolve(kids).startsWith('[') ? reader.array(kids) : [kids];
}

/** The type that a file maps one of its own to (14.7.3). */
function standardType(type: string, roles: Dictionary): string {
  let is = type;
  for (let step = 0; step < roles.size && !STANDARD_TYPES.has(is) && roles.has(is); step += 1)
    is = (roles.get(is) ?? '').slice(1);
  return is;
}

/** Structure types that every reader knows (14.8.4). */
export const STANDARD_TYPES: ReadonlySet<string> = new Set(
  `Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private H H1 H2 H3 H4 H5 H6 P L LI Lbl LBody
   Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP
   Figure Formula Form`.split(/\s+/),
);

/** A property of an element's attributes (14.7.5) as source; `undefined` without it. */
export function attribute(
  reader: PdfReader,
  { entries }: StructureElement,
  name: string,
): string | undefined {
  const attributes = entries.get('A');
  const source = reader.resolve(attributes);
  const all = source.startsWith('[') ? reader.array(attributes) : source.startsWith('<<') ? [source] : [];
  for (const one of all) {
    const found = (one.startsWith('<<') ? readDictionary(one) : reader.dictionary(one)).get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}
