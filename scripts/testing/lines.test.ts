import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { build } from '../pipeline.ts';
import { silentProgress } from '../platform/progress.ts';
import { generateBook } from './generate-book.ts';
import { type LineFacts, lineFacts } from './line-facts.ts';
import { drawnPages } from './pdf-glyphs.ts';

const SIZE = 10.5;
const MEASURE = 22;

/** A short measure, in which every mark has to find its place. */
const edition = (vertical: boolean, composer: boolean): string => `
    format: pdf
    trim: { width: 176, height: 250 }
    body-size: ${SIZE}
    leading: 18
    writing-mode: ${vertical ? 'vertical' : 'horizontal'}
    type-area: { characters: ${MEASURE}, lines: 24 }
    composer: ${composer}`;

const CONFIG = `title: 行
language: zh-CN
name: lines
rules: { punctuation-unpaired: off }
editions:
  across:${edition(false, true)}
  across-browser:${edition(false, false)}
  down:${edition(true, true)}
`;

let folder: string;
const facts = new Map<string, LineFacts>();
const factsOf = (name: string): LineFacts => {
  const found = facts.get(name);
  assert.ok(found !== undefined, name);
  return found;
};

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'banxin-lines-'));
  const manuscript = join(folder, 'manuscript');
  await generateBook(manuscript, { characters: 20_000, chapters: 2, notes: 0 });
  await writeFile(join(manuscript, 'book.yaml'), CONFIG);
  const report = await build(folder, { out: folder, progress: silentProgress, notice: () => {} });
  assert.deepEqual(report.diagnostics, []);
  assert.equal(report.paragraphs?.left, 0);
  for (const file of report.files) {
    const pages = await drawnPages(await readFile(file.path));
    const vertical = file.edition === 'down';
    facts.set(file.edition, lineFacts(pages, { size: SIZE, measure: MEASURE, vertical }));
  }
});
after(() => rm(folder, { recursive: true, force: true }));

describe('lines of the composer, where they are drawn', () => {
  for (const name of ['across', 'down']) {
    it(`should begin and end with what may, part no sign and leave no runt (C01–C03, B07): ${name}`, () => {
      const { lines, kinsoku, splitPairs, runts } = factsOf(name);
      assert.ok(lines > 700, `${lines} lines`);
      assert.deepEqual({ kinsoku, splitPairs, runts }, { kinsoku: 0, splitPairs: 0, runts: 0 });
    });

    it(`should open a gap above 0.08 em in less than one line of a hundred, above 0.25 em in none (C13): ${name}`, () => {
      const { lines, loose, gaping } = factsOf(name);
      assert.ok(loose / lines < 0.01, `${loose} of ${lines} lines`);
      assert.equal(gaping, 0);
    });
  }

  it('should give each mark at the end of a full line half an em, and set every full line to the measure (C06, B06)', () => {
    const { markEnds, halfMarkEnds, worstEdge } = factsOf('across');
    assert.ok(markEnds > 50, `${markEnds} marks`);
    assert.equal(halfMarkEnds, markEnds);
    assert.ok(worstEdge < 0.05, `${worstEdge} em`);
  });

  it('should take fewer lines than the browser, whose gaps are wider', () => {
    const [ours, browser] = [factsOf('across'), factsOf('across-browser')];
    assert.ok(ours.lines < browser.lines, `${ours.lines}, ${browser.lines}`);
    assert.ok(ours.worstGap < browser.worstGap, `${ours.worstGap}, ${browser.worstGap}`);
    assert.ok(browser.halfMarkEnds < browser.markEnds / 2);
  });
});
