import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { buildEpub } from './build-epub.ts';
import { inputOf, sampleBook } from './fixture.ts';

/** What we read of Ace's report: one assertion a document, each with those that failed in it. */
interface AceReport {
  readonly 'earl:result': { readonly 'earl:outcome': string };
  readonly assertions: readonly {
    readonly 'earl:testSubject': { readonly url: string };
    readonly assertions: readonly { readonly 'earl:test': { readonly 'dct:title': string } }[];
  }[];
}

type Ace = (file: string, options: object, runner: unknown) => Promise<readonly [unknown, AceReport]>;

const load = createRequire(import.meta.url);

/** Ace starts its browser through puppeteer, which reads its settings from the environment when it is loaded. */
async function loadAce(): Promise<{ readonly ace: Ace; readonly runner: unknown }> {
  process.env['ACE_TIMEOUT_INITIAL'] ??= '30000';
  if (process.env['PUPPETEER_EXECUTABLE_PATH'] === undefined) {
    const { default: chromium } = await import('@sparticuz/chromium');
    process.env['PUPPETEER_EXECUTABLE_PATH'] = await chromium.executablePath();
  }
  return { ace: load('@daisy/ace-core'), runner: load('@daisy/ace-axe-runner-puppeteer') };
}

describe('the EPUB in Ace by DAISY', () => {
  it('should have no violation', async () => {
    const { ace, runner } = await loadAce();
    const folder = mkdtempSync(join(tmpdir(), 'banxin-ace-'));
    try {
      writeFileSync(join(folder, 'book.epub'), await buildEpub(await inputOf(sampleBook())));
      const options = { cwd: folder, outdir: 'report', silent: true, initLogger: true };
      const [, report] = await ace(join(folder, 'book.epub'), options, runner);
      const violations = report.assertions.flatMap((document) =>
        document.assertions.map(
          (found) => `${document['earl:testSubject'].url}: ${found['earl:test']['dct:title']}`,
        ),
      );
      assert.deepEqual([report['earl:result']['earl:outcome'], violations], ['pass', []]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
