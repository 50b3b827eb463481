import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { epub } from '../formats/epub/epub.ts';
import { inputOf, PNG, sampleBook } from '../formats/epub/fixture.ts';
import type { FormatInput } from '../formats/format.ts';
import { isComplete, loadBook } from '../load-book.ts';
import type { Book } from '../model/book.ts';
import type { Edition } from '../model/edition.ts';
import { bookForEdition } from '../prepare-book.ts';
import { pngOf } from './png.ts';

/** The profiles that come with Banxin. */
export const PROFILES = ['default', 'ebpaj', 'tw', 'cn', 'kindle'] as const;

/** What a book of {@link EPUB_BOOKS} says in its language. */
interface Words {
  readonly language: string;
  readonly title: string;
  readonly author: string;
  /** Titles of three chapters, of sections of the first, of the part that holds the third. */
  readonly chapters: readonly [string, string, string];
  readonly sections: readonly [string, string];
  readonly part: string;
  /** A sentence; with readings, with numbers, with rare characters. */
  readonly plain: string;
  readonly ruby: string;
  readonly numbers: string;
  readonly rare: string;
  /** Words for a list, a table, a caption, a note, a link. */
  readonly items: readonly [string, string, string];
  readonly table: string;
  readonly figure: string;
  readonly note: string;
  readonly see: string;
}

const JAPANESE: Words = {
  language: 'ja',
  title: '港の記',
  author: '森田洋子',
  chapters: ['港町の朝', '灯台守の手紙', '冬の海'],
  sections: ['船着き場', '市場の声'],
  part: '第二部　帰港',
  plain: '朝の港は静かで、漁から戻った船がゆっくりと岸壁に着く。',
  ruby: '{灯台|とう|だい}のある岬から、{今日|きょう}も{東京|とう|きょう}へ便りが出る。',
  numbers: '昭和12年5月31日、NHKの放送は25分に始まった!?',
  rare: '葛\u{E0101}城の𠮷野家で𩸽を焼き、か\u309Aき\u309A（鼻濁音）と言った。\u3000字下げ。𠀋。',
  items: ['魚', '貝', '海藻'],
  table: '水揚げ高',
  figure: '港の見取り図',
  note: '灯台は明治の建築である。',
  see: 'を参照。',
};

const SIMPLIFIED: Words = {
  language: 'zh-CN',
  title: '口岸纪行',
  author: '王越',
  chapters: ['边城清晨', '国门来信', '界河之冬'],
  sections: ['驿站', '集市'],
  part: '第二编　归途',
  plain: '清晨的口岸很安静，满载货物的列车缓缓驶过国门。',
  ruby: '{北京|Běi|jīng}的来信说，{注音|ㄓㄨˋ|ㄧㄣ}是另一种读法。',
  numbers: '2023年4月12日，第25次列车在GDP公布之前到达。',
  rare: '葛\u{E0101}与𠮷、𩸽、か\u309A、𠀋并列。\u3000全角空格。',
  items: ['木材', '煤炭', '羊毛'],
  table: '货运量',
  figure: '国门正面图',
  note: '国门建于二十世纪。',
  see: '一节可参看。',
};

const TRADITIONAL: Words = {
  language: 'zh-TW',
  title: '港邊筆記',
  author: '林海音',
  chapters: ['港邊清晨', '燈塔來信', '冬日的海'],
  sections: ['碼頭', '市集'],
  part: '第二部　歸航',
  plain: '清晨的港口很安靜，漁船慢慢靠岸，海鷗繞著桅杆飛。',
  ruby: '{燈塔|ㄉㄥ|ㄊㄚˇ}下的{孩子|ㄏㄞˊ|˙ㄗ}唱著{歌|ㄍㄜ}。',
  numbers: '民國12年5月31日，第25班船在ABC廣播之後出港！？',
  rare: '葛\u{E0101}與𠮷、𩸽、か\u309A、𠀋並列。\u3000全形空格。',
  items: ['魚', '貝', '海菜'],
  table: '漁獲量',
  figure: '港口平面圖',
  note: '燈塔建於清末。',
  see: '一節可參看。',
};

const KOREAN: Words = {
  language: 'ko',
  title: '항구의 기록',
  author: '김하늘',
  chapters: ['항구의 아침', '등대지기의 편지', '겨울 바다'],
  sections: ['부두', '시장의 소리'],
  part: '제2부 귀항',
  plain: '아침의 항구는 조용하고, 고기잡이에서 돌아온 배가 천천히 부두에 닿는다.',
  ruby: '{燈臺|등|대}가 있는 곶에서 {便紙|편|지}가 온다.',
  numbers: '1937년 5월 31일, KBS 방송은 25분에 시작되었다!',
  rare: '葛\u{E0101}과 𠮷, 𩸽, か\u309A, 𠀋를 함께 적는다.\u3000전각 공백.',
  items: ['생선', '조개', '미역'],
  table: '어획량',
  figure: '항구의 평면도',
  note: '등대는 근대 건축이다.',
  see: ' 절을 참조.',
};

/** Small books of everything that an EPUB has to carry, in each language and direction, with an edition for each profile. */
export const EPUB_BOOKS: Readonly<Record<string, Readonly<Record<string, string | Uint8Array>>>> = {
  'ja-vertical': filesOf(JAPANESE, 'vertical'),
  'ja-horizontal': filesOf(JAPANESE, 'horizontal'),
  'zh-hans-horizontal': filesOf(SIMPLIFIED, 'horizontal'),
  'zh-hant-vertical': filesOf(TRADITIONAL, 'vertical'),
  'ko-horizontal': filesOf(KOREAN, 'horizontal'),
};

