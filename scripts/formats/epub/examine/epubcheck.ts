import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Diagnostic } from '../../../model/diagnostic.ts';
import type { Checker, CheckerTools } from './checker.ts';

/** A message of EPUBCheck, in whichever form. */
interface CheckMessage {
  readonly id: string;
  /** In small letters. */
  readonly severity: string;
  readonly message: string;
  readonly path?: string;
  /** From 1; not above 0 where it has no place in the file. */
  readonly line?: number;
  readonly column?: number;
}

/** EPUBCheck written anew for Node. */
export const EPUBCHECK_FOR_NODE: Checker = {
  name: 'EPUBCheck for Node',
  install: 'npm install @likecoin/epubcheck-ts',
  async examine({ bytes }) {
    const checker = await import('@likecoin/epubcheck-ts').catch(() => undefined);
    if (checker === undefined) return undefined;
    const { messages } = await checker.EpubCheck.validate(bytes);
    return messages.flatMap(({ id, severity, message, location }) =>
      diagnosticOf({ id, severity, message, ...location }),
    );
  },
};

/** EPUBCheck itself, a program in Java. */
export function epubCheck(run: CheckerTools['run']): Checker {
  return {
    name: 'EPUBCheck',
    install: "Debian's package epubcheck, or another one on the PATH",
    async examine({ path, folder }) {
      const report = join(folder, 'epubcheck.json');
      const ended = await run('epubcheck', [path, '--json', report]);
      if (ended === undefined) return undefined;
      const { diagnostics, allowed } = readReport(await readFile(report, 'utf8'));
      if (ended.exitCode === 0 || diagnostics.length + allowed > 0) return diagnostics;
      throw new Error(`it ended with ${ended.exitCode} and said nothing`);
    },
  };
}

/** What EPUBCheck has against a book. */
export interface EpubCheckVerdict {
  /** Errors and warnings. */
  readonly diagnostics: readonly Diagnostic[];
  /** How many others are known to be false. */
  readonly allowed: number;
}

/** The report of EPUBCheck as JSON: what an old version takes for wrong that is right is only counted. */
export function readReport(json: string): EpubCheckVerdict {
  const { messages, checker } = JSON.parse(json) as EpubCheckReport;
  const isOld = /^[1-4]\./.test(checker?.checkerVersion ?? '');
  let allowed = 0;
  const diagnostics = messages.flatMap(({ ID, severity, message, locations = [] }) => {
    const [{ path, line, column } = {}] = locations;
    if (isOld && isFalseAlarm(ID, message, locations)) {
      allowed += 1;
      return [];
    }
    return diagnosticOf({
      id: ID,
      severity: severity.toLowerCase(),
      message,
      ...(path !== undefined && { path }),
      ...(line !== undefined && { line }),
      ...(column !== undefined && { column }),
    });
  });
  return { diagnostics, allowed };
}

/** What we read of EPUBCheck's JSON. */
interface EpubCheckReport {
  readonly messages: readonly {
    readonly ID: string;
    readonly severity: string;
    readonly message: string;
    readonly locations?: readonly {
      readonly path: string;
      readonly line: number;
      readonly column: number;
    }[];
  }[];
  readonly checker?: { readonly checkerVersion?: string };
}

/** EPUBCheck 4 knows neither WebP (MED-003) nor the property `pageBreakSource` (OPF-027) of EPUB 3.3. */
function isFalseAlarm(id: string, message: string, locations: readonly { readonly path: string }[]): boolean {
  if (id === 'OPF-027') return message.includes('pageBreakSource');
  return id === 'MED-003' && locations.length > 0 && locations.every(({ path }) => /\.webp$/i.test(path));
}

/** Errors and warnings; any severity but these that is not known is an error. */
function diagnosticOf({ id, severity, message, path, line = 1, column = 1 }: CheckMessage): Diagnostic[] {
  if (severity === 'usage' || severity === 'info') return [];
  const place =
    path === undefined ? undefined : { file: path, line: Math.max(1, line), column: Math.max(1, column) };
  return [
    {
      severity: severity === 'warning' ? 'warning' : 'error',
      ruleId: 'epub-standard',
      message: `${id}: ${message}`,
      help: 'EPUBCheck names its messages so; its documentation says more of each.',
      ...(place !== undefined && { place }),
    },
  ];
}
