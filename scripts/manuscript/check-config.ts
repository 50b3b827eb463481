import * as v from 'valibot';
import { closest } from '../model/closest.ts';
import type { Diagnostic, Place } from '../model/diagnostic.ts';
import type { ConfigPath, ConfigSource } from './config-source.ts';
import { entryOf, isRecord } from './plain-data.ts';

/** A schema's problem, its path made absolute. */
interface Problem {
  readonly path: ConfigPath;
  readonly issue: v.BaseIssue<unknown>;
}

/** A key that the schema does not know, with those it does; or a list where it wants a map. */
type Misfit =
  | {
      readonly kind: 'key';
      readonly path: ConfigPath;
      readonly key: string;
      readonly known: readonly string[];
    }
  | { readonly kind: 'list'; readonly path: ConfigPath; readonly expected: string };

/** Longest piece of the author's text that a message quotes. */
const LONGEST_QUOTE = 40;

function describe(value: unknown): string {
  if (value === null || value === undefined) return 'empty value';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'object') return 'map';
  const text = String(value).replace(/\s+/g, ' ');
  if (text === '') return 'empty text';
  return `\`${text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text}\``;
}

function stepsOf(issue: v.BaseIssue<unknown>): ConfigPath {
  return (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
}

/** A union says only that nothing fitted; what is wrong inside the alternative that was meant says more. */
function flatten(issue: v.BaseIssue<unknown>, parent: ConfigPath): Problem[] {
  const path = [...parent, ...stepsOf(issue)];
  const inner = (issue.issues ?? []).filter((one) => one.path !== undefined && one.path.length > 0);
  return inner.length > 0 ? inner.flatMap((one) => flatten(one, path)) : [{ path, issue }];
}

function isSchema(value: unknown): value is v.GenericSchema {
  return entryOf(value, 'kind') === 'schema';
}

/**
 * What Valibot does not tell: it stops at the first unknown key of each map, passes over `__proto__` and
 * `constructor` in records, and takes a list for a map whose keys are all optional.
 */
function misfits(schema: v.GenericSchema, value: unknown, path: ConfigPath): Misfit[] {
  if ('wrapped' in schema && isSchema(schema.wrapped)) return misfits(schema.wrapped, value, path);
  if ('options' in schema && Array.isArray(schema.options)) {
    return schema.options.filter(isSchema).flatMap((option) => misfits(option, value, path));
  }
  if ('item' in schema && isSchema(schema.item)) {
    const { item } = schema;
    return Array.isArray(value) ? value.flatMap((one, index) => misfits(item, one, [...path, index])) : [];
  }
  const rest = 'value' in schema && isSchema(schema.value) ? schema.value : undefined;
  const entries = 'entries' in schema && isRecord(schema.entries) ? schema.entries : undefined;
  if (rest === undefined && entries === undefined) return [];
  if (Array.isArray(value)) {
    const expected = 'message' in schema && typeof schema.message === 'string' ? schema.message : 'a map';
    return [{ kind: 'list', path, expected }];
  }
  return Object.entries(isRecord(value) ? value : {}).flatMap(([key, one]): Misfit[] => {
    const inner = rest !== undefined && !isReserved(key) ? rest : entryOf(entries, key);
    if (isSchema(inner)) return misfits(inner, one, [...path, key]);
    return [{ kind: 'key', path: [...path, key], key, known: Object.keys(entries ?? {}) }];
  });
}

/** Names that mean something to JavaScript objects and so cannot be names of the author's. */
function isReserved(key: string): boolean {
  return key in Object.prototype || key === 'prototype';
}

function misfitDiagnostic(misfit: Misfit, source: ConfigSource): Diagnostic {
  if (misfit.kind === 'list') {
    const where = misfit.path.length > 0 ? ` in \`${misfit.path.join('.')}\`` : '';
    return {
      severity: 'error',
      ruleId: 'config-value',
      message: `Unexpected list${where}, expected ${misfit.expected}`,
      help: 'Write `key: value` lines instead of lines that begin with `-`.',
      place: source.placeOfValue(misfit.path),
    };
  }
  const { path, key, known } = misfit;
  const meant = closest(key, known);
  const parent = path.length > 1 ? ` in \`${path.slice(0, -1).join('.')}\`` : '';
  const help = meant === undefined ? `Known here: ${known.join(', ')}.` : `Did you mean \`${meant}\`?`;
  return {
    severity: 'error',
    ruleId: 'config-unknown-key',
    message: `Unexpected key ${describe(key)}${parent}`,
    help: known.length === 0 ? 'Choose another name.' : help,
    place: source.placeOfKey(path),
  };
}

/** Advice for a value: the word that was meant, or quotes for a number that is text. */
function adviceFor({ issue }: Problem): string | undefined {
  const { input } = issue;
  if (issue.type === 'string' && (typeof input === 'number' || typeof input === 'boolean')) {
    return `Put it in quotes: '${input}'.`;
  }
  if (typeof input !== 'string') return undefined;
  // Valibot gives the alternatives only as text: ("pdf" | "epub").
  const alternatives = [issue, ...(issue.issues ?? [])].flatMap(({ expected }) =>
    [...(expected ?? '').matchAll(/"([^"]+)"/g)].map((match) => match[1] ?? ''),
  );
  const meant = closest(input, alternatives);
  return meant === undefined ? undefined : `Did you mean \`${meant}\`?`;
}

function problemDiagnostic(problem: Problem, source: ConfigSource): Diagnostic {
  const { path, issue } = problem;
  const isMissing =
    issue.kind === 'schema' && issue.expected?.startsWith('"') && issue.path?.at(-1)?.origin === 'key';
  if (isMissing) {
    const parent = path.slice(0, -1);
    const where = parent.length > 0 ? ` in \`${parent.join('.')}\`` : '';
    return {
      severity: 'error',
      ruleId: 'config-missing-key',
      message: `Missing key \`${path.at(-1)}\`${where}`,
      help: `Add \`${path.at(-1)}:\` with its value.`,
      place: source.placeOfValue(parent),
    };
  }
  const isKey = issue.path?.at(-1)?.origin === 'key';
  const help = adviceFor(problem);
  const where = path.length > 0 && !isKey ? ` in \`${path.join('.')}\`` : '';
  return {
    severity: 'error',
    ruleId: 'config-value',
    message: `Unexpected ${describe(issue.input)}${where}, expected ${issue.message}`,
    ...(help !== undefined && { help }),
    place: isKey ? source.placeOfKey(path) : source.placeOfValue(path),
  };
}

function isBefore(place: Place, limit: Place): boolean {
  return place.line < limit.line || (place.line === limit.line && place.column < limit.column);
}

/** Everything that the schema has against book.yaml, each at its place. */
export function checkConfig(schema: v.GenericSchema, source: ConfigSource): Diagnostic[] {
  if (source.data === undefined) return [];
  const result = v.safeParse(schema, source.data, { abortPipeEarly: true });
  const problems = (result.issues ?? []).flatMap((issue) => flatten(issue, []));
  const odd = misfits(schema, source.data, []);
  const lists = odd.filter(({ kind }) => kind === 'list').map(({ path }) => path);
  const others = problems
    .filter(({ issue }) => issue.expected !== 'never')
    // What a list lacks as a map is not worth telling.
    .filter(({ path }) => !lists.some((list) => list.every((step, index) => path[index] === step)));
  return [
    ...odd.map((misfit) => misfitDiagnostic(misfit, source)),
    ...others.map((problem) => problemDiagnostic(problem, source)),
  ];
}

/** What seems to be absent when the parser has dropped the rest of the file. */
const ABSENCES: ReadonlySet<string> = new Set(['config-missing-key', 'file-unlisted', 'book-empty']);

/** Leaves out what a syntax error has made worthless: behind it the parser only guesses. */
export function keepTrusted(source: ConfigSource, found: readonly Diagnostic[]): readonly Diagnostic[] {
  const limit = source.trustedUntil;
  if (limit === undefined) return found;
  return found.filter(({ ruleId, place }) => {
    const isElsewhere = place === undefined || place.file !== limit.file;
    return !ABSENCES.has(ruleId) && (isElsewhere || isBefore(place, limit));
  });
}
