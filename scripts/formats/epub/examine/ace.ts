import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { extname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Diagnostic } from '../../../model/diagnostic.ts';
import { serveTab } from '../../pages/page-requests.ts';
import type { Checker, CheckerTools } from './checker.ts';

/** Ace by DAISY; it looks at each document in a tab of our browser, which has no network. */
export function ace(newPage: CheckerTools['newPage']): Checker {
  return {
    name: 'Ace by DAISY',
    install: 'npm install @daisy/ace-core',
    async examine({ path, folder }) {
      const run = loadAce();
      if (run === undefined) return undefined;
      const options = { cwd: folder, outdir: join(folder, 'report'), tmpdir: join(folder, 'ace') };
      const paths: string[] = [];
      const [, report] = await run(path, options, runnerIn(newPage, paths));
      return report.assertions.flatMap((document) => diagnosticsOf(document, paths));
    },
  };
}

/** How Ace has documents examined. */
interface Runner {
  /** Tabs at a time. */
  readonly concurrency: number;
  readonly launch: () => Promise<void>;
  readonly close: () => Promise<void>;
  /**
   * What the scripts find in a document.
   * @param scripts paths of files
   * @param contents texts of scripts that run before them
   * @param folder the EPUB's, unpacked
   */
  readonly run: (
    url: string,
    scripts: readonly string[],
    contents: readonly string[],
    folder: string,
  ) => Promise<unknown>;
}

/** What we read of Ace's report: an assertion for each document, with those that failed in it. */
interface AceReport {
  readonly assertions: readonly AceDocument[];
}

interface AceDocument {
  readonly 'earl:testSubject': { readonly url: string };
  readonly assertions: readonly {
    readonly 'earl:test': {
      readonly 'earl:impact': string;
      readonly 'dct:title': string;
      readonly 'dct:description': string;
      readonly help?: { readonly url?: string };
    };
  }[];
}

type Ace = (file: string, options: object, runner: Runner) => Promise<readonly [unknown, AceReport]>;

/** Ace, where it is installed; it would log to a folder of the user's. */
function loadAce(): Ace | undefined {
  const load = createRequire(import.meta.url);
  let entry: string;
  try {
    entry = load.resolve('@daisy/ace-core');
  } catch {
    return undefined;
  }
  const winston = createRequire(entry)('winston') as { configure: (options: object) => void };
  winston.configure({ silent: true, transports: [] });
  return load(entry) as Ace;
}

/** An origin that no host has. */
const ORIGIN = 'http://epub.invalid';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.xhtml': 'application/xhtml+xml',
  '.html': 'application/xhtml+xml',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
};

/** Ace's call, as a promise. */
const CALL = `new Promise((resolve, reject) => {
  window.daisy.ace.run((error, result) => (error ? reject(error) : resolve(result)));
})`;

/** @param paths gets those of the documents within the EPUB */
function runnerIn(newPage: CheckerTools['newPage'], paths: string[]): Runner {
  return {
    concurrency: 2,
    launch: async () => {},
    close: async () => {},
    async run(url, scripts, contents, folder) {
      const page = await newPage();
      try {
        await serveTab(page, ORIGIN, async (path) => {
          const type = MEDIA_TYPES[extname(path).toLowerCase()];
          const bytes = await readFile(join(folder, path)).catch(() => undefined);
          return bytes && { bytes, mediaType: type ?? 'application/octet-stream' };
        });
        const names = relative(folder, fileURLToPath(url)).split(sep);
        paths.push(names.join('/'));
        await page.goto(`${ORIGIN}/${names.map(encodeURIComponent).join('/')}`, { timeout: 0 });
        for (const text of contents) await page.evaluate(text);
        for (const script of scripts) await page.evaluate(await readFile(script, 'utf8'));
        return await page.evaluate(CALL);
      } finally {
        await page.close();
      }
    },
  };
}

/** Impacts that keep somebody from reading. */
const SERIOUS = new Set(['critical', 'serious']);

function diagnosticsOf(
  { 'earl:testSubject': { url }, assertions }: AceDocument,
  paths: readonly string[],
): readonly Diagnostic[] {
  // Ace names documents as the package document does, and this itself by its path.
  const file = paths.find((path) => path === url || path.endsWith(`/${url}`)) ?? url;
  return assertions.map(({ 'earl:test': test }) => ({
    severity: SERIOUS.has(test['earl:impact']) ? 'error' : 'warning',
    ruleId: 'epub-accessibility',
    message: `${test['dct:title']}: ${test['dct:description'].replace(/\s+/g, ' ').trim()}`,
    ...(test.help?.url !== undefined && { help: test.help.url }),
    place: { file, line: 1, column: 1 },
  }));
}
