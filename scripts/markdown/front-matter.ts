import type { Node, Root, Yaml } from 'mdast';
import { isMap, isScalar, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import { MATTER_OF_KIND, MATTERS } from '../model/manuscript.ts';
import type { Report } from './extension.ts';

/** What the front matter of a chapter says of it. */
export interface FrontMatter {
  /** Title for contents and running heads; absent when none is given. */
  readonly title?: string;
  /** Title for running heads; absent when none is given. */
  readonly shortTitle?: string;
  /** Set for a divisional title. */
  readonly kind?: 'part';
}

const HELP = 'Correct the YAML between the `---` lines.';

/** Takes the front matter out of the tree and reads its keys; others are told to be unused. */
export function readFrontMatter(tree: Root, report: Report): FrontMatter {
  const [first] = tree.children;
  if (first?.type !== 'yaml') return {};
  tree.children.shift();
  const lines = new LineCounter();
  const document = parseDocument(first.value, { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    report('error', 'front-matter-syntax', error.message, HELP, at(first, lines, error.pos[0]));
    return {};
  }
  const { contents } = document;
  if (contents === null || (isScalar(contents) && contents.value === null)) return {};
  if (!isMap(contents)) {
    report('error', 'front-matter-syntax', 'Unexpected front matter, expected `title: …`', HELP, first);
    return {};
  }
  return readKeys(contents, first, lines, report);
}

/** The tree is read as it was written, not made into data: aliases are not followed, so none can explode. */
function readKeys(map: YAMLMap, front: Yaml, lines: LineCounter, report: Report): FrontMatter {
  const texts = new Map<string, string>();
  for (const { key, value } of map.items) {
    const name = isScalar(key) ? String(key.value) : '?';
    const place = at(front, lines, isScalar(key) ? (key.range?.[0] ?? 0) : 0);
    if (ORDER_KEYS.has(name)) continue;
    if (!KEYS.has(name)) {
      const help = 'Only `title`, `short-title`, `kind` and `matter` are read.';
      report('warning', 'front-matter-unused', `Unused front matter \`${name}\``, help, place);
    } else if (isScalar(value) && (typeof value.value === 'string' || typeof value.value === 'number')) {
      // A title may be a year: as written, not as YAML counts it.
      const text = typeof value.value === 'string' ? value.value : (value.source ?? '');
      const values = VALUES.get(name);
      if (values !== undefined && !values.includes(text)) {
        const message = `Unexpected \`${text}\` in \`${name}\`, expected one of ${values.join(', ')}`;
        report('error', 'front-matter-syntax', message, 'Leave it out for an ordinary chapter.', place);
      } else texts.set(name, text);
    } else if (!isScalar(value) || value.value !== null) {
      const message = `Unexpected \`${name}\`, expected text`;
      report('error', 'front-matter-syntax', message, 'Put it in quotation marks.', place);
    }
  }
  return {
    ...given('title', texts.get('title')),
    ...given('shortTitle', texts.get('short-title')),
    ...(texts.get('kind') === 'part' && { kind: 'part' }),
  };
}

/** Keys by which site builders order pages: used, if at all, when the manuscript is read. */
const ORDER_KEYS: ReadonlySet<string> = new Set(['sidebar_position', 'weight', 'order', 'nav_order']);

const KEYS: ReadonlySet<string> = new Set(['title', 'short-title', 'kind', 'matter']);

/** What keys take that take few; which matter a file is in is read when the manuscript is. */
const VALUES: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['kind', [...MATTER_OF_KIND.keys()]],
  ['matter', MATTERS],
]);

function given<Key extends 'title' | 'shortTitle'>(key: Key, text: string | undefined): FrontMatter {
  return text === undefined || text === '' ? {} : { [key]: text };
}

/** A node at an offset of the YAML text, which begins in the line below the first `---`. */
function at(front: Yaml, lines: LineCounter, offset: number): Node {
  const { line, col } = lines.linePos(offset);
  const start = { line: (front.position?.start.line ?? 1) + line, column: Math.max(col, 1) };
  return { type: 'yaml', position: { start, end: start } };
}
