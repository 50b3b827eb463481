import { prose } from './pages.ts';
import type { Random } from './random.ts';

/** What a random manuscript is made from. */
interface Draft {
  readonly random: Random;
  /** Bodies of the notes called so far. */
  readonly notes: string[];
  /** Ids are each given once. */
  ids: number;
}

/** A block of Markdown, and the colons that a container around it needs more than. */
interface Block {
  readonly text: string;
  readonly colons: number;
}

type Maker = (draft: Draft, depth: number) => Block;

/** How deep blocks stand in blocks. */
const DEEPEST = 3;

/**
 * A manuscript of every kind of block, one in another, and of every kind of inline element: the same for one seed. All
 * of it can be set on a page of 20 characters by 16 lines, so that nothing is left to tell the author.
 */
export function anyManuscript(random: Random, blocks: number): string {
  const draft: Draft = { random, notes: [], ids: 0 };
  const body = Array.from({ length: blocks }, () => random.pick(TOP)(draft, 0).text);
  return [`# ${prose(random, random.int(2, 8))}`, ...body, ...draft.notes].join('\n\n');
}

const plain = (text: string): Block => ({ text, colons: 2 });

/** A sentence with whatever may stand in one. */
function sentence(draft: Draft, most: number): string {
  const { random } = draft;
  const pieces = Array.from({ length: random.int(1, 5) }, () => prose(random, random.int(1, most)));
  return pieces.map((piece) => piece + (random.chance(0.5) ? inline(draft) : '')).join('');
}

function inline(draft: Draft): string {
  const { random } = draft;
  const han = (most: number): string =>
    prose(random, random.int(1, most)).replace(/[^\p{Script=Han}]/gu, '') || '天';
  return random.pick<() => string>([
    () => `**${han(9)}**`,
    () => `*${han(9)}*`,
    () => `***${han(5)}***`,
    () => `~~${han(5)}~~`,
    () => `\`${'ab-cd '.repeat(random.int(1, 9)).trim()}\``,
    () => `\`${'x'.repeat(random.int(1, 60))}\``,
    () => ` [${han(12)}](https://example.org/${'path/'.repeat(random.int(0, 3))}) `,
    () => ` https://example.org/${'long-path/'.repeat(random.int(1, 9))} `,
    () => '<ruby>漢字<rt>かんじ</rt></ruby>',
    () => '<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>',
    () => `${han(2)}<sup>2</sup>${han(1)}<sub>i</sub>`,
    () => `<kbd>Ctrl</kbd><small>${han(6)}</small><mark>${han(6)}</mark>`,
    () => `“${han(8)}（${han(3)}）”`,
    () => ` ${'Latin text of many words '.repeat(random.int(1, 3))}`,
    () => '2023年12月31日3.14%',
    () => 'Donaudampfschifffahrtsgesellschaft'.repeat(random.int(1, 3)),
    () => `${han(3)}  \n${han(3)}`,
    () => `<br>${han(2)}`,
    () => random.pick(['$x$', '$a+b$']),
    () => spot(draft),
    () => `<abbr>EPUB</abbr><cite>${han(4)}</cite><dfn>${han(2)}</dfn>`,
    () => note(draft),
    () => note(draft),
  ])();
}

function spot(draft: Draft): string {
  draft.ids += 1;
  return `<span id="spot-${draft.ids}"></span>`;
}

function note(draft: Draft): string {
  const { random, notes } = draft;
  const number = notes.push('');
  const long = random.chance(0.15) ? 260 : 30;
  const paragraphs = [`注${prose(random, random.int(3, long))}`];
  if (random.chance(0.15)) paragraphs.push(prose(random, random.int(3, 60)));
  if (random.chance(0.1)) paragraphs.push(`- ${prose(random, 9)}\n- ${prose(random, 30)}`);
  if (random.chance(0.1)) paragraphs.push(`\`\`\`\n${prose(random, 9)}\n${prose(random, 30)}\n\`\`\``);
  if (random.chance(0.1)) paragraphs.push(`> *${prose(random, 9)}*`);
  notes[number - 1] = `[^n${number}]: ${paragraphs.join('\n\n').replace(/\n(?=.)/g, '\n    ')}`;
  return `[^n${number}]`;
}

const paragraph: Maker = (draft) => plain(sentence(draft, 40));

