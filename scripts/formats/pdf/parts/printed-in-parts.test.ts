import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type PartedPdf, partedPdf } from '../../../testing/parted-pdf.ts';
import { type PdfFacts, readPdf } from '../../../testing/pdf-facts.ts';
import { pngOf } from '../../../testing/png.ts';
import type { KeptPrints } from '../../format.ts';
import { readArray, readDictionary, readText, referredObject } from '../pdf-syntax.ts';
import { PdfReader } from '../preflight/pdf-reader.ts';
import { type StructureElement, structureOf } from '../preflight/structure-reader.ts';
import { readTrueType } from './true-type.ts';
import { readUnicodeMap } from './unicode-map.ts';

const FILLER = Array.from({ length: 12 }, () => '天地玄黄宇宙洪荒日月盈昃辰宿列张。'.repeat(6)).join('\n\n');
/** Glyphs, widths, pictures and ids of tables that some parts have and others have not; a last chapter below the one before. */
const CHAPTERS = {
  'a.md': `# 甲\n\n见[乙的表](#表乙)与[末章](d.md)，注[^1]。\n\n${FILLER}\n\n![画](pic.png "图一")\n\n[^1]: 脚注 Wa。\n`,
  'b.md': `# 乙\n\n<p id="表乙">又见[甲](a.md)：</p>\n\n| 名 | iWm |\n|----|---:|\n| 子 | 1 |\n| 丑 | 2 |\n\n## 乙之一\n\n${FILLER}\n\n![画](pic.png "图二")\n`,
  'c.md': `## 丙在乙下\n\n寒来暑往，**重 bold**，\`code\`，{漢字|かん|じ}，$x^2$。[^2]\n\n### 丙之一\n\n${FILLER}\n\n[^2]: 又一脚注。\n`,
  'd.md': `# 丁\n\n秋收冬藏 fi[^3]，回到[丙](c.md)。\n\n| 甲 | 乙 |\n|----|----|\n| 1 | 2 |\n\n[^3]: 末注。\n`,
};
const BOOK = `title: 书名
language: zh-CN
spine: { front: [cover, contents], body: [a.md, b.md, c.md, d.md] }
editions:
  screen: { format: pdf, trim: A5, bleed: 0, chapter-start: page, running-heads: { verso: '{book}', recto: '{chapter}' } }
`;

let folder = '';
let printed: PartedPdf;
let whole: Read;
let parted: Read;

interface Read {
  readonly facts: PdfFacts;
  readonly reader: PdfReader;
  readonly elements: readonly StructureElement[];
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'banxin-parts-'));
  await writeFile(join(folder, 'book.yaml'), BOOK);
  for (const [path, text] of Object.entries(CHAPTERS)) await writeFile(join(folder, path), text);
  await writeFile(join(folder, 'pic.png'), pngOf(60, 40, 3, new Uint8Array(60 * 40 * 3).fill(120)));
  printed = await partedPdf(folder, 1);
  [whole, parted] = [await read(printed.whole), await read(printed.parted)];
});

after(() => rm(folder, { recursive: true, force: true }));

async function read(bytes: Uint8Array): Promise<Read> {
  const reader = new PdfReader(bytes);
  return { facts: await readPdf(bytes), reader, elements: structureOf(reader) };
}

/** Names of fonts without the tags of their subsets. */
const namesOf = ({ facts }: Read): readonly string[] =>
  facts.fonts.map(({ name }) => name.replace(/^[A-Z]{6}\+/, '')).sort();

