import assert from 'node:assert/strict';
import fs from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { subsetFaces } from '../../fonts/subset-faces.ts';
import type { Progress } from '../../model/progress.ts';
import { type BuildReport, build } from '../../pipeline.ts';
import { openBrowser } from '../../platform/browser.ts';
import { npmFontFiles } from '../../platform/font-files.ts';
import { writeAll } from '../../platform/output.ts';
import { silentProgress } from '../../platform/progress.ts';
import { watchStages } from '../../platform/stage-watch.ts';
import { withBrowser } from '../../platform/with-browser.ts';
import { browsersIn, contentOf, runBuild, writeFaultBook } from './fault-book.ts';
import { FAULTS, STAGES, STOPS } from './fault-cases.ts';
import { writeOldBrowser } from './old-browser.ts';

// In a process of its own: it changes its environment, and how Node.js writes files.

const NAMES = ['难-ebook.epub', '难-print.pdf', '难.report.json'];

let folder: string;
let book: string;
let out: string;
/** Where browsers keep their files. */
let temporary: string;
/** What a build without any fault makes. */
let good: ReadonlyMap<string, string>;
const notices: string[] = [];

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'banxin-faults-'));
  // Of whoever builds, as another user does in one test.
  await chmod(folder, 0o755);
  [book, out, temporary] = [join(folder, 'book'), join(folder, 'out'), join(folder, 'tmp')];
  await mkdir(temporary);
  writeFaultBook(book);
  process.env['TMPDIR'] = temporary;
  process.env['SOURCE_DATE_EPOCH'] = '1700000000';
  await built();
  good = contentOf(out);
  assert.deepEqual([...good.keys()].sort(), NAMES);
});
after(() => rm(folder, { recursive: true, force: true }));
beforeEach(() => void notices.splice(0));

interface BuiltOptions {
  readonly atStage?: (name: string) => void;
  readonly format?: 'pdf' | 'epub';
}

function built({ atStage = () => {}, format }: BuiltOptions = {}): Promise<BuildReport> {
  return build(book, {
    out,
    ...(format !== undefined && { format }),
    progress: { ...silentProgress, stage: atStage },
    notice: (message) => void notices.push(message),
  });
}

/** The last good books are as they were, and nothing is left beside them or running. */
function assertUntouched(): void {
  assert.deepEqual(contentOf(out), good);
  assert.deepEqual(browsersIn(temporary), []);
  assert.deepEqual(
    fs.readdirSync(temporary).filter((name) => name.startsWith('banxin-browser-')),
    [],
  );
}

function killBrowsers(): void {
  for (const id of browsersIn(temporary)) process.kill(id, 'SIGKILL');
}

describe('a browser that fails', () => {
  for (const wanted of STAGES) {
    it(`should be replaced when it is killed: ${wanted}`, async () => {
      let killed = false;
      await built({
        atStage: (stage) => {
          if (killed || stage !== wanted) return;
          killed = true;
          killBrowsers();
        },
      });
      assert.ok(killed);
      // At the start it is not open yet, and at the end it may have done its work.
      if (wanted !== STAGES[0] && wanted !== STAGES.at(-1)) assert.deepEqual(notices, FAULTS.killed.tells);
      assertUntouched();
    });
  }

  it('should be given up when it is killed again and again', async () => {
    const failing = built({
      atStage: (stage) => stage === 'Measuring lines, breaking pages' && killBrowsers(),
    });
    await assert.rejects(failing, { code: FAULTS.killedTwice.tells[0] });
    assertUntouched();
  });

  it('should be ended and replaced when it hangs', async () => {
    let runs = 0;
    const notice = (message: string): void => void notices.push(message);
    const answer = await withBrowser(
      () => openBrowser({ notice, patience: 600 }),
      async (session) => {
        const page = await session.newPage();
        runs += 1;
        if (runs === 1) process.kill(page.browser().process()?.pid ?? 0, 'SIGSTOP');
        return page.evaluate('1 + 1');
      },
      notice,
    );
    assert.equal(answer, 2);
    assert.equal(notices[0], FAULTS.hung.tells[0]);
    assertUntouched();
  });

  it('should be ended and replaced when a tab of it computes for ever', async () => {
    const [stage] = /“(.*)”/.exec(FAULTS.hungTab.tells[0])?.slice(1) ?? [];
    const notice = (message: string): void => void notices.push(message);
    let runs = 0;
    const answer = await withBrowser(
      () => openBrowser({ notice }),
      (session) => {
        runs += 1;
        const task = async (progress: Progress): Promise<unknown> => {
          const page = await session.newPage();
          progress.stage(stage ?? '');
          return page.evaluate(runs === 1 ? 'for (;;);' : '1 + 1');
        };
        return watchStages(session, silentProgress, task, runs === 1 ? 1000 : 60_000);
      },
      notice,
    );
    assert.equal(answer, 2);
    assert.ok(notices[0]?.startsWith(FAULTS.hungTab.tells[0]), notices.join());
    assertUntouched();
  });

  it('should be told of when it is missing', async () => {
    process.env['PUPPETEER_EXECUTABLE_PATH'] = join(folder, 'nowhere');
    try {
      await assert.rejects(built(), { code: FAULTS.missing.tells[0] });
    } finally {
      delete process.env['PUPPETEER_EXECUTABLE_PATH'];
    }
    assertUntouched();
  });

  it('should be told of by the command when it is too old', async () => {
    const old = join(folder, 'old-browser.mjs');
    await writeOldBrowser(old);
    const env = { ...process.env, PUPPETEER_EXECUTABLE_PATH: old };
    const { code, stderr } = await runBuild(book, out, { env });
    assert.equal(code, 2, stderr);
    for (const told of FAULTS.tooOld.tells) assert.ok(stderr.includes(told), stderr);
    assertUntouched();
  });
});

