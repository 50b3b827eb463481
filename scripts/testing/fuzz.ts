import { checkBook } from '../check/check-book.ts';
import { assemble, editionOf, manuscriptOf } from './books.ts';
import { type Random, seeded } from './random.ts';

// `npm run fuzz [cases] [first seed]`: manuscripts of 100 kB made of nothing but the marks of Banxin's Markdown, from
// reading to rules. What throws, or takes more than a second of the processor, is told with its seed.

/** Length of each manuscript, in UTF-16 units. */
const LENGTH = 100_000;

/** Processor time that a manuscript may take, in ms. */
const LIMIT_MS = 1000;

/** Marks of CommonMark, GFM and the extensions, and words that stand between them. */
const MARKS = [
  ...[
    '*',
    '**',
    '***',
    '_',
    '__',
    '~~',
    '`',
    '``',
    '```\n',
    '~~~\n',
    '[',
    ']',
    '](',
    '![',
    ')',
    '(',
    '<',
    '>',
    '"',
  ],
  ...[
    '{',
    '}',
    '{#',
    '{.',
    '|',
    '||',
    '|-|-|\n',
    '---\n',
    '===\n',
    '# ',
    '## ',
    '> ',
    '- ',
    '1. ',
    '- [ ] ',
    ': ',
  ],
  ...[
    ':::',
    '::',
    '::: columns\n',
    ':::only{',
    '::pagebreak\n',
    '^[',
    '[^',
    '[^a]',
    '[^a]: ',
    '[@',
    '@',
    ';',
  ],
  ...[
    '$',
    '$$\n',
    '\\',
    '\\(',
    '《',
    '》',
    '｜',
    '|よみ',
    '{漢|かん}',
    '「',
    '（',
    '）',
    '“',
    '”',
    '——',
    '……',
    '・',
  ],
  ...[
    '{{',
    '}}',
    '{{#include ',
    '{{a}}',
    '[import:',
    '表：',
    '==',
    '&',
    '&#',
    '&amp;',
    '<b>',
    '</b>',
    '<!--',
    '-->',
  ],
  ...[
    '<ruby>',
    '<rt>',
    '</ruby>',
    '<table>',
    '<td>',
    '</table>',
    '<div>',
    '</div>',
    '](#',
    '{place=top}',
    '{width=',
  ],
  ...[
    '\n',
    '\n\n',
    '  \n',
    '\t',
    ' ',
    '    ',
    '\u3000',
    '天',
    '地玄',
    'a',
    'word ',
    '1',
    '.',
    '，',
    '。',
    '𠮷',
    '\u0000',
  ],
] as const;

/** One mark over and over, a few in turn, or all of them at random, in lines or in one. */
function manuscriptFrom(random: Random): string {
  const count = random.pick([1, 1, 2, 2, 3, 4, MARKS.length]);
  const marks = count === MARKS.length ? MARKS : Array.from({ length: count }, () => random.pick(MARKS));
  const isInTurn = count < MARKS.length && random.chance(0.7);
  const newline = random.pick(['', '', '\n', '\n\n']);
  const every = random.int(2, 400);
  let text = '';
  for (let at = 0; text.length < LENGTH; at += 1) {
    text += isInTurn ? marks[at % marks.length] : random.pick(marks);
    if (newline !== '' && at % every === 0) text += newline;
  }
  return text.slice(0, LENGTH);
}

interface Tried {
  readonly seed: number;
  readonly ms: number;
  readonly failure?: string;
  /** Its beginning. */
  readonly head: string;
}

function tryOne(seed: number): Tried {
  const text = manuscriptFrom(seeded(seed));
  const head = JSON.stringify(text.slice(0, 40));
  const started = process.cpuUsage();
  const ms = (): number => Math.round(process.cpuUsage(started).user / 1000);
  try {
    checkBook(assemble(manuscriptOf({ 'a.md': text })).book, [editionOf()]);
    return { seed, ms: ms(), head };
  } catch (error) {
    return {
      seed,
      ms: ms(),
      head,
      failure: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
}

const [cases = 100, first = 1] = process.argv.slice(2).map(Number);
// What is compiled with the first manuscript is not counted to it.
tryOne(0);
const tried: Tried[] = [];
let findings = 0;
for (let seed = first; seed < first + cases; seed += 1) {
  const one = tryOne(seed);
  tried.push(one);
  if (one.ms <= LIMIT_MS && one.failure === undefined) continue;
  findings += 1;
  console.log(
    `seed ${seed}: ${one.ms} ms, ${one.head}${one.failure === undefined ? '' : `\n${one.failure}`}`,
  );
}
const times = tried.map(({ ms }) => ms).sort((a, b) => a - b);
const sum = times.reduce((total, ms) => total + ms, 0) / 1000;
console.log(
  `${cases} manuscripts of ${LENGTH / 1000} kB from seed ${first}: ${sum.toFixed(1)} s, half below ${times[times.length >> 1]} ms, slowest ${times.at(-1)} ms, ${findings} findings`,
);