const heading: Maker = ({ random }) => {
  const length = random.chance(0.1) ? 70 : random.int(2, 14);
  return plain(`${'#'.repeat(random.int(2, 6))} ${prose(random, length)}`);
};

/** A list of any kind; an item may hold blocks. */
const list: Maker = (draft, depth) => {
  const { random } = draft;
  const mark = random.pick(['- ', '1. ', '37. ', '- [ ] ', '- [x] ']);
  const indent = ' '.repeat(mark.startsWith('-') ? 2 : mark.length);
  const items = Array.from({ length: random.int(1, 5) }, () => {
    const inner = depth < DEEPEST && random.chance(0.3) ? [random.pick(INNER)(draft, depth + 1)] : [];
    return [plain(sentence(draft, 20)), ...inner];
  });
  const text = items
    .map(
      (item) =>
        mark +
        item
          .map((block) => block.text)
          .join('\n\n')
          .replace(/\n(?=.)/g, `\n${indent}`),
    )
    .join('\n');
  return { text, colons: mostColons(items.flat()) };
};

/** Lists in lists, six deep. */
const deepList: Maker = ({ random }) =>
  plain(
    Array.from(
      { length: 6 },
      (_, level) => `${'  '.repeat(level)}- ${prose(random, random.int(2, 30))}`,
    ).join('\n'),
  );

const quotation: Maker = (draft, depth) => {
  const inner = someBlocks(draft, depth);
  return { text: joined(inner).replace(/^/gm, '> '), colons: mostColons(inner) };
};

const code: Maker = ({ random }) => {
  const lines = Array.from({ length: random.int(1, 20) }, () =>
    random.chance(0.15)
      ? ''
      : ' '.repeat(random.int(0, 6)) +
        (random.chance(0.5) ? prose(random, 12) : 'x'.repeat(random.int(1, 70))),
  );
  return plain(`\`\`\`\n${lines.join('\n')}\n\`\`\``);
};

const pipeTable: Maker = (draft) => {
  const { random } = draft;
  const columns = random.int(1, 4);
  const row = (cell: () => string): string => `| ${Array.from({ length: columns }, cell).join(' | ')} |`;
  const rows = Array.from({ length: random.int(0, 14) }, () =>
    row(() =>
      random.chance(0.1) ? '' : prose(random, random.int(1, 12)) + (random.chance(0.1) ? note(draft) : ''),
    ),
  );
  const title = random.chance(0.4)
    ? `表：${prose(random, 9)}${random.pick(['', '', ' {place=top}', rows.length < 6 ? ' {wide=turn}' : ''])}\n\n`
    : '';
  return plain(
    [`${title}${row(() => prose(random, 3))}`, row(() => random.pick(['---', ':-:', '--:'])), ...rows].join(
      '\n',
    ),
  );
};

/** A table whose cells span rows and columns. */
const spanTable: Maker = ({ random }) => {
  const cell = (attributes = ''): string => `<td${attributes}>${prose(random, random.int(1, 8))}</td>`;
  const rows = Array.from({ length: random.int(2, 9) }, () =>
    random.pick([
      () => `<tr>${cell(' rowspan="2"')}${cell()}${cell()}</tr><tr>${cell()}${cell()}</tr>`,
      () => `<tr>${cell(' colspan="2"')}${cell()}</tr>`,
      () => `<tr>${cell()}${cell(' colspan="2" rowspan="2"')}</tr><tr>${cell()}</tr>`,
      () => `<tr>${cell()}${cell()}${cell()}</tr>`,
    ])(),
  );
  const caption = random.chance(0.3) ? `<caption>${prose(random, 12)}</caption>` : '';
  const head = random.chance(0.5) ? '<thead><tr><th>天</th><th>地</th><th>玄</th></tr></thead>' : '';
  return plain(`<table>${caption}${head}<tbody>${rows.join('')}</tbody></table>`);
};

const figure: Maker = (draft) => {
  const { random } = draft;
  const orders = [
    random.chance(0.7) ? `place=${random.pick(['inline', 'top', 'top', 'bottom', 'page', 'spread'])}` : '',
    random.chance(0.5) ? `width=${random.int(4, 20)}` : '',
    random.chance(0.8) ? `lines=${random.int(1, 13)}` : '',
    random.chance(0.2) ? 'span=all' : '',
    random.chance(0.2) ? `credit="${prose(random, 3).replace(/["“”]/g, '')}"` : '',
  ].filter((order) => order !== '');
  const caption = random.chance(0.6) ? ` "${prose(random, random.int(1, 30)).replace(/["“”]/g, '')}"` : '';
  return plain(`![天](a.png${caption})${orders.length > 0 ? `{${orders.join(' ')}}` : ''}`);
};

