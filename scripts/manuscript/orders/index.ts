import { lookUp } from '../manuscript-path.ts';
import { type Reading, report, startOf } from '../reading.ts';
import { docsify } from './docsify.ts';
import { frontMatterOrder } from './front-matter-order.ts';
import { gitbook } from './gitbook.ts';
import { htmlContents } from './html-contents.ts';
import { mdbook } from './mdbook.ts';
import { mkdocs } from './mkdocs.ts';
import { natural } from './natural.ts';
import type { FoundOrder, OrderSource } from './order.ts';
import { vivliostyle } from './vivliostyle.ts';

/** Every way to find the order of a book that has no book.yaml, the surest first. */
export const ORDERS: readonly OrderSource[] = [
  vivliostyle,
  mdbook,
  gitbook,
  mkdocs,
  docsify,
  htmlContents,
  frontMatterOrder,
  natural,
];

/** Configurations that are programs, and what to do instead. None is ever run. */
const PROGRAMS: readonly (readonly [path: string, advice: string])[] = [
  ...['js', 'cjs', 'mjs', 'ts'].map(
    (ending) =>
      [
        `vivliostyle.config.${ending}`,
        'Write its `title`, `author`, `language`, `size` and `entry` into `vivliostyle.config.json`.',
      ] as const,
  ),
  ...[
    'sidebars.js',
    'sidebars.ts',
    '.vitepress/config.js',
    '.vitepress/config.ts',
    '.vitepress/config.mts',
  ].map((path) => [path, 'Run `banxin init` and put the files under `spine` in their order.'] as const),
];

/** The order of the book in a folder: another tool's, or that of the names. */
export async function findOrder(reading: Reading): Promise<FoundOrder> {
  for (const source of ORDERS) {
    const found = await source.find(reading);
    if (found === undefined) continue;
    if (found.source === undefined || source === frontMatterOrder) await tellPrograms(reading);
    return found;
  }
  return { root: '', entries: [], metadata: {} };
}

/** Tells of an order that is there as a program. */
async function tellPrograms(reading: Reading): Promise<void> {
  for (const [path, advice] of PROGRAMS) {
    if ((await lookUp(reading.folder, path)).kind !== 'found') continue;
    const message = `Unread \`${path}\`: it is a program, and a book runs none`;
    report(reading, 'warning', 'order-program', message, advice, startOf(reading.folder, path));
  }
}