describe('a book printed in parts', () => {
  it('should have the pages, texts, labels, links and outline of one that is not', () => {
    assert.ok(printed.parts.length >= 6, `${printed.parts.length} parts`);
    const { pages, links, outline } = parted.facts;
    assert.deepEqual(
      pages.map(({ label }) => label),
      whole.facts.pages.map(({ label }) => label),
    );
    for (const [index, { texts, ...page }] of pages.entries()) {
      const { texts: expected, ...same } = whole.facts.pages[index] as PdfFacts['pages'][number];
      assert.deepEqual(page, same);
      assert.equal(texts.map(({ text }) => text).join('|'), expected.map(({ text }) => text).join('|'));
      for (const [at, run] of texts.entries())
        for (const key of ['x', 'baseline', 'width', 'size'] as const)
          assert.ok(Math.abs(run[key] - (expected[at]?.[key] ?? 0)) < 0.01, `${run.text} on ${index}`);
    }
    assert.deepEqual(links, whole.facts.links);
    const isAcross = ({ from, to }: PdfFacts['links'][number]): boolean =>
      printed.parts.some((part) => part.from <= from && from < part.to && !(part.from <= to && to < part.to));
    assert.ok(links.filter(isAcross).length >= 5, 'links into other parts');
    assert.deepEqual(outline, whole.facts.outline);
    const place = outline.findIndex(({ title }) => title === '丙在乙下');
    assert.ok(printed.parts.some(({ from }) => from === outline[place]?.page));
    assert.deepEqual(
      outline.map(({ level }) => level),
      [1, 1, 1, 2, 2, 3, 1],
    );
  });

  it('should have each face once, with the glyphs and characters of all parts', () => {
    assert.deepEqual(namesOf(parted), namesOf(whole));
    assert.equal(new Set(namesOf(parted)).size, parted.facts.fonts.length);
    assert.equal(
      new Set(parted.facts.fonts.map(({ name }) => name.slice(0, 6))).size,
      parted.facts.fonts.length,
    );
    assert.ok(parted.facts.fonts.every(({ embedded, hasToUnicode }) => embedded && hasToUnicode));
    assert.deepEqual(charactersOf(parted), charactersOf(whole));
    for (const [name, { outlines, unicode }] of charactersOf(parted))
      for (const [code, text] of unicode)
        assert.ok(/^(0020|00A0|3000)$/.test(text) || outlines.has(code), `${name} draws ${text}`);
  });

  it('should have pictures once that are in several parts', () => {
    const pictures = ({ reader }: Read): number =>
      reader.numbers.filter((number) => /\/Subtype \/Image/.test(reader.object(number).source)).length;
    assert.ok(pictures(whole) >= 1);
    assert.equal(pictures(parted), 1);
  });

  it('should have one structure, page by page, with what leads to it and from it', () => {
    assert.deepEqual(structure(parted), structure(whole));
    assert.deepEqual(leadingToStructure(parted), leadingToStructure(whole));
    const types = new Set(parted.elements.map(({ type }) => type));
    for (const type of ['H1', 'H2', 'H3', 'Table', 'TH', 'Note', 'Formula', 'Ruby', 'Figure', 'Link'])
      assert.ok(types.has(type), type);
  });

  it('should have ids of its own: heads of tables and notes', () => {
    const ids = parted.elements.flatMap(({ entries }) => entries.get('ID') ?? []);
    assert.equal(new Set(ids).size, ids.length);
    const tree = structureRoot(parted);
    const named = parted.reader.array(parted.reader.dictionary(tree.get('IDTree')).get('Names'));
    assert.equal(named.length, 2 * ids.length);
    for (let at = 0; at < named.length; at += 2)
      assert.equal(parted.reader.dictionary(named[at + 1]).get('ID'), named[at]);
    const heads = parted.elements.flatMap(
      ({ entries }) => entries.get('A')?.match(/\/Headers \[([^\]]*)\]/)?.[1] ?? [],
    );
    for (const head of heads.flatMap((list) => readArray(`[${list}]`))) assert.ok(ids.includes(head), head);
  });

  it('should be the same bytes when only what changed is printed anew', async () => {
    const kept = new Map<string, Uint8Array>();
    let taken = 0;
    const prints: KeptPrints = {
      read: async (hash) => {
        const found = kept.get(hash);
        taken += Number(found !== undefined);
        return found;
      },
      write: async (hash, bytes) => void kept.set(hash, bytes),
    };
    await partedPdf(folder, 1, prints);
    assert.deepEqual([taken, kept.size], [0, printed.parts.length]);
    // The table has a cell more before those of the next chapters, in the same characters.
    const changed = CHAPTERS['b.md'].replace('| 丑 | 2 |', '| 丑 | 2 |\n| 子 | 2 |');
    await writeFile(join(folder, 'b.md'), changed);
    const again = await partedPdf(folder, 1, prints);
    assert.ok(taken >= 3 && kept.size > printed.parts.length, `${taken} taken, ${kept.size} kept`);
    assert.equal(again.parts.length, printed.parts.length);
    assert.ok(Buffer.from(again.mixed).equals(again.parted));
    assert.ok(!Buffer.from(again.mixed).equals(printed.parted));
  });

  it('should be about as large', () => {
    const ratio = printed.parted.length / printed.whole.length;
    assert.ok(ratio < 1.05, `${ratio}`);
  });
});

