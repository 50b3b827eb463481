import { relative } from 'node:path';
import type { FixedFile } from './fix.ts';
import { preflightTable } from './formats/pdf/preflight/preflight-table.ts';
import { type Diagnostic, formatPlace } from './model/diagnostic.ts';
import type { BuildReport } from './pipeline.ts';

/** A report as text for people. */
export function formatDiagnostics(diagnostics: readonly Diagnostic[]): string {
  const lines = diagnostics.map((diagnostic) => {
    const place = diagnostic.place === undefined ? '' : `${formatPlace(diagnostic.place)}: `;
    const help = diagnostic.help === undefined ? '' : `\n    ${printable(diagnostic.help)}`;
    return printable(`${place}${diagnostic.severity}: ${diagnostic.message}  [${diagnostic.ruleId}]`) + help;
  });
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

/** A message quotes the manuscript, and that must not speak to the terminal. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, '\uFFFD');
}

/** The last lines of a build: files, pages, sizes, seconds, warnings. */
export function formatSummary(report: BuildReport, seconds: number, cwd: string): string {
  const files = report.files.map((file) => {
    const pages = file.pages === undefined ? '' : `${file.pages} pages, `;
    const line = `  ${relative(cwd, file.path) || file.path}  (${pages}${formatBytes(file.bytes)})`;
    return file.preflight === undefined ? line : `${line}\n${preflightTable(file.preflight).trimEnd()}`;
  });
  const how = report.isCached ? '; nothing had changed since these were built' : formatLayout(report);
  const engine = report.browser === undefined ? [] : [`  Chromium ${report.browser}${how}`];
  return `${[...files, ...engine, `  ${formatCounts(report.diagnostics)}, ${seconds.toFixed(1)} s`].join('\n')}\n`;
}

/** What is known of a finished PDF or EPUB, and how many faults it has. */
export function formatExamined({ files, diagnostics, checkers = [] }: BuildReport): string {
  const tables = files.map(({ preflight }) => (preflight === undefined ? '' : preflightTable(preflight)));
  const verdicts = checkers.map(({ name, ran, found = 0, reason = '' }) => {
    const outcome = ran ? `${found === 0 ? 'nothing' : found} found` : `did not run (${reason})`;
    return `  ${printable(`${name}: ${outcome}`)}\n`;
  });
  return `${tables.join('')}${verdicts.join('')}  ${formatCounts(diagnostics)}\n`;
}

/** The engine's own time; nothing where no book was laid out, as for an EPUB alone. */
function formatLayout(report: BuildReport): string {
  const { composeMs, measureMs, breakMs, emitMs } = report.layout;
  const sum = composeMs + measureMs + breakMs + emitMs;
  if (sum === 0) return '';
  return `; layout ${Math.round(sum)} ms (compose ${Math.round(composeMs)}, measure ${Math.round(measureMs)}, break ${Math.round(breakMs)}, emit ${Math.round(emitMs)})${formatComposed(report)}`;
}

/** Told only where the composer left something: what is as it should be needs no words. */
function formatComposed({ paragraphs }: BuildReport): string {
  if (paragraphs === undefined || paragraphs.left === 0) return '';
  const all = paragraphs.composed + paragraphs.left;
  return `; ${paragraphs.left} of ${all} paragraphs have the browser's lines`;
}

/** What was mended in which files. */
export function formatFixed(files: readonly FixedFile[]): string {
  const lines = files.flatMap(({ path, places, left }) => [
    ...(places > 0 ? [`  ${path}: ${places} places mended`] : []),
    ...left.map((id) => `  ${path}: left as it is, for more than prose would change  [${id}]`),
  ]);
  return lines.map((line) => `${printable(line)}\n`).join('');
}

/** `2 errors, 1 warning`. */
export function formatCounts(diagnostics: readonly Diagnostic[]): string {
  const count = (severity: Diagnostic['severity']): number =>
    diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  const noun = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`;
  return `${noun(count('error'), 'error')}, ${noun(count('warning'), 'warning')}`;
}

function formatBytes(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
