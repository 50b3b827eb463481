import {
  type Alias,
  CST,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';
import type { Diagnostic, Place } from '../model/diagnostic.ts';

/** Keys and indexes from the root of book.yaml to a value. */
export type ConfigPath = readonly (string | number)[];

/** book.yaml as data that knows its places. */
export interface ConfigSource {
  /** Plain data, not yet checked; undefined when there is none to be trusted. */
  readonly data: unknown;
  /** Errors of YAML itself. */
  readonly diagnostics: readonly Diagnostic[];
  /** Set after a syntax error: what stands from here on was guessed by the parser. */
  readonly trustedUntil?: Place;
  /** Where the value stands; for one that is absent, the nearest map or list around it. */
  placeOfValue(path: ConfigPath): Place;
  /** Where the last key of the path stands; for one that is absent, as {@link placeOfValue}. */
  placeOfKey(path: ConfigPath): Place;
}

/** Far more than a book's configuration needs; the parser's time grows with the square of the keys. */
const MOST_BYTES = 64 * 1024;

/** book.yaml is at most five deep; some thousand levels would end the process inside the parser. */
const MOST_NESTED = 20;

/** The part of a document that is needed here: the parser's own type says more than can be relied on. */
type Parsed = Document.Parsed | Document;

/** Whether a text is too long or too deep for the parser of YAML; `most` in characters. */
export function isTooLarge(text: string, most: number = MOST_BYTES): boolean {
  if (text.length > most) return true;
  let flow = 0;
  let inLine = 0;
  for (const lexeme of new Lexer().lex(text)) {
    const type = CST.tokenType(lexeme);
    if (type === 'flow-seq-start' || type === 'flow-map-start') flow += 1;
    else if (type === 'flow-seq-end' || type === 'flow-map-end') flow -= 1;
    else if (type === 'seq-item-ind' || type === 'explicit-key-ind') inLine += 1;
    else if (type === 'newline') inLine = 0;
    if (flow > MOST_NESTED || inLine > MOST_NESTED) return true;
  }
  return false;
}

/** One step into the tree; undefined when there is no such key or index. */
function child(
  document: Parsed,
  parent: unknown,
  step: string | number,
): { key?: unknown; value: unknown } | undefined {
  const node = isAlias(parent) ? parent.resolve(document) : parent;
  if (isSeq(node))
    return typeof step === 'number' && step in node.items ? { value: node.items[step] } : undefined;
  if (!isMap(node)) return undefined;
  // Of two equal keys the last one counts, as in the data.
  const pair = node.items.findLast((one) => isScalar(one.key) && String(one.key.value) === String(step));
  return pair === undefined ? undefined : { key: pair.key, value: pair.value };
}

function offsetOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

/** Offset of the key or value at a path, or of the nearest thing around it. */
function offsetAt(document: Parsed, path: ConfigPath, at: 'key' | 'value'): number {
  let node: unknown = document.contents;
  let offset = offsetOf(node) ?? 0;
  for (const [index, step] of path.entries()) {
    const next = child(document, node, step);
    if (next === undefined) return offset;
    const wantsKey = at === 'key' && index === path.length - 1;
    // An empty value (`title:`) stands nowhere: its key is the place to look.
    const isEmpty = isScalar(next.value) && next.value.value === null && next.value.source === '';
    const own = wantsKey || isEmpty || !isNode(next.value) ? (next.key ?? next.value) : next.value;
    offset = offsetOf(own) ?? offset;
    node = next.value;
  }
  return offset;
}

/** Words of ours for the parser's commonest complaints; the rest keep the library's. */
function syntaxMessage(error: YAMLError, text: string): Pick<Diagnostic, 'ruleId' | 'message' | 'help'> {
  const [offset] = error.pos;
  if (error.code === 'DUPLICATE_KEY') {
    const key = /^['"]?([^:'"\n]*)/.exec(text.slice(offset, offset + 80))?.[1]?.trim() ?? '';
    return {
      ruleId: 'config-duplicate-key',
      message: `Unexpected second \`${key}\`, expected each key once`,
      help: 'Keep one of the two.',
    };
  }
  if (error.code === 'TAB_AS_INDENT') {
    return {
      ruleId: 'config-syntax',
      message: 'Unexpected tab, expected spaces',
      help: 'Indent with spaces.',
    };
  }
  return {
    ruleId: 'config-syntax',
    message: `Invalid YAML: ${error.message}`,
    help: 'Check indentation, colons, quotes and brackets from here upwards.',
  };
}

/** Removes keys that are lists, maps or aliases, which data cannot hold, and returns their nodes. */
function removeComplexKeys(document: Parsed): Node[] {
  const removed: Node[] = [];
  visit(document, {
    Pair(_, pair) {
      if (isScalar(pair.key) || !isNode(pair.key)) return undefined;
      removed.push(pair.key);
      return visit.REMOVE;
    },
  });
  return removed;
}

/** Aliases whose anchor does not stand before them. */
function unresolvedAliases(document: Parsed): Alias[] {
  const anchors = new Set<string>();
  const unresolved: Alias[] = [];
  visit(document, {
    Node(_, node) {
      if (isAlias(node)) {
        if (!anchors.has(node.source)) unresolved.push(node);
      } else if (node.anchor !== undefined) anchors.add(node.anchor);
    },
  });
  return unresolved;
}

/** Plain data, or undefined when aliases multiply beyond the library's limit ("billion laughs"). */
function toData(document: Parsed): { readonly data: unknown } | undefined {
  try {
    // An empty file is an empty map: what it lacks is told by the schema.
    return { data: document.toJS() ?? {} };
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}

/**
 * Where a syntax error makes the data doubtful: from the top-level key on that it stands in or behind,
 * since the parser notices an unclosed bracket or a bad indent only after it.
 */
function doubtfulFrom(document: Parsed): number | undefined {
  const broken = document.errors.filter(({ code }) => code !== 'DUPLICATE_KEY').map(({ pos }) => pos[0]);
  if (broken.length === 0) return undefined;
  const first = Math.min(...broken);
  const pairs = isMap(document.contents) ? document.contents.items : [];
  const starts = pairs.map(({ key }) => offsetOf(key) ?? 0).filter((offset) => offset < first);
  return Math.max(0, ...starts);
}

/** A source without data: the file could not be read as YAML at all. */
function unusable(file: string, message: string, help: string): ConfigSource {
  const place = { file, line: 1, column: 1 };
  const diagnostic: Diagnostic = { severity: 'error', ruleId: 'config-syntax', message, help, place };
  return { data: undefined, diagnostics: [diagnostic], placeOfValue: () => place, placeOfKey: () => place };
}

/**
 * Reads YAML 1.2 with its places.
 * @param text the text of book.yaml, BOM removed
 * @param file its path relative to the book's folder, for the places
 */
export function parseConfig(text: string, file: string): ConfigSource {
  if (isTooLarge(text)) {
    const help = `Keep it below ${MOST_BYTES} characters and ${MOST_NESTED} levels.`;
    return unusable(file, 'Unexpected size or nesting, expected a short file', help);
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  // A warning of the parser is an unknown tag, that is a value of unknown meaning.
  const complaints = [...document.errors, ...document.warnings];
  const diagnostics: Diagnostic[] = complaints.map((error) => ({
    severity: 'error',
    ...syntaxMessage(error, text),
    place: placeAt(error.pos[0]),
  }));
  const tell = (node: Node | null, message: string, help: string) =>
    diagnostics.push({
      severity: 'error',
      ruleId: 'config-syntax',
      message,
      help,
      place: placeAt(offsetOf(node) ?? 0),
    });
  for (const key of removeComplexKeys(document)) {
    tell(key, 'Unexpected list, map or alias as a key, expected a word', 'Write the key as a plain word.');
  }
  const unresolved = unresolvedAliases(document);
  for (const alias of unresolved) {
    tell(
      alias,
      `Unexpected alias \`*${alias.source}\` without an anchor`,
      'Put text that begins with `*` in quotes.',
    );
  }
  const plain = unresolved.length === 0 ? toData(document) : undefined;
  if (plain === undefined && unresolved.length === 0) {
    tell(
      document.contents,
      'Unexpected number of aliases',
      'Write the values out instead of repeating them by aliases.',
    );
  }
  const doubtful = doubtfulFrom(document);
  return {
    data: plain?.data,
    diagnostics,
    ...(doubtful !== undefined && { trustedUntil: placeAt(doubtful) }),
    placeOfValue: (path) => placeAt(offsetAt(document, path, 'value')),
    placeOfKey: (path) => placeAt(offsetAt(document, path, 'key')),
  };
}
