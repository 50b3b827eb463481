import { STRUCTURE_MARK } from '../../../model/structure-mark.ts';
import type { PdfFile } from '../pdf-file.ts';
import {
  type Dictionary,
  readArray,
  readText,
  referenceTo,
  referredObject,
  textString,
  writeArray,
  writeDictionary,
} from '../pdf-syntax.ts';
import { type NamedElement, namedElements, writeNamedElements } from './named-elements.ts';

/** What PDF 2.0 has types for and PDF 1.7 has not, and the types that readers take them for. */
const ROLES = { Strong: '/Span', Em: '/Span', Aside: '/Div' } as const;

/** Corrects the structure tree that Chromium writes where ISO 32000-1, 14.8.4, asks for another. */
export function mendStructure(file: PdfFile, root: number): void {
  const tree = referredObject(file.dictionary(root).get('StructTreeRoot'));
  if (tree === undefined) return;
  const mender = new StructureMender(file);
  for (const kid of kidsOf(file.dictionary(tree))) mender.mend(referredObject(kid));
  const names = [...namedElements(file, file.dictionary(tree).get('IDTree')), ...mender.notes];
  file.update(tree, {
    RoleMap: writeDictionary(Object.entries(ROLES)),
    ...(names.length === 0 ? {} : { IDTree: referenceTo(file.add({ source: writeNamedElements(names) })) }),
  });
}

/** Items of `K`, which stands without brackets when it is one. */
function kidsOf(entries: Dictionary): readonly string[] {
  const kids = entries.get('K');
  return kids === undefined ? [] : kids.startsWith('[') ? readArray(kids) : [kids];
}

class StructureMender {
  /** Notes with their ids, which they must have (ISO 14289-1, 7.9). */
  readonly notes: NamedElement[] = [];
  readonly #file: PdfFile;

  constructor(file: PdfFile) {
    this.#file = file;
  }

  /** Corrects an element and all below it. */
  mend(number: number | undefined, parent = ''): void {
    if (number === undefined) return;
    const entries = this.#file.dictionary(number);
    const kids = kidsOf(entries);
    const type = this.#typed(number, entries, kids, parent);
    for (const kid of kids) this.mend(referredObject(kid), type);
    if (type === '/LI') this.#wrapBody(number, kids);
    else if (type === '/Ruby') this.#pairReadings(number, kids);
  }

  /** Sets the type of an element, and what belongs to it. */
  #typed(number: number, entries: Dictionary, kids: readonly string[], parent: string): string {
    const [, type, text = ''] = readText(entries.get('Alt')).split(STRUCTURE_MARK);
    if (type !== undefined) {
      const changed = new Map(entries).set('S', `/${type}`);
      changed.delete('Alt');
      if (text !== '') changed.set('Alt', textString(text));
      if (type === 'Note') {
        const id = `(note-${String(this.notes.length + 1).padStart(6, '0')})`;
        this.notes.push([id, referenceTo(number)]);
        changed.set('ID', id);
      }
      this.#file.set(number, { source: writeDictionary(changed) });
      return `/${type}`;
    }
    const was = entries.get('S') ?? '';
    let is = was;
    // A call of a note is a link that the browser has another role for (ISO 14289-1, 7.18.5).
    if (was === '/NonStruct' && kids.some((kid) => /\/OBJR\b/.test(kid))) is = '/Link';
    // An item that the browser shows as another block.
    else if (was === '/NonStruct' && parent === '/L') is = '/LI';
    // The frame around a picture and its caption: the picture in it is the figure.
    else if (was === '/Figure' && readText(entries.get('Alt')) === '' && kids.some(isElement)) is = '/Div';
    if (is !== was) this.#file.update(number, { S: is });
    return is;
  }

  /** An item of a list has a label and a body (ISO 32000-1, table 336). */
  #wrapBody(item: number, kids: readonly string[]): void {
    const isLabel = (kid: string): boolean => this.#typeOf(kid) === '/Lbl';
    const body = kids.filter((kid) => isElement(kid) && !isLabel(kid));
    if (body.length === 0 || body.some((kid) => this.#typeOf(kid) === '/LBody')) return;
    const wrapped = this.#element(item, 'LBody', body);
    this.#file.update(item, { K: writeArray([...kids.filter((kid) => !body.includes(kid)), wrapped]) });
  }

  /** A ruby is one base and one reading (table 338): of several it becomes a span of rubies. */
  #pairReadings(ruby: number, kids: readonly string[]): void {
    const groups: { readonly isReading: boolean; readonly kids: string[] }[] = [];
    for (const kid of kids.filter(isElement)) {
      const isReading = this.#typeOf(kid) === '/RT';
      if (groups.at(-1)?.isReading === isReading) groups.at(-1)?.kids.push(kid);
      else groups.push({ isReading, kids: [kid] });
    }
    const parts = groups.map(({ isReading, kids: group }) => {
      if (isReading && group.length === 1) return group[0] ?? '';
      // A second reading, below the base, belongs to the same one.
      if (isReading) for (const kid of group) this.#file.update(referredObject(kid) ?? 0, { S: '/Span' });
      return this.#element(ruby, isReading ? 'RT' : 'RB', group);
    });
    if (parts.length <= 2 && groups.at(-1)?.isReading) {
      this.#file.update(ruby, { K: writeArray(parts) });
      return;
    }
    const pairs: string[] = [];
    for (let index = 0; index < parts.length; index += 2) {
      const pair = parts.slice(index, index + 2);
      if (pair.length === 2) pairs.push(this.#element(ruby, 'Ruby', pair));
      else {
        this.#file.update(referredObject(pair[0]) ?? 0, { S: '/Span' });
        pairs.push(...pair);
      }
    }
    this.#file.update(ruby, { S: '/Span', K: writeArray(pairs) });
  }

  /** Adds an element around others. */
  #element(parent: number, type: string, kids: readonly string[]): string {
    const entries: [string, string][] = [
      ['Type', '/StructElem'],
      ['S', `/${type}`],
      ['P', referenceTo(parent)],
      ['K', writeArray(kids)],
    ];
    const number = this.#file.add({ source: writeDictionary(entries) });
    for (const kid of kids) {
      const inner = referredObject(kid);
      if (inner !== undefined) this.#file.update(inner, { P: referenceTo(number) });
    }
    return referenceTo(number);
  }

  #typeOf(kid: string): string | undefined {
    const number = referredObject(kid);
    return number === undefined ? undefined : this.#file.dictionary(number).get('S');
  }
}

/** Whether an item of `K` is an element, not a piece of the page. */
function isElement(kid: string): boolean {
  return referredObject(kid) !== undefined;
}
