import { startOf } from '../reading.ts';
import { inFolder, type OrderSource, textAt } from './order.ts';
import { readSummary } from './summary.ts';

/** Folders in which a site's pages usually lie. */
const FOLDERS = ['', 'docs'];

/** Docsify: `_sidebar.md`. Its links may leave out `.md`, a folder is its `README.md`. */
export const docsify: OrderSource = {
  name: 'Docsify',
  async find(reading) {
    for (const root of FOLDERS) {
      const path = inFolder(root, '_sidebar.md');
      const text = await textAt(reading, path);
      if (text === undefined) continue;
      const complete = (target: string): string => {
        if (target.endsWith('.md')) return target;
        return target === root ? inFolder(root, 'README.md') : `${target}.md`;
      };
      const entries = readSummary(reading, path, text, { affixes: true, top: root, complete });
      const matter = 'body';
      return {
        source: startOf(reading.folder, path).file,
        root,
        entries: entries.map((entry) => ({ ...entry, matter })),
        metadata: {},
      };
    }
    return undefined;
  },
};