function filesOf(words: Words, writingMode: 'horizontal' | 'vertical') {
  const editions = PROFILES.map(
    (name) => `  ${name}: { format: epub, writing-mode: ${writingMode}, epub: { profile: ${name} } }\n`,
  );
  return {
    'book.yaml': `title: ${words.title}
language: ${words.language}
name: epub-${words.language}-${writingMode}
contributors: [{ name: ${words.author}, role: author }]
publisher: ${words.author}
date: 2024-05-06
cover-image: cover.png
spine:
  front: [cover, title-page, contents, list-of-figures, list-of-tables]
  body: [01.md, 02.md, { part: ${words.part} }, 03.md]
  back: [index, colophon]
contents: { depth: 3 }
captions: { figures: book, tables: book }
editions:
${editions.join('')}`,
    'cover.png': pngOf(600, 900, 1, new Uint8Array(600 * 900).fill(200)),
    'map.png': PNG,
    '01.md': firstChapter(words),
    '02.md': secondChapter(words),
    '03.md': `# ${words.chapters[2]}\n\n${words.plain}[^1]\n\n[^1]: ${words.note}[${words.chapters[0]}](01.md)。\n`,
  };
}

function firstChapter({ chapters, sections, plain, ruby, numbers, rare, items, ...words }: Words): string {
  return `# ${chapters[0]}[^title]

${plain}<span data-index="${items[0]}"></span>${ruby}[^1]${numbers}

${rare}<time datetime="1937-05-31">1937</time>，[${chapters[1]}](02.md)、[${words.table}](02.md#catch)${words.see}

## ${sections[0]}

${plain}*${items[0]}*、**${items[1]}**。<span lang="en">A *lighthouse* keeper</span>

3. ${items[0]}
4. ${items[1]}
   - ${items[2]}

<ol start="5" reversed><li value="9">${items[0]}</li><li>${items[1]}</li></ol>

### ${sections[1]}

> ${plain}

- [x] ${items[0]}
- [ ] ${items[1]}

#### ${items[2]}

$E = mc^2$、[](#map)${words.see}

$$
\\sum_{i=1}^{n} i = \\frac{n(n+1)}{2}
$$

[^title]: ${words.table}。
[^1]: ${words.note}
`;
}

function secondChapter({ chapters, sections, plain, rare, items, ...words }: Words): string {
  return `# ${chapters[1]}

${plain}[^1][${chapters[0]}](01.md)、[${sections[0]}](01.md#${sections[0].replaceAll(' ', '-')})${words.see}

![${words.figure}](map.png "${words.figure}"){#map width=10}

![${words.figure}](missing.png "${items[0]}"){width=10 lines=4}

Table: ${words.table} {#catch head-columns=1}

| ${items[0]} | ${items[1]} | < |
|---|---:|:---:|
| ${items[2]} | 25 | 2.25 |
| ^ | 1200 | 3 |

\`\`\`js {.numbered}
const fish = '${items[0]}'; // ${[...rare].slice(0, 2).join('')}
if (a < b && c > d) {}
\`\`\`

<table><thead><tr><th scope="col">${items[0]}</th></tr></thead><tbody><tr><td rowspan="2">1</td></tr><tr></tr></tbody></table>

${rare}<span data-index="${items[1]}"></span>

---

${items[2]}
: ${plain}

[^1]: ${words.note}${rare}
`;
}

/** Writes a book of {@link EPUB_BOOKS} into a folder. */
export async function writeEpubBook(name: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [path, content] of Object.entries(EPUB_BOOKS[name] ?? {}))
    await writeFile(join(folder, path), content);
}

/** A finished EPUB, with the book that it was made of and the diagnostics of reading it. */
export interface MadeEpub {
  readonly profile: (typeof PROFILES)[number];
  readonly edition: Edition;
  readonly book: Book;
  readonly bytes: Uint8Array;
}

/** A book of {@link EPUB_BOOKS} for every profile, read once, in a face of a few characters, without a browser. */
export async function makeEpubs(
  name: string,
  profiles: readonly string[] = PROFILES,
): Promise<readonly MadeEpub[]> {
  const folder = await mkdtemp(join(tmpdir(), 'banxin-epub-'));
  try {
    await writeEpubBook(name, folder);
    const loaded = await loadBook(folder);
    const errors = loaded.diagnostics.filter(({ severity }) => severity === 'error');
    if (!isComplete(loaded) || errors.length > 0) throw new Error(JSON.stringify(errors));
    const { fonts } = await inputOf(sampleBook());
    return await Promise.all(
      loaded.manuscript.editions
        .filter((edition) => profiles.includes(edition.name))
        .map(async (edition): Promise<MadeEpub> => {
          const book = bookForEdition(loaded, edition, new Set(loaded.assets.keys()));
          const { bytes } = await epub.produce({
            manuscript: loaded.manuscript,
            book,
            edition,
            assets: loaded.assets,
            read: async (path: string) => (await loaded.files.read(path)) ?? '',
            printed: async () => undefined,
            facesOf: async () => fonts,
            stage: () => {},
            step: () => {},
          } as Partial<FormatInput> as FormatInput);
          return { profile: edition.name as MadeEpub['profile'], edition, book, bytes };
        }),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
