import { normalisePath } from '../manuscript-path.ts';
import { type Reading, report, startOf } from '../reading.ts';
import { TRIM_NAMES } from '../trim-sizes.ts';
import {
  authorsField,
  type OrderEntry,
  type OrderMetadata,
  type OrderSource,
  targetPath,
  textField,
} from './order.ts';
import { childOf, readTree, type TreeValue, textsOf } from './tree.ts';

const CONFIG = 'vivliostyle.config.json';

/** Vivliostyle CLI: `vivliostyle.config.json`. The same as a program is never run; `unread-programs.ts` tells of it. */
export const vivliostyle: OrderSource = {
  name: 'Vivliostyle',
  async find(reading) {
    const config = await readTree(reading, CONFIG);
    const entry = childOf(config, 'entry');
    if (config === undefined || entry === undefined) return undefined;
    const context = normalisePath(childOf(config, 'entryContext')?.text ?? '');
    const items = entry.list ?? [entry];
    const entries = items.flatMap((item) => fileOf(reading, item, context));
    const metadata = {
      ...textField('title', childOf(config, 'title')?.text),
      ...textField('language', childOf(config, 'language')?.text),
      ...authorsField(textsOf(childOf(config, 'author'))),
      ...trimOf(reading, childOf(config, 'size')),
    };
    return { source: startOf(reading.folder, CONFIG).file, root: context, entries, metadata };
  },
};

/** An entry is a path, or a map with one; one that only says `rel: contents` is made by every tool itself. */
function fileOf(reading: Reading, item: TreeValue, context: string): OrderEntry[] {
  const written = item.text ?? childOf(item, 'path')?.text;
  if (written === undefined) return [];
  const { place } = item;
  const path = targetPath(reading, written, { folder: context, place });
  if (path === undefined) return [];
  const title = textField('title', childOf(item, 'title')?.text);
  return [{ kind: 'file', matter: 'body', path, level: 1, ...title, place }];
}

/** Millimetres of a unit of CSS. */
const MM: Readonly<Record<string, number>> = {
  mm: 1,
  cm: 10,
  q: 0.25,
  in: 25.4,
  pt: 25.4 / 72,
  px: 25.4 / 96,
};

/** A page's size is a name or two lengths: `JIS-B5`, `182mm,257mm`. */
function trimOf(reading: Reading, size: TreeValue | undefined): Pick<OrderMetadata, 'trim'> {
  const text = size?.text;
  if (size === undefined || text === undefined) return {};
  const name = TRIM_NAMES.find((one) => one.toLowerCase() === text.toLowerCase());
  if (name !== undefined) return { trim: name };
  const lengths = /^([\d.]+)(mm|cm|q|in|pt|px)[ ,]+([\d.]+)(mm|cm|q|in|pt|px)$/i.exec(text.trim());
  if (lengths !== null) {
    const [, width, unit = '', height, other = ''] = lengths;
    const inMm = (number: string | undefined, of: string): number =>
      Math.round(Number(number) * (MM[of.toLowerCase()] ?? 1) * 100) / 100;
    return { trim: { width: inMm(width, unit), height: inMm(height, other) } };
  }
  const message = `Unread \`size\`: \`${text}\``;
  const help = 'Write `trim` into the editions of book.yaml, as a name or in millimetres.';
  report(reading, 'warning', 'order-syntax', message, help, size.place);
  return {};
}
