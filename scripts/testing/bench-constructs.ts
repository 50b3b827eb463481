import { parseMarkdown } from '../markdown/parse-markdown.ts';

// Time of the processor that texts take which repeat one construct without end or sense, and how it grows when they are
// twice as long: about 2 where reading is linear. `npm run bench:constructs [-- <thousands of characters> [word …]]`

const thousands = Number(process.argv[2] ?? 50);
const words = process.argv.slice(3);

/** Slower than this where the time is told from its noise, in milliseconds. */
const LEAST_MS = 50;
/** Growth from which a row is marked. */
const MOST = 3;

/** What is repeated, between what stands once before and behind it. */
type Pattern = string | readonly [before: string, repeated: string, behind: string];

const PATTERNS: Readonly<Record<string, readonly Pattern[]>> = {
  'inline-note': ['^[', '^[甲]', '<span class="footnote">', '<span class="footnote">甲</span>'],
  'link-attributes': ['[甲](a){', '[甲](a){.b}'],
  span: ['[', '[[ ', '![', '[甲]{.dots}', ['', '[', ']{.dots}'], '[甲 ', '甲]{.dots}'],
  ruby: ['{', '{漢|', '{漢|かん}', '{漢|かん|'],
  'aozora-ruby': ['｜', '《', '｜甲《', '漢《かん》', '《《甲》》'],
  citation: ['[@', '[@a; ', '@a ', '@a [', '[甲 '],
  variable: ['{{', '{{a', '{{a}}'],
  math: ['$', '$a ', '$甲$ ', '$$\n'],
  figure: ['![](a){', '![](a "甲"){width=9}\n\n', ['![](a "', '[', ']{.dots}")'], ['![](a "', '*甲 ', '")']],
  lines: ['甲\n', '甲\\\n', '  甲\n', [':::verse\n', '甲\n', ':::'], [':::dialogue\n', '甲：乙\n', ':::']],
  'definition-list': ['甲\n: 乙\n', '甲\n: 乙\n\n', ': 甲\n'],
  containers: [':::note\n', ':::note\n甲\n:::\n', '::page-break\n', [':::note{', 'a=b ', '}\n:::'], ':'],
  'side-by-side': [[':::side-by-side\n', '![](a)\n', ':::']],
  tables: [
    ['|甲|乙|\n|-|-|\n', '|甲|<|\n', ''],
    ['|甲|乙|\n|-|-|\n', '|^|^|\n', ''],
    ['表：', '{', '\n\n|甲|\n|-|\n'],
    ['|甲|\n|-|\n|乙|\n\n', '注：甲\n\n', ''],
    '表：甲\n\n',
  ],
  include: ['{{#include ', '{{#include a}}', '{{#include a.md}}\n\n'],
  headings: ['# 甲\n\n', '# 甲 {#a}\n\n', ['# 甲', ' {', '']],
  code: ['```a\n', ['```', ' {', '\n甲\n```'], ['```\n', '甲 (1)\n', '```']],
  glossary: ['[甲]{.term of="乙"}'],
  notes: ['[^1]', '[^1]: 甲\n\n', '[甲]: a\n'],
  'CommonMark and GFM': ['**', '*a_ ', 'a**b c* ', '甲**乙', '] ', '`', '<b>', '<', '&', '~~甲 ', 'a@', '|'],
};

console.log(`| construct | repeated | ms | ms, ${2 * thousands} kB | growth |\n|---|---|---|---|---|`);
for (const [name, patterns] of Object.entries(PATTERNS)) {
  if (words.length > 0 && !words.some((word) => name.includes(word))) continue;
  for (const pattern of patterns) {
    const [before, repeated, behind] = typeof pattern === 'string' ? ['', pattern, ''] : pattern;
    const textOf = (length: number): string => before + repeated.repeat(length / repeated.length) + behind;
    const [one = 0, two = 0] = [1000 * thousands, 2000 * thousands].map((length) => cpuMs(textOf(length)));
    const growth = two / one;
    const mark = growth > MOST && two > LEAST_MS ? ' !' : '';
    const shown = JSON.stringify(`${before}${repeated}…${behind}`).replaceAll('|', '\\|');
    console.log(
      `| ${name} | \`${shown}\` | ${Math.round(one)} | ${Math.round(two)} | ${growth.toFixed(1)}${mark} |`,
    );
  }
}

/** Milliseconds that reading a text takes, with all extensions. */
function cpuMs(text: string): number {
  const before = process.cpuUsage();
  parseMarkdown(
    { path: 'a.md', text },
    { extensions: { 'aozora-ruby': true, citation: true, variable: true }, language: 'ja' },
  );
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
