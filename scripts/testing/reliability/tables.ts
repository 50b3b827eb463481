import { readFileSync } from 'node:fs';
import { FAULTS } from './fault-cases.ts';
import type { ReliabilityCase } from './reliability-case.ts';
import { STRANGE_CASES, THOUSAND_CHAPTERS } from './strange-cases.ts';
import { BUILT_CASES, CONFIG_CASES, PREVIEW_CASES, REFUSED_CASES } from './untrusted-cases.ts';

/** The document whose tables are written from the cases that the tests try. */
export const DOCUMENT = new URL('../../../docs/reliability.md', import.meta.url);

/** The tables by the names that stand in the document before them. */
const TABLES: Readonly<Record<string, readonly ReliabilityCase[]>> = {
  'untrusted-built': BUILT_CASES,
  'untrusted-refused': REFUSED_CASES,
  'untrusted-config': CONFIG_CASES,
  'untrusted-preview': PREVIEW_CASES,
  strange: [...STRANGE_CASES, THOUSAND_CHAPTERS],
  faults: Object.values(FAULTS),
};

/** The document with its tables as they have to be. */
export function withTables(document: string): string {
  return Object.entries(TABLES).reduce((text, [name, cases]) => {
    const [before, rest] = text.split(`<!-- ${name} -->\n`);
    const end = rest?.indexOf(`<!-- /${name} -->`) ?? -1;
    if (rest === undefined || end < 0) throw new Error(`Expected a table \`${name}\` in the document`);
    return `${before}<!-- ${name} -->\n\n${tableOf(cases)}\n${rest.slice(end)}`;
  }, document);
}

/** The document as it is. */
export function readDocument(): string {
  return readFileSync(DOCUMENT, 'utf8');
}

function tableOf(cases: readonly ReliabilityCase[]): string {
  const rows = cases.map(({ name, tells, result }) => {
    const told = tells.length === 0 ? '–' : tells.map((one) => `\`${one}\``).join(', ');
    return `| ${[name, told, result].map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  });
  return ['| what is tried | what is told | what comes of it |', '|---|---|---|', ...rows, ''].join('\n');
}
