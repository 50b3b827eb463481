import { editionOf, SMALL_PAGE } from './testing/books.ts';
import { openLayouter, type LaidOut } from './testing/laid-out.ts';
import { readFileSync } from 'node:fs';
// Extract helper functions of the test by text.
const src = readFileSync(new URL('./layout/layout.test.ts', import.meta.url), 'utf8');
void src;
import { seeded, type Random } from './testing/random.ts';
const HAN = [...'天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏𠮷一二三四五六七八九十题注项引文码'];
const LATIN = ['PDF', 'Chromium', 'a', '2023', '3.14', 'EPUB3'];
const MARKS = ['，', '。', '、', '；', '：“', '”', '（', '）', '《', '》', '——', '……'];
const ALPHABET = `${HAN.join('')}${MARKS.join('')}·かんじふりがな漢字 !-~${String.fromCharCode(...Array.from({ length: 94 }, (_, index) => 33 + index))}`;
const PAGE = { ...SMALL_PAGE, charactersPerLine: 14, linesPerPage: 9, trim: { widthMm: 80, heightMm: 80 } };
function prose(random: Random, length: number, inline: readonly string[] = []): string {
  let text = '';
  for (let count = 0; count < length; count += 1) {
    if (inline.length > 0 && random.chance(0.12)) text += random.pick(inline);
    else if (random.chance(0.05)) text += random.pick(LATIN);
    else text += random.pick(HAN);
    if (random.chance(0.12)) text += random.pick(MARKS);
  }
  return text;
}
const l = await openLayouter(ALPHABET);
function dump(name: string, r: LaidOut) {
  let at = 0;
  console.log('==', name, r.pages.length, r.pages.map(p => p.overflowPx).join(' '));
  for (const [i, p] of r.pages.entries()) {
    let shift: number | undefined;
    for (const [k, c] of p.characters.entries()) {
      const o = r.flow[at++]!;
      if (c.inline === undefined || o.inline === undefined || c.character.trim() === '') continue;
      shift ??= c.block! - o.block!;
      if (Math.abs(c.inline - o.inline) > 0.1 || Math.abs(c.block! - o.block! - shift) > 0.1) {
        console.log('page', i + 1, 'char', k, JSON.stringify(c), JSON.stringify(o), 'shift', shift);
        console.log('  context', p.characters.slice(Math.max(0, k - 20), k).map(x => x.character).join(''), '>>', p.characters.slice(k, k + 20).map(x => x.character).join(''));
        const lineOf = (cs: any[], b: number) => cs.filter(x => x.block !== undefined && Math.abs(x.block - b) < 6).map(x => x.character + x.inline.toFixed(1)).join(' ');
        console.log('  after ', lineOf(p.characters as any[], c.block!));
        console.log('  before', lineOf(r.flow as any[], o.block!));
        console.log('  html', p.html.length, p.html.slice(0, 3000));
        return;
      }
    }
  }
}
const which = process.argv[2];
const random = seeded(3);
if (which === 'head') dump('head', await l.layOut([
        `# ${prose(random, 20)}`,
        prose(random, 90),
        `> ${prose(random, 120)}`,
        `## ${prose(random, 8)}`,
        `- ${prose(random, 60)}\n- ${prose(random, 40)}\n  - ${prose(random, 70)}\n- 项`,
        `1. ${prose(random, 90)}\n\n   ${prose(random, 60)}\n2. 项`,
        prose(random, 60),
        '| 天 | 地 |\n|---|---|\n| 玄 | 黄 |\n| 宇 | 宙 |',
        `### ${prose(random, 4)}`,
        prose(random, 130),
        ':::credits\n（天地 玄黄）\n:::',
      ].join('\n\n'), editionOf({ page: PAGE }), 'all'));
if (which === 'note') dump('note', await l.layOut(`文[^a]${prose(seeded(7), 200)}\n\n[^a]: ${prose(seeded(6), 500)}`, editionOf({ page: PAGE }), 'all'));
if (which === 'notes') { const random = seeded(5);
      const names = Array.from({ length: 12 }, (_, index) => `n${index}`);
      const text = names.map((note) => `${prose(random, 30)}[^${note}]${prose(random, 40)}。`).join('\n\n');
      const notes = names.map((note) => `[^${note}]: ${prose(random, random.int(5, 60))}`).join('\n\n');
 dump('notes', await l.layOut(`${text}\n\n${notes}`, editionOf({ page: PAGE }), 'all')); }
const INLINE = ['**天地玄黄**','*宇宙*','[洪荒日月盈昃](https://example.org/)','<ruby>漢<rt>かん</rt></ruby>','列·张','`PDF`','~~秋收~~','H<sub>2</sub>O','**寒*来*暑**往'];
if (which === 'inline') { const random = seeded(2); dump('inline', await l.layOut(Array.from({ length: 14 }, () => `${prose(random, random.int(5, 150), INLINE)}。`).join('\n\n'), editionOf({ page: PAGE }), 'all')); }
await l.close();
