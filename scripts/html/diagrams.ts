import type { Element, ElementContent, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { sanitize } from 'hast-util-sanitize';
import { toString as textOf } from 'hast-util-to-string';
import { type Book, treesOf } from '../model/book.ts';
import { copyTree } from '../model/copy-tree.ts';
import { type Diagnostic, parsePlace } from '../model/diagnostic.ts';
import type { DrawnDiagram } from '../model/diagram.ts';
import { visit } from '../model/visit.ts';
import { DIAGRAM_SCHEMA } from './diagram-schema.ts';

/** The text of a diagram is as large on the page as this part of the body size; it is drawn in 16 units. */
const EM = 16 / 0.8;

/** The texts of a book's diagrams, as they were written; the same text once. */
export function diagramsOf(book: Book): readonly string[] {
  const sources = book.chapters.flatMap(treesOf).flatMap((tree) => figuresIn(tree).map(sourceOf));
  return [...new Set(sources)];
}

/**
 * Puts drawings into a book's figures of diagrams; a diagram that was not drawn becomes code with its caption above it, and is told.
 * The book is not changed; a copy of what differs is returned.
 * @param drawn by the texts of the diagrams; undefined when there is no program that draws them
 */
export function setDiagrams(
  book: Book,
  drawn: ReadonlyMap<string, DrawnDiagram> | undefined,
): { readonly book: Book; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  let count = 0;
  const withDrawings = <Tree extends Root | Element>(tree: Tree): Tree => {
    if (figuresIn(tree).length === 0) return tree;
    const copy = copyTree(tree);
    for (const figure of figuresIn(copy)) {
      const diagram = drawn?.get(sourceOf(figure));
      count += 1;
      const svg = diagram?.kind === 'drawn' ? drawingOf(diagram.svg, figure, `diagram-${count}`) : undefined;
      if (svg === undefined) {
        diagnostics.push(undrawn(figure, diagram));
        becomeListing(figure);
      } else {
        figure.children = figure.children.map((child) => (isElement(child, 'pre') ? svg : child));
        delete figure.properties['ariaLabel'];
      }
    }
    return copy;
  };
  const chapters = book.chapters.map((chapter) => ({
    ...chapter,
    content: withDrawings(chapter.content),
    notes: chapter.notes.map((note) => ({ ...note, content: withDrawings(note.content) })),
  }));
  return { book: { ...book, chapters }, diagnostics };
}

function figuresIn(tree: Root | Element): readonly Element[] {
  const figures: Element[] = [];
  visit(tree, 'element', (node) => {
    const names = node.properties['className'];
    const isDiagram = node.tagName === 'figure' && Array.isArray(names) && names.includes('diagram');
    if (isDiagram && node.children.some((child) => isElement(child, 'pre'))) figures.push(node);
  });
  return figures;
}

function isElement(node: ElementContent, tagName: string): node is Element {
  return node.type === 'element' && node.tagName === tagName;
}

function sourceOf(figure: Element): string {
  const code = figure.children.find((child) => isElement(child, 'pre'));
  return code === undefined ? '' : textOf(code);
}

/** The drawing as it may stand in a book; undefined when nothing of it is left. */
function drawingOf(markup: string, figure: Element, prefix: string): Element | undefined {
  const tree = sanitize(fromHtml(markup, { fragment: true }), DIAGRAM_SCHEMA) as Root;
  const svg = tree.children.find(
    (child): child is Element => child.type === 'element' && child.tagName === 'svg',
  );
  const [, , width = 0, height = 0] = String(svg?.properties['viewBox'] ?? '')
    .split(/[\s,]+/)
    .map(Number);
  if (svg === undefined || !(width > 0 && height > 0)) return undefined;
  makeIdsOwn(svg, prefix);
  svg.properties = {
    className: ['drawing'],
    viewBox: svg.properties['viewBox'] ?? '',
    width: `${round(width / EM)}em`,
    height: `${round(height / EM)}em`,
    role: 'img',
    ariaLabel: nameOf(figure, svg),
  };
  return svg;
}

/** What is said to those who do not see it: the words for that, its caption, or the words in it. */
function nameOf(figure: Element, svg: Element): string {
  const { ariaLabel } = figure.properties;
  if (typeof ariaLabel === 'string') return ariaLabel;
  const caption = figure.children.find((child) => isElement(child, 'figcaption'));
  if (caption !== undefined) return textOf(caption);
  const words: string[] = [];
  visit(svg, 'element', (node) => {
    if (node.tagName === 'text') words.push(textOf(node).trim());
  });
  return words.filter((word) => word !== '').join(' ') || 'Mermaid';
}

/**
 * The heads of lines get ids that are the only ones of their name in the book; nothing else of a drawing needs one, and
 * Mermaid gives some twice.
 */
function makeIdsOwn(svg: Element, prefix: string): void {
  const names = new Map<string, string>();
  visit(svg, 'element', ({ tagName, properties }) => {
    const { id } = properties;
    delete properties['id'];
    if (tagName !== 'marker' || typeof id !== 'string' || names.has(id)) return;
    properties['id'] = `${prefix}-${names.size + 1}`;
    names.set(id, properties['id']);
  });
  visit(svg, 'element', ({ properties }) => {
    for (const key of ['markerStart', 'markerEnd']) {
      const name = names.get(/^url\(#(.*)\)$/.exec(String(properties[key] ?? ''))?.[1] ?? '');
      if (name === undefined) delete properties[key];
      else properties[key] = `url(#${name})`;
    }
  });
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Code under its title, with the number it may have already. */
function becomeListing(figure: Element): void {
  const { id, dataSource } = figure.properties;
  const caption = figure.children.find((child) => isElement(child, 'figcaption'));
  const code = figure.children.filter((child) => isElement(child, 'pre'));
  const title: Element[] =
    caption === undefined
      ? []
      : [{ ...caption, tagName: 'p', properties: { className: ['listing-title', 'keep', 'keep-next'] } }];
  figure.tagName = 'div';
  figure.properties = {
    className: ['listing'],
    ...(id !== undefined && { id }),
    ...(dataSource !== undefined && { dataSource }),
  };
  figure.children = [...title, ...code];
}

function undrawn(figure: Element, diagram: DrawnDiagram | undefined): Diagnostic {
  const place = parsePlace(String(figure.properties['dataSource'] ?? ''));
  const told = {
    severity: 'warning',
    ruleId: 'diagram-undrawn',
    ...(place !== undefined && { place }),
  } as const;
  if (diagram === undefined) {
    return {
      ...told,
      message: 'Undrawn diagram, printed as code: the package `mermaid` is not installed',
      help: "Run `npm install mermaid` in the book's folder.",
    };
  }
  const reason = diagram.kind === 'wrong' ? diagram.reason : 'nothing of it can be printed';
  return {
    ...told,
    message: `Undrawn diagram, printed as code: ${reason}`,
    help: 'Correct it, or draw it with another program and put the picture in.',
  };
}
