import { type Reading, startOf } from '../reading.ts';
import { authorsField, inFolder, type OrderEntry, type OrderSource, targetPath, textField } from './order.ts';
import { childOf, readTree, type TreeValue } from './tree.ts';

/**
 * MkDocs: `nav` of `mkdocs.yml`. Its outermost sections are parts; a section that begins with its index page is a
 * chapter, its other pages that chapter's sections.
 */
export const mkdocs: OrderSource = {
  name: 'MkDocs',
  async find(reading) {
    for (const path of ['mkdocs.yml', 'mkdocs.yaml']) {
      const config = await readTree(reading, path);
      const nav = childOf(config, 'nav')?.list;
      if (config === undefined || nav === undefined) continue;
      const root = (childOf(config, 'docs_dir')?.text ?? 'docs')
        .replace(/^\.?\/+|\/+$/g, '')
        .replace(/^\.$/, '');
      const entries: OrderEntry[] = [];
      readSection({ reading, root, entries }, nav, 1, true);
      const metadata = {
        ...textField('title', childOf(config, 'site_name')?.text),
        ...textField('description', childOf(config, 'site_description')?.text),
        ...textField('language', childOf(childOf(config, 'theme'), 'language')?.text),
        ...authorsField(childOf(config, 'site_author')?.text),
      };
      return { source: startOf(reading.folder, path).file, root, entries, metadata };
    }
    return undefined;
  },
};

/** A state of walking down `nav`. */
interface Walk {
  readonly reading: Reading;
  readonly root: string;
  readonly entries: OrderEntry[];
}

function readSection(walk: Walk, items: readonly TreeValue[], level: number, isOutermost: boolean): void {
  for (const item of items) {
    const [named] = item.map ?? [];
    if (item.text !== undefined) addPage(walk, item, level);
    else if (named?.value.text !== undefined) addPage(walk, named.value, level, named.key);
    else if (named?.value.list !== undefined) readNamed(walk, named, level, isOutermost);
  }
}

function readNamed(
  walk: Walk,
  {
    key,
    place,
    value,
  }: { readonly key: string; readonly place: TreeValue['place']; readonly value: TreeValue },
  level: number,
  isOutermost: boolean,
): void {
  const [first, ...rest] = value.list ?? [];
  const index = first?.text ?? first?.map?.[0]?.value.text;
  if (first !== undefined && index !== undefined && /(?:^|\/)(?:index|README)\.md$/.test(index)) {
    readSection(walk, [first], level, false);
    readSection(walk, rest, level + 1, false);
    return;
  }
  if (isOutermost) walk.entries.push({ kind: 'part', matter: 'body', title: key, place });
  readSection(walk, value.list ?? [], level, false);
}

function addPage({ reading, root, entries }: Walk, page: TreeValue, level: number, title?: string): void {
  const { place, text = '' } = page;
  const path = targetPath(reading, text, { folder: root, top: root, place });
  if (path === undefined) return;
  const file = path.endsWith('.md') ? path : inFolder(path, 'index.md');
  entries.push({
    kind: 'file',
    matter: 'body',
    path: file,
    level,
    ...(title !== undefined && { title }),
    place,
  });
}
