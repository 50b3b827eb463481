import type { Element, ElementContent, Root } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { visit } from '../model/visit.ts';

/** What code is highlighted by: highlight.js's grammars give far more kinds than a page can tell apart. */
const CLASSES: Readonly<Record<string, string>> = {
  'hljs-keyword': 'code-keyword',
  'hljs-type': 'code-keyword',
  'hljs-name': 'code-keyword',
  'hljs-selector-tag': 'code-keyword',
  'hljs-section': 'code-keyword',
  'hljs-comment': 'code-comment',
  'hljs-quote': 'code-comment',
  'hljs-string': 'code-string',
  'hljs-regexp': 'code-string',
  'hljs-number': 'code-literal',
  'hljs-literal': 'code-literal',
  'hljs-symbol': 'code-literal',
  'hljs-title': 'code-title',
  'hljs-attr': 'code-name',
  'hljs-attribute': 'code-name',
  'hljs-meta': 'code-meta',
  'hljs-addition': 'code-addition',
  'hljs-deletion': 'code-deletion',
};

/** Longer code, or code with longer lines, is left as it is: no grammar is trusted to be linear. */
const MOST_CHARACTERS = 50_000;
const LONGEST_LINE = 2000;

type Highlighter = Awaited<ReturnType<typeof openHighlighter>>;

/** Loaded with the first code of a language, and kept. */
let opened: Promise<Highlighter> | undefined;

/**
 * Highlights the code blocks of a language in place: `span.code-keyword` and so on. Its text is not changed. Code of an unknown
 * language stays as it is, for a name may be for another tool.
 */
export async function highlightCode(tree: Root): Promise<void> {
  const blocks: (readonly [code: Element, language: string])[] = [];
  visit(tree, 'element', (node, _index, parent) => {
    if (node.tagName !== 'code' || parent?.type !== 'element' || parent.tagName !== 'pre') return;
    const language = languageOf(node);
    if (language !== undefined && isFit(textOf(node))) blocks.push([node, language]);
  });
  if (blocks.length === 0) return;
  opened ??= openHighlighter();
  const highlight = await opened;
  for (const [code, language] of blocks) code.children = coloured(code, highlight(language, textOf(code)));
}

/** The grammars of the usual languages; all the others when a name is not among them. */
async function openHighlighter() {
  const { all, common, createLowlight } = await import('lowlight');
  const lowlight = createLowlight(common);
  let hasAll = false;
  return (language: string, text: string): Root | undefined => {
    if (!lowlight.registered(language) && !hasAll) {
      lowlight.register(all);
      hasAll = true;
    }
    return lowlight.registered(language) ? lowlight.highlight(language, text) : undefined;
  };
}

function languageOf({ properties: { className } }: Element): string | undefined {
  const names = Array.isArray(className) ? className.map(String) : [];
  return names
    .find((name) => name.startsWith('language-'))
    ?.slice('language-'.length)
    .toLowerCase();
}

function isFit(text: string): boolean {
  return text.length <= MOST_CHARACTERS && text.split('\n').every((line) => line.length <= LONGEST_LINE);
}

/** Text of one look. */
interface Run {
  className: string | undefined;
  text: string;
}

/** The runs of the highlighted tree, cut where the code holds callouts, which stay. */
function coloured(code: Element, tree: Root | undefined): ElementContent[] {
  if (tree === undefined || textOf(tree) !== textOf(code)) return code.children;
  const runs: Run[] = [];
  collectRuns(tree, undefined, runs);
  const result: ElementContent[] = [];
  let next = 0;
  for (const child of code.children) {
    let left = textOf(child).length;
    if (child.type === 'element') result.push(child);
    while (left > 0) {
      const run = runs[next];
      if (run === undefined) break;
      const text = run.text.slice(0, left);
      run.text = run.text.slice(text.length);
      left -= text.length;
      if (run.text === '') next += 1;
      if (child.type === 'text') result.push(elementOf(run.className, text));
    }
  }
  return result;
}

function collectRuns(parent: Root | Element, className: string | undefined, runs: Run[]): void {
  for (const child of parent.children) {
    if (child.type === 'text') addRun(runs, { className, text: child.value });
    if (child.type !== 'element') continue;
    const names = (child.properties['className'] ?? []) as readonly string[];
    collectRuns(child, CLASSES[names[0] ?? ''] ?? className, runs);
  }
}

/** Each run is a text node, which costs time to print: white space is of the look before it. */
function addRun(runs: Run[], run: Run): void {
  const last = runs.at(-1);
  if (last !== undefined && (last.className === run.className || /^[ \t]*$/.test(run.text)))
    last.text += run.text;
  else if (run.text !== '') runs.push(run);
}

function elementOf(className: string | undefined, value: string): ElementContent {
  const text: ElementContent = { type: 'text', value };
  if (className === undefined) return text;
  return { type: 'element', tagName: 'span', properties: { className: [className] }, children: [text] };
}
