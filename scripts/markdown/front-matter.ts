import type { Root } from 'mdast';
import { parseDocument } from 'yaml';
import type { Report } from './extension.ts';

/** Takes the front matter out of the tree and returns its `title`; other keys are told to be unused. */
export function readFrontMatter(tree: Root, report: Report): string | undefined {
  const [first] = tree.children;
  if (first?.type !== 'yaml') return undefined;
  tree.children.shift();
  const document = parseDocument(first.value);
  const [error] = document.errors;
  if (error !== undefined) {
    report('error', 'front-matter-syntax', error.message, 'Correct the YAML between the `---` lines.', first);
    return undefined;
  }
  const data: unknown = document.toJS();
  if (typeof data !== 'object' || data === null) return undefined;
  const unused = Object.keys(data).filter((key) => key !== 'title');
  if (unused.length > 0) {
    const names = unused.map((key) => `\`${key}\``).join(', ');
    report('warning', 'front-matter-unused', `Unused front matter ${names}`, 'Only `title` is read.', first);
  }
  const title: unknown = (data as { title?: unknown }).title;
  return typeof title === 'string' && title !== '' ? title : undefined;
}
