import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Place } from '../../model/diagnostic.ts';
import { isTooLarge } from '../config-source.ts';
import { type Reading, report, startOf } from '../reading.ts';
import { textAt } from './order.ts';

/** A value of another tool's YAML or JSON, with its place: read as it stands, aliases and tags not followed. */
export interface TreeValue {
  readonly place: Place;
  /** A text or number as text; absent for maps, lists and everything else. */
  readonly text?: string;
  /** Entries of a list. */
  readonly list?: readonly TreeValue[];
  /** Entries of a map in their order, each with the place of its key. */
  readonly map?: readonly { readonly key: string; readonly place: Place; readonly value: TreeValue }[];
}

/** More than any book's navigation, characters. */
const MOST_CHARACTERS = 512 * 1024;

/**
 * Reads a file of YAML or JSON, of which it is a superset. Undefined when it is not there; told, when it cannot be
 * read.
 */
export async function readTree(reading: Reading, path: string): Promise<TreeValue | undefined> {
  const text = await textAt(reading, path);
  if (text === undefined) return undefined;
  const start = startOf(reading.folder, path);
  const refuse = (message: string, place: Place): undefined => {
    const help = 'Correct it; what it says of the book is not used.';
    report(reading, 'warning', 'order-syntax', message, help, place);
  };
  if (isTooLarge(text, MOST_CHARACTERS)) return refuse('Unexpected size or nesting', start);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  const placeAt = (node: unknown): Place => {
    const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
    const { line, col } = lines.linePos(Array.isArray(range) ? Number(range[0]) : 0);
    return { file: start.file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = lines.linePos(error.pos[0]);
    return refuse(error.message, { file: start.file, line, column: col });
  }
  const read = (node: unknown): TreeValue => {
    const place = placeAt(node);
    if (isAlias(node)) return { place };
    if (isSeq(node)) return { place, list: node.items.map(read) };
    if (isMap(node)) {
      const map = node.items.flatMap(({ key, value }) =>
        isScalar(key) ? [{ key: String(key.value), place: placeAt(key), value: read(value) }] : [],
      );
      return { place, map };
    }
    if (!isScalar(node)) return { place };
    const { value, source } = node;
    if (typeof value === 'string') return { place, text: value };
    return typeof value === 'number' ? { place, text: source ?? String(value) } : { place };
  };
  return read(document.contents);
}

/** The value of a key of a map, or undefined. */
export function childOf(tree: TreeValue | undefined, key: string): TreeValue | undefined {
  return tree?.map?.find((one) => one.key === key)?.value;
}

/** The text of a value, or of the `name` in each of a list of values: what a list of authors may be. */
export function textsOf(tree: TreeValue | undefined): readonly string[] {
  const one = tree?.text ?? childOf(tree, 'name')?.text;
  return one === undefined ? (tree?.list ?? []).flatMap(textsOf) : [one];
}
