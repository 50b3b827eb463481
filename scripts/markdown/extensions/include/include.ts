import type { Code, Html, Paragraph, Parents, Root, RootContent, Text } from 'mdast';
import { type IncludeOrder, importOrders, includeKey, includeOrders } from '../../../model/include-order.ts';
import { SKIP, visit } from '../../../model/visit.ts';
import type { ExpandContext, MarkdownExtension } from '../../extension.ts';
import { selectLines } from './select-lines.ts';

/** Files that order files that order files: deeper is a mistake. */
const DEEPEST = 10;

/** Characters that the orders of one file may bring in all: files that order each other twice double at each step. */
const MOST_CHARACTERS = 8 * 1024 * 1024;

/** A state of putting files in the places of their orders. */
interface Walk {
  readonly context: ExpandContext;
  /** Paths of the files that are being put in, the outermost first. */
  readonly stack: readonly string[];
  /** Counts down through the whole file. */
  readonly budget: { characters: number };
}

/** What an order brings. */
interface Found {
  readonly path: string;
  readonly text: string;
  /** The line of its file that the text begins with. */
  readonly line: number;
}

/**
 * Files, or some of their lines, in the place of an order.
 *
 * ```markdown
 * {{#include ../src/main.rs:2:10}}      lines, in code or alone in a paragraph (mdBook)
 * {{#include ../src/main.rs:name}}      lines between `ANCHOR: name` and `ANCHOR_END: name`
 * [import:2-10](main.js)                a listing (HonKit)
 * ```
 *
 * What stands alone in its paragraph is Markdown, parsed as a file of its own: its notes and link definitions are its own.
 */
export const include: MarkdownExtension = {
  name: 'include',
  directives: [],
  ruleIds: ['include-missing', 'include-outside', 'include-nested', 'include-misplaced', 'nesting-deep'],
  transform: () => undefined,
  expand(tree, context) {
    expandTree(tree, { context, stack: [context.path], budget: { characters: MOST_CHARACTERS } });
  },
};

function expandTree(tree: Root, walk: Walk): void {
  visit(tree, (node, index, parent) => {
    if (node.type === 'code') expandCode(node, walk);
    else if (node.type === 'text' || node.type === 'html') tellMisplaced(node, walk);
    else if (node.type === 'paragraph' && parent !== undefined && index !== undefined) {
      const blocks = blocksOf(node, walk);
      if (blocks === undefined) return undefined;
      (parent as Parents).children.splice(index, 1, ...blocks);
      // What was put in has been expanded already.
      return [SKIP, index + blocks.length];
    }
    return undefined;
  });
}

function sourceOf({ position }: Paragraph | Text | Html | Code, { context }: Walk): string {
  return context.source.text.slice(position?.start.offset ?? 0, position?.end.offset ?? 0);
}

/** What stands in the place of a paragraph of nothing but orders; undefined for any other. */
function blocksOf(node: Paragraph, walk: Walk): RootContent[] | undefined {
  const written = sourceOf(node, walk);
  const included = includeOrders(written);
  const orders = included.length > 0 ? included : importOrders(written);
  if (orders.length === 0) return undefined;
  let rest = written;
  for (const { start, end } of orders.toReversed()) rest = rest.slice(0, start) + rest.slice(end);
  if (!/^[\s>]*$/.test(rest)) return undefined;
  return orders.flatMap(({ order, start, end }): RootContent[] => {
    const at = pointAt(node, written, start);
    const found = findText(order, walk, at);
    if (found === undefined) return [paragraphOf(node, written.slice(start, end).replace(/^[ \t>]+/, ''))];
    if (order.language !== undefined) {
      const value = expandText(found.text, innerWalk(walk, found.path), at);
      const { position } = node;
      return [{ type: 'code', lang: order.language, value, ...(position !== undefined && { position }) }];
    }
    return parseFound(found, walk, at);
  });
}

/** The order itself, printed: its absence would be seen by nobody. */
function paragraphOf({ position }: Paragraph, value: string): Paragraph {
  const placed = position === undefined ? {} : { position };
  return { type: 'paragraph', children: [{ type: 'text', value, ...placed }], ...placed };
}

function innerWalk(walk: Walk, path: string): Walk {
  return { ...walk, stack: [...walk.stack, path] };
}

function parseFound(found: Found, walk: Walk, at: Point): RootContent[] {
  const { source, parse, shown, report } = walk.context;
  const tree = parse(found.text);
  if (tree === undefined) {
    const message = `Unexpected lists, quotations or marks too deep in each other in \`${found.path}\``;
    report(
      'error',
      'nesting-deep',
      message,
      'Let fewer stand in each other; the file is not put in.',
      nodeAt(at),
    );
    return [];
  }
  source.append(shown(found.path), found.line, found.text, tree);
  makeOwn(tree, found.path);
  expandTree(tree, innerWalk(walk, found.path));
  return tree.children.filter(({ type }) => type !== 'yaml');
}

