import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { LivePages } from './formats/pages/live-pages.ts';
import { type ChooseEdition, LiveBook, type LiveReading, type LiveState } from './live-book.ts';
import type { Edition } from './model/edition.ts';
import { type BrowserSession, openBrowser } from './platform/browser.ts';
import { npmFontFiles } from './platform/font-files.ts';
import { prose } from './testing/pages.ts';
import { type Random, seeded } from './testing/random.ts';

/** How a book is set, and what of it depends on its neighbours. */
const SETTINGS: Readonly<Record<string, string>> = {
  'chapters on any page, notes numbered by page':
    'type-area: { characters: 20, lines: 16 }, chapter-start: page, notes: { numbering: page }',
  'chapters on rectos, lines running down, notes numbered by spread':
    'type-area: { characters: 20, lines: 16 }, writing-mode: vertical, notes: { place: spread, numbering: spread }',
};

/** Edits of each book. */
const EDITS = 8;

const fonts = npmFontFiles();
let session: BrowserSession;
before(async () => {
  session = await openBrowser({ notice: () => {} });
});
after(() => session?.close());

describe('a book that is read again after an edit', () => {
  for (const [name, setting] of Object.entries(SETTINGS)) {
    it(`should have the pages of the whole book read anew: ${name}`, async () => {
      const folder = await mkdtemp(join(tmpdir(), 'banxin-live-'));
      const kept = liveBook(folder);
      try {
        const random = seeded(name.length);
        const draft = newDraft(random);
        await writeBook(folder, setting, draft);
        await kept.read(first);
        const near: string[] = [];
        const quick: string[] = [];
        for (let count = 0; count < EDITS; count += 1) {
          const what = edit(draft, random, count);
          const paths = await writeBook(folder, setting, draft);
          const fresh = liveBook(folder);
          const whole = pagesOf(await fresh.read(first));
          await fresh.close();
          const early = await kept.readQuickly({ paths, isEarly: true });
          assert.notEqual(early, 'unchanged', what);
          if (typeof early === 'object') {
            assertSame(pagesOf(early), whole, `${what}, read early`);
            assert.equal(await kept.readQuickly({ paths }), 'unchanged', what);
            near.push(what);
          }
          const reading = await kept.readQuickly();
          if (typeof reading === 'object') {
            assertSame(pagesOf(reading), whole, `${what}, read quickly`);
            quick.push(what);
          }
          const again = pagesOf(await kept.read(first));
          assertSame(again, whole, what);
          assert.deepEqual(sorted(again.diagnostics), sorted(whole.diagnostics), what);
        }
        // What stays in its chapter is read quickly; what reaches into others, or changes the spine, is not.
        const kinds = (edits: readonly string[]): string[] =>
          edits.map((what) => what.replace(/ (?:in|of) \d+$/, ''));
        assert.deepEqual(kinds(near), ['another word', 'a long paragraph']);
        assert.deepEqual(kinds(quick), [
          'another word',
          'a long paragraph',
          'a note',
          'another title',
          'less',
        ]);
      } finally {
        await kept.close();
        await rm(folder, { recursive: true });
      }
    });
  }

  it('should show the chapter that is read first when styles change, as it will be', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'banxin-live-'));
    const kept = liveBook(folder);
    try {
      await writeBook(folder, SETTINGS[Object.keys(SETTINGS)[0] ?? ''] ?? '', newDraft(seeded(5)));
      const before = pagesOf(await kept.read(first));
      const page = before.pagination.pageOfId['t03'] ?? 0;
      await mkdir(join(folder, 'styles/themes/plain'), { recursive: true });
      const theme = await readFile(new URL('../styles/themes/plain/theme.css', import.meta.url), 'utf8');
      await writeFile(
        join(folder, 'styles/themes/plain/theme.css'),
        `${theme}\nh2 { --lines: 5; color: rgb(1, 2, 3); }\np { letter-spacing: 0.1em; }\n`,
      );
      const shown: LiveState[] = [];
      const after = pagesOf(await kept.read(first, { page, show: (state) => void shown.push(state) }));
      assert.equal(shown.length, 1);
      const [early] = shown;
      assert.match(early?.css ?? '', /rgb\(1, 2, 3\)/);
      assert.equal(early?.live.laidOut, 1);
      const bodies = (pages: LivePages): string[] => {
        const from = pages.pagination.pageOfId['t03'] ?? 0;
        const to = pages.pagination.pageOfId['t04'] ?? 0;
        return pages.pages.slice(from, to).map(({ html }) => withoutPageNumbers(html));
      };
      assert.ok(early !== undefined);
      assert.deepEqual(bodies(early.live), bodies(after));
      assert.notDeepEqual(bodies(before), bodies(after));
    } finally {
      await kept.close();
      await rm(folder, { recursive: true });
    }
  });
});