/** Glyphs with an outline and characters of each font, by its name. */
function charactersOf({ reader }: Read) {
  const found = new Map<
    string,
    { readonly outlines: ReadonlySet<number>; readonly unicode: ReadonlyMap<number, string> }
  >();
  for (const number of reader.numbers) {
    const font = reader.dictionary(`${number} 0 R`);
    if (font.get('Subtype') !== '/Type0') continue;
    const descendant = reader.dictionary(reader.array(font.get('DescendantFonts'))[0]);
    const descriptor = reader.dictionary(descendant.get('FontDescriptor'));
    const unpacked = (value: string | undefined): Uint8Array => reader.unpacked(referredObject(value) ?? 0);
    const program = readTrueType(unpacked(descriptor.get('FontFile2')));
    const text = Buffer.from(unpacked(font.get('ToUnicode'))).toString('latin1');
    const outlines = [...(program?.glyphs.entries() ?? [])].filter(([, { outline }]) => outline.length > 0);
    const unicode = [...readUnicodeMap(text)].sort(([a], [b]) => a - b);
    found.set((font.get('BaseFont') ?? '').slice(8), {
      outlines: new Set(outlines.map(([glyph]) => glyph)),
      unicode: new Map(unicode),
    });
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function structureRoot({ reader }: Read) {
  return reader.dictionary(reader.dictionary(reader.trailer.get('Root')).get('StructTreeRoot'));
}

/** Each element: its type, those around it, its page and what describes it. */
function structure({ elements, reader }: Read): readonly string[] {
  const pages = new Map(reader.pages().map(({ object }, index) => [object, index]));
  return elements.map(({ type, parent, page, kids, objects, entries }) =>
    [
      ...[type, parent?.type, page === undefined ? '' : pages.get(page), kids.length, objects.length],
      ...['Alt', 'ActualText', 'Lang'].map((key) => readText(entries.get(key))),
    ].join(' '),
  );
}

/** What pages and their links have in the structure: the types of the elements of each mark, by the parent tree. */
function leadingToStructure({ reader, elements, ...read }: Read): readonly string[] {
  const numbers = reader.array(
    reader.dictionary(structureRoot({ reader, elements, ...read }).get('ParentTree')).get('Nums'),
  );
  const byKey = new Map<string, string>();
  for (let at = 0; at < numbers.length; at += 2) {
    assert.ok(!byKey.has(numbers[at] ?? ''), 'a key twice');
    byKey.set(numbers[at] ?? '', numbers[at + 1] ?? '');
  }
  const typeOf = (value: string): string => reader.dictionary(value).get('S') ?? value;
  return reader.pages().map(({ object, entries }) => {
    const marks = reader.array(byKey.get(entries.get('StructParents') ?? ''));
    const links = reader.array(entries.get('Annots')).map((link) => {
      const element = byKey.get(reader.dictionary(link).get('StructParent') ?? '') ?? '';
      const isBack = reader.dictionary(element).get('K')?.includes(`/Obj ${link}`);
      return `${typeOf(element)} ${isBack}`;
    });
    for (const mark of marks) assert.equal(pageOf(reader, mark), object);
    return [...marks.map(typeOf), ...links].join(' ');
  });
}

/** Object of the page that an element's content is on. */
function pageOf(reader: PdfReader, element: string): number | undefined {
  const entries = reader.dictionary(element);
  const own = referredObject(entries.get('Pg'));
  if (own !== undefined) return own;
  const kid = reader.array(entries.get('K')).find((one) => one.startsWith('<<'));
  return kid === undefined ? undefined : referredObject(readDictionary(kid).get('Pg'));
}