/** Notes and link definitions of two files may have the same names. */
function makeOwn(tree: Root, path: string): void {
  visit(tree, (node) => {
    if (!('identifier' in node) || typeof node.identifier !== 'string') return;
    node.identifier = `${path.toLowerCase()} ${node.identifier}`;
  });
}

function expandCode(node: Code, walk: Walk): void {
  if (!node.value.includes('{{')) return;
  const written = sourceOf(node, walk);
  let from = 0;
  const place = (order: string): Point => {
    const offset = written.indexOf(order, from);
    from = offset < 0 ? from : offset + order.length;
    return pointAt(node, written, Math.max(0, offset));
  };
  node.value = expandText(node.value, walk, place);
}

/** A text with every order in it replaced; `at` is where to tell of one. */
function expandText(text: string, walk: Walk, at: Point | ((order: string) => Point)): string {
  let expanded = '';
  let done = 0;
  for (const { order, start, end } of includeOrders(text)) {
    const written = text.slice(start, end);
    const point = typeof at === 'function' ? at(written) : at;
    const found = findText(order, walk, point);
    expanded += text.slice(done, start);
    expanded += found === undefined ? written : expandText(found.text, innerWalk(walk, found.path), point);
    done = end;
  }
  // The backslash that makes an order text has done its work.
  return (expanded + text.slice(done)).replace(/\\(?=\{\{\s*#)/g, '');
}

/** A line and column of the joined text. */
interface Point {
  readonly line: number;
  readonly column: number;
}

/** What a diagnostic at a point is told of. */
function nodeAt(at: Point): Text {
  const point = { ...at, offset: 0 };
  return { type: 'text', value: '', position: { start: point, end: point } };
}

function pointAt({ position }: Paragraph | Code, written: string, offset: number): Point {
  const before = written.slice(0, offset).split(/\r\n|\n|\r/);
  const line = (position?.start.line ?? 1) + before.length - 1;
  const last = (before.at(-1) ?? '').length;
  return { line, column: before.length === 1 ? (position?.start.column ?? 1) + last : last + 1 };
}

/** What an order brings; undefined, and told, when that cannot be had. */
function findText(order: IncludeOrder, { context, stack, budget }: Walk, at: Point): Found | undefined {
  const { target } = order;
  const path = includeKey(stack.at(-1) ?? '', target);
  const file = context.files.get(path) ?? { kind: 'missing' };
  const tell = (severity: 'error' | 'warning', rule: string, message: string, help: string): undefined => {
    context.report(severity, rule, message, help, nodeAt(at));
  };
  if (file.kind === 'outside') {
    const help = "Copy it into the manuscript's folder and name it by a relative path.";
    return tell('error', 'include-outside', `Unexpected \`${target}\`, expected a file of the book`, help);
  }
  const help = 'Correct the order, or add what it names; until then the order itself is printed.';
  if (file.kind === 'missing') return tell('warning', 'include-missing', `Missing file \`${target}\``, help);
  if (file.kind !== 'text') {
    return tell('warning', 'include-missing', `Unexpected \`${target}\`, expected a file of text`, help);
  }
  if (stack.includes(path) || stack.length > DEEPEST) {
    const message = `Unexpected \`${target}\` within itself, or within ${DEEPEST} others`;
    return tell('error', 'include-nested', message, 'Take one of the orders out.');
  }
  const isMarkdown = order.language === undefined && /\.(?:md|markdown)$/i.test(path);
  const lines = selectLines(file.text, order, isMarkdown);
  if (lines === undefined) {
    const what = order.anchor === undefined ? 'line' : `\`ANCHOR: ${order.anchor}\``;
    return tell('warning', 'include-missing', `Missing ${what} in \`${target}\``, help);
  }
  budget.characters -= lines.text.length;
  if (budget.characters < 0) {
    const message = `Unexpected length of all that is put in with \`${target}\``;
    return tell('error', 'include-nested', message, 'Put in fewer files.');
  }
  return { path, ...lines };
}

/** Orders amid other text are not followed: a file is blocks, and has no place in a line. */
function tellMisplaced(node: Text | Html, walk: Walk): void {
  const written = sourceOf(node, walk);
  for (const { start, end } of includeOrders(written)) {
    const order = written.slice(start, end);
    const at = pointAt({ ...node, type: 'paragraph', children: [] }, written, start);
    walk.context.report(
      'warning',
      'include-misplaced',
      `Unexpected \`${order}\` amid text, expected it in code or alone in its paragraph`,
      'Put an empty line before and behind it.',
      nodeAt(at),
    );
  }
}
