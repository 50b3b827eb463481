import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { isComplete, loadBook } from '../../load-book.ts';
import { type BrowserSession, openBrowser } from '../../platform/browser.ts';
import { npmFontFiles } from '../../platform/font-files.ts';
import { bookForEdition } from '../../prepare-book.ts';
import { anyManuscript } from '../../testing/any-manuscript.ts';
import { prose } from '../../testing/pages.ts';
import { type Random, seeded } from '../../testing/random.ts';
import { LiveLayout, type LivePages } from './live-pages.ts';
import { pageStyles } from './render-book.ts';

/** How a book is set, and what of it depends on its neighbours. */
const SETTINGS: Readonly<Record<string, string>> = {
  'chapters on any page, notes numbered by page':
    'type-area: { characters: 20, lines: 16 }, chapter-start: page, notes: { numbering: page }',
  'chapters on rectos, lines running down, notes numbered by spread':
    'type-area: { characters: 20, lines: 16 }, writing-mode: vertical, notes: { place: spread, numbering: spread }',
};

/** Edits of each book. */
const EDITS = 9;

const fonts = npmFontFiles();
let session: BrowserSession;
before(async () => {
  session = await openBrowser({ notice: () => {} });
});
after(() => session?.close());

describe('pages that are laid out again after an edit', () => {
  for (const [name, setting] of Object.entries(SETTINGS)) {
    it(`should be those of the whole book laid out at once: ${name}`, async () => {
      const folder = await mkdtemp(join(tmpdir(), 'banxin-live-'));
      const kept = new LiveLayout(() => session.newPage(), fonts);
      try {
        const random = seeded(name.length);
        const draft = newDraft(random);
        await writeBook(folder, setting, draft);
        await update(folder, kept);
        const laidOut: number[] = [];
        for (let count = 0; count < EDITS; count += 1) {
          const what = edit(draft, random, count);
          await writeBook(folder, setting, draft);
          const fresh = new LiveLayout(() => session.newPage(), fonts);
          const [now, whole] = [await update(folder, kept), await update(folder, fresh)];
          await fresh.close();
          assert.deepEqual(now.pagination.pages, whole.pagination.pages, what);
          assert.deepEqual(now.pagination.pageOfId, whole.pagination.pageOfId, what);
          now.pages.forEach((page, index) => {
            assert.equal(page.html, whole.pages[index]?.html, `page ${index} after: ${what}`);
          });
          assert.deepEqual(now.pages.map(hash), whole.pages.map(hash), what);
          assert.deepEqual(sorted(now.diagnostics), sorted(whole.diagnostics), what);
          laidOut.push(now.laidOut);
        }
        // The first edit changes a word: what does not depend on it stays.
        assert.equal(laidOut[0], 1);
      } finally {
        await kept.close();
        await rm(folder, { recursive: true });
      }
    });
  }
});

/** Chapters by their files' names, each as its blocks. */
type Draft = Map<string, string[]>;

function newDraft(random: Random): Draft {
  return new Map(['01', '02', '03', '04', '05'].map((name) => [name, chapterOf(name, random)]));
}

function chapterOf(name: string, random: Random): string[] {
  const [title = '', ...blocks] = anyManuscript(random, 6).split('\n\n');
  const { length } = name;
  return [
    `${title} {#t${name}}`,
    prose(random, 40 * length),
    '参看[“{title}”（第{page}页）](#t02)与[第{page}页](#t04)。<span data-index>口岸</span>',
    ...blocks,
  ];
}

/** Edits a draft; tells what it did. */
function edit(draft: Draft, random: Random, count: number): string {
  const names = [...draft.keys()].filter((name) => !['02', '04'].includes(name));
  const name = random.pick(names);
  const blocks = draft.get(name) ?? [];
  const edits: (() => string)[] = [
    () => {
      blocks[1] = `${prose(random, 3)}${(blocks[1] ?? '').slice(3)}`;
      return `another word in ${name}`;
    },
    () => {
      blocks.splice(2, 0, prose(random, 260));
      return `a long paragraph in ${name}`;
    },
    () => {
      blocks.splice(2, 0, `文[^new${count}]。`, `[^new${count}]: ${prose(random, 30)}`);
      return `a note in ${name}`;
    },
    () => {
      draft.set(`06${count}`, chapterOf(`06${count}`, random));
      return 'a new chapter';
    },
    () => {
      blocks[0] = `# ${prose(random, 6)} {#t${name}}`;
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

async function writeBook(folder: string, setting: string, draft: Draft): Promise<void> {
  await mkdir(join(folder, 'manuscript'), { recursive: true });
  const files = [...draft.keys()].map((name) => `${name}.md`);
  const config = `title: 书
language: zh-CN
spine: { front: [title-page, contents], body: [${files.join(', ')}], back: [index] }
editions: { print: { format: pdf, trim: A6, body-size: 9, leading: 14, ${setting} } }
`;
  await writeFile(join(folder, 'manuscript/book.yaml'), config);
  for (const [name, blocks] of draft)
    await writeFile(join(folder, 'manuscript', `${name}.md`), `${blocks.join('\n\n')}\n`);
}

async function update(folder: string, layout: LiveLayout): Promise<LivePages> {
  const loaded = await loadBook(folder);
  assert.ok(isComplete(loaded), JSON.stringify(loaded.diagnostics));
  const [edition] = loaded.manuscript.editions;
  assert.ok(edition !== undefined);
  const { css } = await pageStyles(loaded.files, edition.theme);
  const book = bookForEdition(loaded, edition, new Set());
  return layout.update({ book, edition, assets: loaded.assets, css });
}

function hash(page: LivePages['pages'][number]): string {
  return page.hash;
}

function sorted(diagnostics: LivePages['diagnostics']): string[] {
  return diagnostics.map((one) => JSON.stringify(one)).sort();
}