/** The type area of a page, but for what it says of pages of other chapters. */
function withoutPageNumbers(html: string): string {
  const [, body = ''] = /<bx-body>(.*)<\/bx-body>/s.exec(html) ?? [];
  return body.replace(/(data-page-of="[^"]*"[^>]*>)[^<]*/g, '$1');
}

function liveBook(folder: string): LiveBook {
  return new LiveBook({
    ...{ folder, fonts },
    session: () => session,
  });
}

const first: ChooseEdition = ({ editions }) => editions[0] as Edition;

function pagesOf({ state, diagnostics }: LiveReading): LivePages {
  assert.ok(state !== undefined, JSON.stringify(diagnostics.filter(({ severity }) => severity === 'error')));
  return { ...state.live, diagnostics };
}

function assertSame(now: LivePages, whole: LivePages, what: string): void {
  assert.deepEqual(now.pagination.pages, whole.pagination.pages, what);
  assert.deepEqual(now.pagination.pageOfId, whole.pagination.pageOfId, what);
  now.pages.forEach((page, index) => {
    assert.equal(page.html, whole.pages[index]?.html, `page ${index} after: ${what}`);
  });
  assert.deepEqual(
    now.pages.map(({ hash }) => hash),
    whole.pages.map(({ hash }) => hash),
    what,
  );
}

/** Chapters by their files' names, each as its blocks. */
type Draft = Map<string, string[]>;

function newDraft(random: Random): Draft {
  return new Map(['01', '02', '03', '04', '05'].map((name) => [name, chapterOf(name, random)]));
}

function chapterOf(name: string, random: Random): string[] {
  const { length } = name;
  return [
    `# ${words(random, 6)} {#t${name}}`,
    words(random, 20 * length),
    '参看[“{title}”（第{page}页）](#t02)与[第{page}页](#t04)。<span data-index>口岸</span>',
    `${words(random, 150)}[^a]${words(random, 90)}`,
    `## ${words(random, 5)}`,
    `- ${words(random, 40)}\n- ${words(random, 10)}`,
    `表：${words(random, 4)}`,
    `| ${words(random, 3)} | ${words(random, 3)} |\n|---|---|\n| 一 | 二 |`,
    `${words(random, 120)}**${words(random, 8)}**<ruby>漢字<rt>かんじ</rt></ruby>${words(random, 30)}。`,
    `[^a]: ${words(random, 25)}。`,
  ];
}

/** Words without marks, so that rules have nothing to say. */
function words(random: Random, count: number): string {
  return prose(random, count).replace(/[^\p{Script=Han}]/gu, '天');
}

/** Edits a draft; tells what it did. */
function edit(draft: Draft, random: Random, count: number): string {
  const names = [...draft.keys()].filter((name) => !['02', '04'].includes(name));
  const name = random.pick(names);
  const blocks = draft.get(name) ?? [];
  const edits: (() => string)[] = [
    () => {
      blocks[1] = `${words(random, 3)}${(blocks[1] ?? '').slice(3)}`;
      return `another word in ${name}`;
    },
    () => {
      blocks.splice(2, 0, words(random, 260));
      return `a long paragraph in ${name}`;
    },
    () => {
      blocks.splice(2, 0, `文[^new${count}]。`, `[^new${count}]: ${words(random, 30)}`);
      return `a note in ${name}`;
    },
    () => {
      draft.set(`06${count}`, chapterOf(`06${count}`, random));
      return 'a new chapter';
    },
    () => {
      blocks[0] = `# ${words(random, 6)} {#t${name}}`;
      return `another title of ${name}`;
    },
    () => {
      draft.delete(name);
      return `without ${name}`;
    },
    () => {
      const [first, ...rest] = [...draft];
      draft.clear();
      for (const [key, value] of [...rest, first ?? ['01', []]]) draft.set(key as string, value as string[]);
      return 'the first chapter last';
    },
    () => {
      blocks.splice(1, Math.min(3, blocks.length - 2));
      return `less in ${name}`;
    },
  ];
  return (edits[count % edits.length] ?? random.pick(edits))();
}

/** Writes a draft; returns the paths of the files that changed. */
async function writeBook(folder: string, setting: string, draft: Draft): Promise<ReadonlySet<string>> {
  const manuscript = join(folder, 'manuscript');
  await mkdir(manuscript, { recursive: true });
  const names = [...draft.keys()].map((name) => `${name}.md`);
  const config = `title: 书
language: zh-CN
spine: { front: [title-page, contents], body: [${names.join(', ')}], back: [index] }
editions: { print: { format: pdf, trim: A6, body-size: 9, leading: 14, ${setting} } }
`;
  const files = [
    ['book.yaml', config],
    ...[...draft].map(([name, blocks]) => [`${name}.md`, `${blocks.join('\n\n')}\n`]),
  ] as const;
  const changed = new Set<string>();
  for (const [name, text] of files) {
    const path = join(manuscript, name ?? '');
    if ((await readFile(path, 'utf8').catch(() => '')) === text) continue;
    await writeFile(path, text ?? '');
    changed.add(path);
  }
  return changed;
}

function sorted(diagnostics: LivePages['diagnostics']): string[] {
  return diagnostics.map((one) => JSON.stringify(one)).sort();
}
