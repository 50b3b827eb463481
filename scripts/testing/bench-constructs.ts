import { assembleBook } from '../book/assemble-book.ts';
import { checkBook } from '../check/check-book.ts';
import { parseFile } from '../parse-file.ts';
import { ADVERSARIAL_TEXTS, type TextOf } from './adversarial-texts.ts';
import { editionOf, manuscriptOf } from './books.ts';

// Time of the processor that texts take which repeat one construct without end or sense, from reading to rules, and how
// it grows when they are twice as long: about 2 where reading is linear.
// `npm run bench:constructs [-- <thousands of characters> [word …]]`

const thousands = Number(process.argv[2] ?? 50);
const words = process.argv.slice(3);

/** Slower than this the time is told from its noise, in milliseconds. */
const LEAST_MS = 50;
/** Growth from which a row is marked. */
const MOST = 3;

console.log(`| construct | repeated | ms | ms, ${2 * thousands} kB | growth |\n|---|---|---|---|---|`);
for (const [name, texts] of Object.entries(ADVERSARIAL_TEXTS)) {
  for (const [shown, textOf] of Object.entries(texts)) {
    if (words.length > 0 && !words.some((word) => `${name} ${shown}`.includes(word))) continue;
    const [one, two] = await timesOf(textOf);
    const growth = two / one;
    const mark = growth > MOST && two > LEAST_MS ? ' !' : '';
    const cells = [name, shown.replaceAll('|', '\\|'), Math.round(one), Math.round(two)];
    console.log(`| ${cells.join(' | ')} | ${growth.toFixed(1)}${mark} |`);
  }
}

async function timesOf(textOf: TextOf): Promise<readonly [number, number]> {
  return [await cpuMs(textOf(1000 * thousands)), await cpuMs(textOf(2000 * thousands))];
}

/** Milliseconds that reading and checking a text takes, with all extensions. */
async function cpuMs(text: string): Promise<number> {
  const manuscript = manuscriptOf(
    { 'a.md': text },
    {
      markdown: { newline: 'join', extensions: { 'aozora-ruby': true } },
      citations: { files: [], style: { kind: 'shipped', name: 'numeric' }, place: 'book' },
      editions: [editionOf({ variables: {} })],
    },
  );
  const [item] = manuscript.spine;
  if (item?.kind !== 'file') throw new TypeError('Expected a file');
  const before = process.cpuUsage();
  const content = await parseFile(item, manuscript);
  checkBook(assembleBook(manuscript, new Map([[item.path, content]])).book, [editionOf()]);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