describe('a disk that fails', () => {
  /** Lets writing below `out` fail: the first file is written, the second one is not. */
  async function withFault(code: string, task: () => Promise<unknown>): Promise<void> {
    const { open } = fs.promises;
    let files = 0;
    fs.promises.open = async (...given) => {
      const handle = await open(...given);
      if (!String(given[0]).startsWith(out) || given[1] !== 'wx') return handle;
      files += 1;
      if (files > 1) handle.writeFile = () => Promise.reject(Object.assign(new Error(code), { code }));
      return handle;
    };
    syncBuiltinESMExports();
    try {
      await task();
    } finally {
      fs.promises.open = open;
      syncBuiltinESMExports();
    }
  }

  it('should leave the last good books when it is full amid the second of them', async () => {
    await withFault('ENOSPC', () => assert.rejects(built(), { code: FAULTS.full.tells[0] }));
    assertUntouched();
  });

  it('should leave them as well when it refuses', async () => {
    const files = NAMES.map((name) => ({ path: join(out, name), bytes: Buffer.from('new') }));
    for (const [code, { tells }] of [
      ['EDQUOT', FAULTS.quota],
      ['EROFS', FAULTS.readOnly],
      ['EACCES', FAULTS.readOnly],
    ] as const)
      await withFault(code, () => assert.rejects(writeAll(files), { code: tells[0] }));
    assertUntouched();
  });
});

describe('a build that is stopped', () => {
  it('should leave nothing, and end with the code of the signal', async () => {
    const stop = async ([stage, signal, code]: (typeof STOPS)[number]): Promise<void> => {
      const ended = await runBuild(book, out, { stop: { stage, signal } });
      assert.equal(ended.code, code, `${stage}: ${ended.stderr}`);
      assert.match(ended.stderr, new RegExp(`\\[${FAULTS.stopped.tells[0]}\\]`));
    };
    await Promise.all(STOPS.map(stop));
    assertUntouched();
  });
});

/** Whether other users can go to a path. */
function isOpenToOthers(path: string): boolean {
  const found = fs.statSync(path);
  const isOpen = (found.mode & (found.isDirectory() ? 0o001 : 0o004)) !== 0;
  return isOpen && (path === dirname(path) || isOpenToOthers(dirname(path)));
}

describe('a machine of others', () => {
  it('should let two build at once: one without HOME, one who cannot write to it, in different time zones', async () => {
    const { HOME: _home, XDG_CACHE_HOME: _cache, ...homeless } = process.env;
    const closed = join(folder, 'closed');
    await mkdir(closed, { mode: 0o555 });
    for (const shared of [temporary, out]) await chmod(shared, 0o777);
    // Root may write everywhere: then another user builds, or where folders are closed to others, there is no folder.
    const isRoot = process.getuid?.() === 0;
    const isOpen = [temporary, fileURLToPath(import.meta.url)].every(isOpenToOthers);
    const other = isRoot && isOpen ? { uid: 65_534 } : {};
    const home = isRoot && !isOpen ? '/dev/null/home' : closed;
    const runs = await Promise.all([
      runBuild(book, out, { env: { ...homeless, TZ: 'Asia/Tokyo' } }),
      runBuild(book, out, { ...other, env: { ...homeless, HOME: home, TZ: 'America/Lima' } }),
    ]);
    for (const { code, stderr } of runs) assert.equal(code, 0, stderr);
    assertUntouched();
    assert.deepEqual(await readdir(closed), []);
  });
});

describe('a manuscript that does not keep still', () => {
  it('should be built as it was read, and the change be told', async () => {
    const [chapter, picture] = ['01.md', 'a.png'].map((name) => join(book, 'manuscript', name)) as [
      string,
      string,
    ];
    const [text, pixels] = [await readFile(chapter), await readFile(picture)];
    fs.writeFileSync(chapter, text);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await built({
      atStage: (stage) => {
        if (stage !== 'Printing the PDF') return;
        fs.writeFileSync(chapter, '# 别的\n');
        fs.rmSync(picture);
      },
    });
    await writeFile(chapter, text);
    await writeFile(picture, pixels);
    assert.deepEqual(notices, FAULTS.changed.tells);
    assertUntouched();
  });

  it('should be built whatever its files are dated', async () => {
    delete process.env['SOURCE_DATE_EPOCH'];
    for (const [name, year] of [
      ['01.md', 1970],
      ['02.md', 2150],
    ] as const) {
      const date = new Date(Date.UTC(year, 0, 2));
      await utimes(join(book, 'manuscript', name), date, date);
    }
    const report = await built({ format: 'epub' });
    assert.deepEqual([report.files.length, report.diagnostics.length], [1, 0]);
    process.env['SOURCE_DATE_EPOCH'] = '1700000000';
  });
});

describe('a font that is damaged', () => {
  it('should be told of by its name', async () => {
    const files = npmFontFiles();
    const texts = [{ family: 'Banxin Sans', weight: 400, text: '天地' }];
    for (const damage of [(bytes: Uint8Array) => bytes.subarray(0, 5000), () => new Uint8Array(4000)]) {
      const damaged = { read: async (name: string, path: string) => damage(await files.read(name, path)) };
      await assert.rejects(subsetFaces(texts, 'zh-CN', damaged), {
        code: FAULTS.font.tells[0],
        message: /noto-sans-sc/,
      });
    }
  });
});
