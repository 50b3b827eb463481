import { relative, sep } from 'node:path';
import type { BuildError } from './model/build-error.ts';
import { type Diagnostic, hasError, type Severity } from './model/diagnostic.ts';
import { RULES } from './model/rules.ts';
import type { BuildReport } from './pipeline.ts';
import { formatDiagnostics } from './report.ts';

/** Forms of a report: for people, for programs, for code scanning, for the annotations of GitHub's workflows. */
export const REPORTERS = ['text', 'json', 'sarif', 'github'] as const;

/** One of {@link REPORTERS}. */
export type ReporterName = (typeof REPORTERS)[number];

/** What a command came to. */
export interface Outcome {
  /** Absent when it failed before it had one. */
  readonly report?: BuildReport;
  /** A failure of the machine. */
  readonly failure?: BuildError;
  /** Its last lines, for people. */
  readonly summary: string;
  /** The whole command, in seconds; absent where it is not worth telling. */
  readonly seconds?: number;
  /** Version of Banxin. */
  readonly version: string;
}

/** What goes where; either may be empty. */
export interface Output {
  readonly stdout: string;
  readonly stderr: string;
}

/** Writes an outcome in a form. For programs there is one document on standard output and nothing else. */
export function writeReport(reporter: ReporterName, outcome: Outcome): Output {
  const { failure, summary } = outcome;
  const trouble = failure === undefined ? '' : formatFailure(failure);
  const diagnostics = outcome.report?.diagnostics ?? [];
  switch (reporter) {
    case 'json':
      return { stdout: json(jsonReport(outcome)), stderr: trouble };
    case 'sarif':
      return { stdout: json(sarifLog(outcome)), stderr: trouble };
    case 'github':
      return { stdout: diagnostics.map(annotation).join('') + failed(failure) + summary, stderr: trouble };
    case 'text':
      return { stdout: summary, stderr: formatDiagnostics(diagnostics) + trouble };
  }
}

/** Paths of places as seen from a folder instead of the book's: an editor or a repository is open there. */
export function placedFrom(
  folder: string,
  bookFolder: string,
  diagnostics: readonly Diagnostic[],
): readonly Diagnostic[] {
  const prefix = relative(folder, bookFolder).split(sep).join('/');
  if (prefix === '') return diagnostics;
  return diagnostics.map((diagnostic) => {
    const { place } = diagnostic;
    return place === undefined
      ? diagnostic
      : { ...diagnostic, place: { ...place, file: `${prefix}/${place.file}` } };
  });
}

/** A failure of the machine as text. */
export function formatFailure({ message, code, hint }: BuildError): string {
  return `error: ${message}  [${code}]\n    ${hint}\n`;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function jsonReport({ report, failure, seconds }: Outcome): object {
  return {
    ok: report !== undefined && !hasError(report.diagnostics),
    ...(report ?? { files: [], diagnostics: [] }),
    ...(failure !== undefined && { failure: plain(failure) }),
    ...(seconds !== undefined && { seconds }),
  };
}

function plain({ code, message, hint }: BuildError): object {
  return { code, message, hint };
}

const SARIF_LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/** SARIF 2.1.0: one run (3.14), its results (3.27) at places in UTF-16 columns (3.14.17). */
function sarifLog({ report, failure, version }: Outcome): object {
  const diagnostics = report?.diagnostics ?? [];
  const ids = [...new Set(diagnostics.map(({ ruleId }) => ruleId))].sort();
  const rules = ids.map((id) => {
    const finds = Object.hasOwn(RULES, id) ? RULES[id]?.finds : undefined;
    return { id, ...(finds !== undefined && { shortDescription: { text: finds } }) };
  });
  const notification = failure && {
    level: 'error',
    descriptor: { id: failure.code },
    message: sarifText(failure.message, failure.hint),
  };
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Banxin', version, rules } },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: failure === undefined,
            ...(notification !== undefined && { toolExecutionNotifications: [notification] }),
          },
        ],
        results: diagnostics.map((diagnostic) => sarifResult(diagnostic, ids)),
      },
    ],
  };
}

function sarifResult({ ruleId, severity, message, help, place }: Diagnostic, ids: readonly string[]): object {
  const location = place && {
    physicalLocation: {
      artifactLocation: { uri: place.file.split('/').map(encodeURIComponent).join('/') },
      region: { startLine: place.line, startColumn: place.column },
    },
  };
  return {
    ruleId,
    ruleIndex: ids.indexOf(ruleId),
    level: SARIF_LEVELS[severity],
    message: sarifText(message, help),
    ...(location !== undefined && { locations: [location] }),
  };
}

/** A message (3.11), in which `[words](target)` would be a link (3.11.6). */
function sarifText(message: string, help?: string): object {
  const text = help === undefined ? message : `${message}. ${help}`;
  return { text: text.replace(/\[(?=[^\]]*\]\()/g, '\\[') };
}

const GITHUB_COMMANDS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
};

/** A workflow command of GitHub's, which shows the message at its line of a change. */
function annotation({ severity, ruleId, message, help, place }: Diagnostic): string {
  const properties = Object.entries({
    file: place?.file,
    line: place?.line,
    col: place?.column,
    title: ruleId,
  })
    .filter(([, value]) => value !== undefined)
    .map(
      ([name, value]) =>
        `${name}=${commandData(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C')}`,
    );
  const text = commandData(help === undefined ? message : `${message}\n${help}`);
  return `::${GITHUB_COMMANDS[severity]} ${properties.join(',')}::${text}\n`;
}

function failed(failure: BuildError | undefined): string {
  if (failure === undefined) return '';
  const { code, message, hint } = failure;
  return annotation({ severity: 'error', ruleId: code, message, help: hint });
}

/** A manuscript's words must not be able to end a command and begin another, nor speak to a terminal. */
function commandData(text: string): string {
  return text
    .replaceAll('%', '%25')
    .replaceAll('\n', '%0A')
    .replace(/\p{Cc}/gu, '\uFFFD');
}
