import type { Node, Root, Yaml } from 'mdast';
import { isMap, isScalar, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import type { Report } from './extension.ts';

/** Takes the front matter out of the tree and returns its `title`; other keys are told to be unused. */
export function readFrontMatter(tree: Root, report: Report): string | undefined {
  const [first] = tree.children;
  if (first?.type !== 'yaml') return undefined;
  tree.children.shift();
  const lines = new LineCounter();
  const document = parseDocument(first.value, { lineCounter: lines, prettyErrors: false });
  const help = 'Correct the YAML between the `---` lines.';
  const [error] = document.errors;
  if (error !== undefined) {
    report('error', 'front-matter-syntax', error.message, help, at(first, lines, error.pos[0]));
    return undefined;
  }
  const { contents } = document;
  if (contents === null || (isScalar(contents) && contents.value === null)) return undefined;
  if (!isMap(contents)) {
    report('error', 'front-matter-syntax', 'Unexpected front matter, expected `title: …`', help, first);
    return undefined;
  }
  return readTitle(contents, first, lines, report);
}

/** The tree is read as it was written, not made into data: aliases are not followed, so none can explode. */
function readTitle(map: YAMLMap, front: Yaml, lines: LineCounter, report: Report): string | undefined {
  let title: string | undefined;
  for (const { key, value } of map.items) {
    const name = isScalar(key) ? String(key.value) : '?';
    const place = at(front, lines, isScalar(key) ? (key.range?.[0] ?? 0) : 0);
    if (name !== 'title') {
      report(
        'warning',
        'front-matter-unused',
        `Unused front matter \`${name}\``,
        'Only `title` is read.',
        place,
      );
    } else if (isScalar(value) && (typeof value.value === 'string' || typeof value.value === 'number')) {
      // A title may be a year: as written, not as YAML counts it.
      title = typeof value.value === 'string' ? value.value : value.source;
    } else if (!isScalar(value) || value.value !== null) {
      report(
        'error',
        'front-matter-syntax',
        'Unexpected `title`, expected text',
        'Put it in quotation marks.',
        place,
      );
    }
  }
  return title === '' ? undefined : title;
}

/** A node at an offset of the YAML text, which begins in the line below the first `---`. */
function at(front: Yaml, lines: LineCounter, offset: number): Node {
  const { line, col } = lines.linePos(offset);
  const start = { line: (front.position?.start.line ?? 1) + line, column: Math.max(col, 1) };
  return { type: 'yaml', position: { start, end: start } };
}
