/** A spot in one of the author's files. */
export interface Place {
  /** Path relative to the book's folder, with `/` between names. */
  readonly file: string;
  /** Line, from 1. */
  readonly line: number;
  /** Column in UTF-16 units, from 1. */
  readonly column: number;
}

/** How much a diagnostic matters: an `error` stops the build before anything is written. */
export type Severity = 'error' | 'warning' | 'info';

/** One thing the author should know, with its place and its mend. Mistakes are never thrown. */
export interface Diagnostic {
  /** An `error` stops the build, a `warning` does not, an `info` tells of a choice made for the author. */
  readonly severity: Severity;
  /** Stable kebab-case name of the rule that spoke, for example `image-missing`. */
  readonly ruleId: string;
  /** What was met and what was expected, the offender in backticks. */
  readonly message: string;
  /** How to mend it, one sentence. */
  readonly help?: string;
  /** Where; absent only when the matter has no place in a file. */
  readonly place?: Place;
}

/** Order for reports: by file, line, column, then rule, so that two runs print the same. */
export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  const fileA = a.place?.file ?? '';
  const fileB = b.place?.file ?? '';
  if (fileA !== fileB) return fileA < fileB ? -1 : 1;
  const byLine = (a.place?.line ?? 0) - (b.place?.line ?? 0);
  if (byLine !== 0) return byLine;
  const byColumn = (a.place?.column ?? 0) - (b.place?.column ?? 0);
  if (byColumn !== 0) return byColumn;
  return a.ruleId < b.ruleId ? -1 : a.ruleId > b.ruleId ? 1 : 0;
}

/** `file:line:column`, the form editors and terminals make clickable. */
export function formatPlace(place: Place): string {
  return `${place.file}:${place.line}:${place.column}`;
}

/** Diagnostics in the order of {@link compareDiagnostics}; the list given is not changed. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.toSorted(compareDiagnostics);
}

/** True when one of the diagnostics stops the build. */
export function hasError(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

/** Reads what {@link formatPlace} writes and `data-source` carries; the path may hold colons of its own. */
export function parsePlace(source: string): Place | undefined {
  const parts = /^(.*):(\d+):(\d+)$/.exec(source);
  if (parts === null) return undefined;
  return { file: parts[1] ?? '', line: Number(parts[2]), column: Number(parts[3]) };
}

/** The field `place` of a diagnostic, from a `data-source`; without one, no field. */
export function placeField(source: string): Pick<Diagnostic, 'place'> {
  const place = parsePlace(source);
  return place === undefined ? {} : { place };
}

/** The same without what is said twice, as of two editions. */
export function toldOnce(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Map(diagnostics.map((one) => [JSON.stringify(one), one])).values()];
}