/** A figure that no float may move, with a note in its caption. */
const htmlFigure: Maker = (draft) =>
  plain(`<figure><figcaption>${prose(draft.random, draft.random.int(1, 30))}</figcaption></figure>`);

const definitions: Maker = (draft) => {
  const { random } = draft;
  const entries = Array.from(
    { length: random.int(1, 3) },
    () => `${prose(random, random.int(1, 9))}\n: ${sentence(draft, 20).replace(/\s+/g, ' ')}`,
  );
  return plain(entries.join('\n\n'));
};

const lines = ({ random }: Draft, most: number): string =>
  Array.from({ length: random.int(1, most) }, () => prose(random, random.int(1, 28))).join('\n');

const CONTAINERS: readonly Maker[] = [
  (draft) =>
    contained('verse', draft.random.chance(0.5) ? '[题]' : '', [
      plain(`${lines(draft, 9)}\n\n${lines(draft, 4)}`),
    ]),
  (draft) =>
    contained('dialogue', '', [plain(`天：${sentence(draft, 30)}\n玄黄：${prose(draft.random, 40)}`)]),
  (draft) => contained('epigraph', '', [plain(`${lines(draft, 3)}\n——天地`)]),
  (draft) =>
    contained('enumeration', '', [plain(`- ${prose(draft.random, 30)}；\n- ${prose(draft.random, 9)}。`)]),
  (draft) => contained('keep', '', [plain(prose(draft.random, 40)), plain(`> ${prose(draft.random, 30)}`)]),
  () =>
    contained('side-by-side', '', [
      plain('![天](a.png "天"){lines=4}\n![地](b.png "地地地地地地地地地"){lines=6}'),
    ]),
  ({ random }) => contained('credits', '', [plain(`（${prose(random, 5)}）`)]),
  (draft, depth) =>
    contained(
      draft.random.pick(['note', 'tip', 'warning', 'important', 'caution']),
      draft.random.chance(0.3) ? '[题]' : '',
      someBlocks(draft, depth),
    ),
];

const columns: Maker = (draft) =>
  contained('columns', '', [
    ...someBlocks(draft, DEEPEST),
    ...(draft.random.chance(0.2) ? [plain('::column-break')] : []),
    ...someBlocks(draft, DEEPEST),
  ]);

function contained(name: string, label: string, inner: readonly Block[]): Block {
  const colons = mostColons(inner) + 1;
  const fence = ':'.repeat(colons);
  return { text: `${fence}${name}${label}\n${joined(inner)}\n${fence}`, colons };
}

const container: Maker = (draft, depth) => draft.random.pick(CONTAINERS)(draft, depth);
const rule: Maker = () => plain('***');
const pageBreak: Maker = ({ random }) =>
  plain(random.pick(['::page-break', '::recto-break', '::verso-break', '::blank-page', '::column-break']));

const INNER: readonly Maker[] = [
  paragraph,
  paragraph,
  list,
  quotation,
  code,
  pipeTable,
  spanTable,
  figure,
  definitions,
  container,
  rule,
  htmlFigure,
];
const TOP: readonly Maker[] = [
  paragraph,
  paragraph,
  paragraph,
  paragraph,
  heading,
  heading,
  list,
  deepList,
  quotation,
  code,
  pipeTable,
  spanTable,
  figure,
  figure,
  htmlFigure,
  definitions,
  container,
  container,
  columns,
  rule,
  pageBreak,
];

function someBlocks(draft: Draft, depth: number): Block[] {
  const { random } = draft;
  return Array.from({ length: random.int(1, 3) }, () =>
    (depth < DEEPEST ? random.pick(INNER) : random.pick([paragraph, code, list]))(draft, depth + 1),
  );
}

const joined = (blocks: readonly Block[]): string => blocks.map(({ text }) => text).join('\n\n');
const mostColons = (blocks: readonly Block[]): number => Math.max(2, ...blocks.map(({ colons }) => colons));
