import { startOf } from '../reading.ts';
import { authorsField, inFolder, type OrderSource, textAt, textField } from './order.ts';
import { readSummary } from './summary.ts';
import { childOf, readTree, textsOf } from './tree.ts';

/** GitBook and HonKit: `SUMMARY.md`, and `book.json` or `.bookrc` beside it or above the folder it names. */
export const gitbook: OrderSource = {
  name: 'GitBook, HonKit',
  async find(reading) {
    const config = (await readTree(reading, 'book.json')) ?? (await readTree(reading, '.bookrc'));
    const root = (childOf(config, 'root')?.text ?? '').replace(/^\.?\/+|\/+$/g, '').replace(/^\.$/, '');
    const name = childOf(childOf(config, 'structure'), 'summary')?.text ?? 'SUMMARY.md';
    const path = inFolder(root, name);
    const text = await textAt(reading, path);
    if (text === undefined) return undefined;
    const metadata = {
      ...textField('title', childOf(config, 'title')?.text),
      ...textField('language', childOf(config, 'language')?.text),
      ...textField('description', childOf(config, 'description')?.text),
      ...authorsField(textsOf(childOf(config, 'author'))),
    };
    const entries = readSummary(reading, path, text, { affixes: false, top: root });
    return { source: startOf(reading.folder, path).file, root, entries, metadata };
  },
};
