import type { Element, ElementContent, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { sanitize } from 'hast-util-sanitize';
import type { CitationOptions, Reference } from '../../model/citation.ts';
import { closest } from '../../model/closest.ts';
import type { Diagnostic, Place } from '../../model/diagnostic.ts';
import { SCHEMA } from '../../model/sanitize-schema.ts';
import { SKIP, visitParents } from '../../model/visit.ts';
import { placeOf } from '../place.ts';
import type { Citer } from './citer.ts';
import { type Citation, parseCitation } from './parse-citation.ts';

/** A chapter's tree before its notes are taken out. */
export interface CitingText {
  /** Path of its file. */
  readonly path: string;
  readonly content: Root;
  /** The file as shown in diagnostics. */
  readonly source: string;
}

/** Lists of what was cited: one for the book, or one for each chapter by its path. */
export interface CitedWorks {
  readonly book: readonly Reference[];
  readonly chapters: ReadonlyMap<string, readonly Reference[]>;
}

/** A citation where it stands. */
interface PlacedCitation {
  readonly element: Element;
  readonly citation: Citation;
  /** It is within a link, and can have none of its own. */
  readonly isLinked: boolean;
}

/**
 * Writes the citations of a book, in place (`span[data-cite]`, extension `citation`): in the order of the text, a note's where
 * it is called, so that numbers follow it. A key in brackets that nothing has is an error; an `@word` of the text that is
 * no key stays a word.
 */
export function setCitations(
  texts: readonly CitingText[],
  citer: Citer,
  options: CitationOptions,
  diagnostics: Diagnostic[],
): CitedWorks {
  const found = texts.map((text) => ({ text, citations: citationsIn(text, citer, diagnostics) }));
  const write = (citations: readonly PlacedCitation[], idStart: string): readonly Reference[] => {
    if (citations.length === 0) return [];
    try {
      const cited = citer.cite(
        citations.map(({ citation }) => citation),
        idStart,
      );
      citations.forEach((one, index) => {
        fill(one, cited.texts[index] ?? '');
      });
      return cited.references;
    } catch (error) {
      diagnostics.push(unusableStyle(options, error));
      return [];
    }
  };
  if (options.place === 'book') {
    const all = found.flatMap(({ citations }) => citations);
    return { book: write(all, 'bx-ref-'), chapters: new Map() };
  }
  const lists = found.map(({ text, citations }, index): [string, readonly Reference[]] => [
    text.path,
    write(citations, `bx-ref-${index + 1}-`),
  ]);
  return { book: [], chapters: new Map(lists) };
}

function citationsIn(
  { content, source }: CitingText,
  citer: Citer,
  diagnostics: Diagnostic[],
): readonly PlacedCitation[] {
  const notes = noteItems(content);
  const found: PlacedCitation[] = [];
  const read = (tree: Root | Element): void => {
    visitParents(tree, 'element', (node, ancestors) => {
      if (node !== tree && 'dataFootnotes' in node.properties) return SKIP;
      if ('dataFootnoteRef' in node.properties) {
        const name = String(node.properties['href'] ?? '').slice(1);
        const note = notes.get(name);
        // Taken out first: a note may call itself.
        notes.delete(name);
        if (note !== undefined) read(note);
      }
      if (!('dataCite' in node.properties)) return undefined;
      const place = placeOf(node, ancestors) ?? { file: source, line: 1, column: 1 };
      const citation = citationOf(node, citer, place, diagnostics);
      const isLinked = ancestors.some((one) => one.type === 'element' && one.tagName === 'a');
      if (citation !== undefined) found.push({ element: node, citation, isLinked });
      return SKIP;
    });
  };
  read(content);
  return found;
}

/** Items of the notes by their ids, as calls name them. */
function noteItems(content: Root): Map<string, Element> {
  const items = new Map<string, Element>();
  visitParents(content, 'element', (node, ancestors) => {
    const isInNotes = ancestors.some((one) => one.type === 'element' && 'dataFootnotes' in one.properties);
    const { id } = node.properties;
    if (isInNotes && node.tagName === 'li' && typeof id === 'string') items.set(id, node);
  });
  return items;
}

/** Reads what was written; of what cannot be cited only the words are left, and `undefined` is returned. */
function citationOf(
  element: Element,
  { bibliography }: Citer,
  place: Place,
  diagnostics: Diagnostic[],
): Citation | undefined {
  const written = String(element.properties['dataCite']);
  const citation = parseCitation(written, (key) => bibliography.has(key));
  const unknown = citation.cites.filter(({ key }) => !bibliography.has(key));
  element.properties = {};
  for (const { key } of unknown) {
    const meant = closest(key, [...bibliography.keys()]);
    // An `@` in a text is a citation only where its key is known, or nearly.
    if (citation.inText && meant === undefined) continue;
    diagnostics.push(unknownKey(key, meant, citation.inText, place));
  }
  return unknown.length > 0 || citation.cites.length === 0 ? undefined : citation;
}

/** Puts what the processor wrote into its place, under the eyes of the sanitiser. */
function fill({ element, citation, isLinked }: PlacedCitation, html: string): void {
  const tree = sanitize(fromHtml(html, { fragment: true }), SCHEMA) as Root;
  const children = tree.children as ElementContent[];
  const isNumber = /<sup>/.test(html);
  setLinks(children, isLinked);
  element.properties = { className: ['citation'] };
  element.children = children;
  // A number is not parted from its word, nor over two lines.
  if (isNumber) for (const child of children) markRaised(child);
  if (citation.rest !== '') element.children.push({ type: 'text', value: citation.rest });
}

function markRaised(child: ElementContent): void {
  if (child.type === 'element' && child.tagName === 'sup')
    child.properties['className'] = ['citation-number'];
}

function setLinks(nodes: readonly ElementContent[], isLinked: boolean): void {
  for (const node of nodes) {
    if (node.type !== 'element') continue;
    if (node.tagName === 'a' && isLinked) Object.assign(node, { tagName: 'span', properties: {} });
    else if (node.tagName === 'a') node.properties['role'] = 'doc-biblioref';
    setLinks(node.children, isLinked);
  }
}

function unknownKey(key: string, meant: string | undefined, inText: boolean, place: Place): Diagnostic {
  const help =
    meant === undefined
      ? 'Correct the key, or add the entry to a bibliography; `\\[` writes a bracket.'
      : `Did you mean \`@${meant}\`?`;
  return {
    // A word with an @ that is no key is printed as it stands.
    severity: inText ? 'warning' : 'error',
    ruleId: 'citation-unknown',
    message: `Unexpected citation of \`${key}\`, expected a key of a bibliography`,
    help,
    place,
  };
}

function unusableStyle({ style }: CitationOptions, error: unknown): Diagnostic {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    severity: 'error',
    ruleId: 'citation-style',
    message: `Unexpected style of citations: ${reason.split('\n')[0]?.slice(0, 200)}`,
    help: 'Take another style, or a corrected file of CSL 1.0.2.',
    ...(style.kind === 'file' && { place: { file: style.source, line: 1, column: 1 } }),
  };
}
