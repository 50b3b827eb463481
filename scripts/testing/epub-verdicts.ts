import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { EpubCheck } from '@likecoin/epubcheck-ts';
import { EPUB_BOOKS, makeEpubs, PROFILES } from './epub-books.ts';
import { countEpubMessages } from './external-readings.ts';
import { lastLines, runEpubCheck } from './external-tools.ts';

/** What two checkers say of every book in every profile. */
export interface Verdicts {
  /** A table: books below each other, profiles beside each other, `errors/warnings` of EPUBCheck, then of its form for Node. */
  readonly lines: readonly string[];
  /** How many have 0/0 of both. */
  readonly sound: number;
  readonly all: number;
}

/** Makes all EPUBs in a folder and has them checked. */
export async function epubVerdicts(folder: string): Promise<Verdicts> {
  await mkdir(folder, { recursive: true });
  const byNode = new Map<string, string>();
  const names = Object.keys(EPUB_BOOKS);
  for (const name of names) {
    for (const { profile, bytes } of await makeEpubs(name)) {
      const path = join(folder, `${name}-${profile}.epub`);
      await writeFile(path, bytes);
      const { messages } = await EpubCheck.validate(bytes);
      const count = (...severities: string[]) =>
        messages.filter(({ severity }) => severities.includes(severity)).length;
      byNode.set(path, `${count('fatal', 'error')}/${count('warning')}`);
    }
  }
  const paths = [...byNode.keys()];
  const { stdout, stderr } = await runEpubCheck(paths, folder);
  const judged = new Map(
    stdout.split('\n').map((line) => {
      const [path = '', code] = line.split('\t');
      return [path, code] as const;
    }),
  );
  const verdictOf = (path: string): string => {
    const code = judged.get(path);
    const { errors, warnings } = countEpubMessages(stdout + stderr, basename(path));
    // A code without messages that were read is a verdict that was not understood.
    const isUnderstood = code === '0' || (code !== undefined && errors + warnings > 0);
    return `${isUnderstood ? `${errors}/${warnings}` : `? ${lastLines(stderr)}`} ${byNode.get(path)}`;
  };
  const cell = (text: string) => text.padEnd(10);
  const row = (name: string) =>
    PROFILES.map((profile) => cell(verdictOf(join(folder, `${name}-${profile}.epub`)))).join('');
  const lines = [
    `     ${'EPUBCheck, and for Node'.padEnd(24)}${PROFILES.map(cell).join('')}`,
    ...names.map((name) => `     ${name.padEnd(24)}${row(name)}`),
  ];
  return {
    lines,
    sound: paths.filter((path) => verdictOf(path) === '0/0 0/0').length,
    all: names.length * PROFILES.length,
  };
}
