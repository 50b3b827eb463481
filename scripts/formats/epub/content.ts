import type { Element, ElementContent, Nodes, Properties, RootContent } from 'hast';
import { cutCode } from '../../html/code-lines.ts';
import { copyTree } from '../../model/copy-tree.ts';
import { visit } from '../../model/visit.ts';
import { classesOf, keptProperties, type Space } from './attributes.ts';
import type { Labels } from './labels.ts';
import { hrefTo, type LinkTarget } from './spine.ts';
import { dropForbidden } from './xml.ts';

/** What converting a chapter needs to know of the rest of the book. */
export interface ContentContext {
  /** The document the content goes to. */
  readonly file: string;
  /** Where each id of the book went. */
  readonly targets: ReadonlyMap<string, LinkTarget>;
  /** Path in the publication's folder of a packed picture; `undefined` when there is none of that name. */
  readonly imageFile: (source: string) => string | undefined;
  readonly labels: Labels;
}

/** Elements that run, fetch or ask for input. The sanitiser has removed them; this is the second lock. */
const REFUSED = new Set(
  'animate animateMotion animateTransform applet audio base button embed foreignObject form frame frameset iframe link meta noscript object param script select set source style template textarea title track video'.split(
    ' ',
  ),
);

/**
 * Elements that XHTML no longer has, and what stands for them; and `hgroup`, which held headings only when the
 * checkers of many shops were made, while ours holds a kicker and a subtitle too.
 */
const RENAMED: Readonly<Record<string, string>> = {
  acronym: 'abbr',
  big: 'span',
  center: 'div',
  dir: 'ul',
  font: 'span',
  hgroup: 'header',
  nobr: 'span',
  strike: 's',
  tt: 'code',
};

const VOID = new Set('area br col hr img input wbr'.split(' '));

const MATHML = 'http://www.w3.org/1998/Math/MathML';
const XLINK = 'http://www.w3.org/1999/xlink';

/** Content of an XHTML document, made from a chapter's hast. The input is not changed. */
export function convertContent(
  nodes: readonly RootContent[],
  context: ContentContext,
  space: Space = 'html',
): ElementContent[] {
  const result: ElementContent[] = [];
  for (const node of nodes) {
    if (node.type === 'text') result.push({ type: 'text', value: dropForbidden(node.value) });
    else if (node.type === 'element') result.push(...convertElement(node, context, space));
  }
  return result;
}

function convertElement(element: Element, context: ContentContext, outer: Space): ElementContent[] {
  const space = spaceInside(element, outer);
  const { tagName } = element;
  // SVG's title is the text for those who do not see the picture; HTML's belongs to the head.
  if (REFUSED.has(tagName) && !(tagName === 'title' && outer === 'svg')) return [];
  if (space === 'html' && tagName === 'img') return [convertImage(element, context)];
  if (space === 'html' && tagName === 'input') return convertTask(element, context);
  if (space === 'html' && tagName === 'code' && hasLines(element)) return convertLines(element, context);
  if (isForPagesOnly(element)) return [];
  const marks = element.properties['dataPagesOf'];
  if (typeof marks === 'string') return [convertPlaces(element, marks, context)];
  if (tagName === 'hr' && classesOf(element).includes('break')) return convertBreak(element);

  const properties = keptProperties(element, space);
  const reference = resolveReference(element, context, space);
  if (reference !== undefined) Object.assign(properties, reference);
  else if (hasReference(element) && (tagName === 'image' || tagName === 'use')) return [];
  if (tagName === 'a' && classesOf(element).includes('note-call')) {
    if (reference === undefined) delete properties['role'];
    else Object.assign(properties, { 'epub:type': 'noteref', role: 'doc-noteref' });
  }
  if (properties['role'] === 'doc-pagebreak') properties['epub:type'] = 'pagebreak';
  if (properties['role'] === 'doc-endnotes') properties['epub:type'] = 'endnotes';
  if (properties['role'] === 'doc-bibliography') properties['epub:type'] = 'bibliography';
  if (properties['role'] === 'doc-glossary') properties['epub:type'] = 'glossary';
  if (tagName === 'dt' && classesOf(element).includes('glossary-term')) properties['epub:type'] = 'glossterm';
  if (tagName === 'dd' && classesOf(element).includes('glossary-definition'))
    properties['epub:type'] = 'glossdef';
  // Roles of links only.
  if (
    (properties['role'] === 'doc-biblioref' || properties['role'] === 'doc-glossref') &&
    reference === undefined
  )
    delete properties['role'];
  if (outer !== space) Object.assign(properties, namespaceOf(element, space));
  return [
    {
      type: 'element',
      tagName: space === 'html' ? (RENAMED[tagName] ?? tagName) : tagName,
      properties: cleanValues(properties),
      children: VOID.has(tagName) ? [] : childrenOf(element, context, space),
    },
  ];
}

/** Whether lines of code are numbered or marked. */
function hasLines({ properties }: Element): boolean {
  return 'dataNumbers' in properties || 'dataMarked' in properties;
}

/** Each line becomes a block of its own, its end within, so that it is copied. */
function convertLines(code: Element, context: ContentContext): ElementContent[] {
  const cut = copyTree(code);
  cutCode(cut, '\n');
  return convertElement(cut, context, 'html');
}

/** Where there are no pages, a reference by page has words of its own. */
function childrenOf(element: Element, context: ContentContext, space: Space): ElementContent[] {
  const words = element.properties['dataWithoutPages'];
  if (typeof words === 'string') return [{ type: 'text', value: dropForbidden(words) }];
  return convertContent(element.children, context, space);
}

/** The place of a page number, and the leader before it. */
function isForPagesOnly(element: Element): boolean {
  return (
    'dataPageOf' in element.properties ||
    'dataPageCount' in element.properties ||
    classesOf(element).includes('contents-leader')
  );
}

/** In the place of the pages of an index entry: its places, numbered from 1, each a link. */
function convertPlaces(element: Element, marks: string, context: ContentContext): ElementContent {
  const tokens = marks.split(' ');
  // Of a range, `a a..b b`, the beginning is enough.
  const ends = new Set(tokens.flatMap((token) => token.split('..')[1] ?? []));
  const links = tokens
    .filter((token) => !token.includes('..') && !ends.has(token))
    .flatMap((id) => resolveHref(`#${id}`, context) ?? [])
    .map((href, index): Element => {
      const children: ElementContent[] = [{ type: 'text', value: String(index + 1) }];
      return { type: 'element', tagName: 'a', properties: { href }, children };
    });
  const { dataPagesOf: _pages, ...rest } = keptProperties(element, 'html');
  return {
    type: 'element',
    tagName: element.tagName,
    properties: cleanValues(rest),
    children: links.flatMap((link, index): ElementContent[] =>
      index === 0 ? [link] : [{ type: 'text', value: context.labels.placeSeparator }, link],
    ),
  };
}

function spaceInside(element: Element, outer: Space): Space {
  if (element.tagName === 'svg') return 'svg';
  return element.tagName === 'math' ? 'math' : outer;
}

/** `hast-util-to-xast` declares SVG by itself but not MathML, and never the prefix of old SVG links. */
function namespaceOf(element: Element, space: Space): Properties {
  if (space === 'math') return { xmlns: MATHML };
  let usesXlink = false;
  visit(element, 'element', (inner) => {
    if (hasReference(inner)) usesXlink = true;
  });
  return usesXlink ? { xmlnsXLink: XLINK } : {};
}

function hasReference(element: Element): boolean {
  return element.properties['href'] !== undefined || element.properties['xLinkHref'] !== undefined;
}

/** The link of an element as it stands in the package, or `undefined` if it has none that leads anywhere. */
function resolveReference(element: Element, context: ContentContext, space: Space): Properties | undefined {
  const raw = element.properties['href'] ?? element.properties['xLinkHref'];
  if (typeof raw !== 'string' || space === 'math') return undefined;
  if (space === 'html') {
    const href = element.tagName === 'a' ? resolveHref(raw, context) : undefined;
    return href === undefined ? undefined : { href };
  }
  const href =
    element.tagName === 'image'
      ? imageHref(raw, context)
      : element.tagName === 'a' || raw.startsWith('#')
        ? resolveHref(raw, context)
        : undefined;
  // SVG 1.1, which EPUBCheck holds content to, knows links only under this name.
  return href === undefined ? undefined : { xLinkHref: href };
}

function imageHref(source: string, { imageFile, file: from }: ContentContext): string | undefined {
  const file = imageFile(source);
  return file === undefined ? undefined : hrefTo({ file }, from);
}

/** `#id` of the book → document and id; addresses of the web as they are; anything else leads nowhere. */
function resolveHref(raw: string, context: ContentContext): string | undefined {
  if (raw.startsWith('#')) {
    const id = raw.slice(1);
    const target = context.targets.get(id) ?? context.targets.get(decode(id));
    return target === undefined ? undefined : hrefTo(target, context.file);
  }
  if (!/^(?:https?|mailto|tel):/i.test(raw) || !URL.canParse(raw)) return undefined;
  const href = /^[\w\-.~:/?#@!$&'()*+,;=%]+$/.test(raw) ? raw : new URL(raw).href;
  // Browsers take a second `#` and a bare `%`, as addresses of some sites have them; a URI has neither (RFC 3986, 3.5).
  const [page = '', ...fragment] = href.replace(/%(?![\da-f]{2})/gi, '%25').split('#');
  return fragment.length === 0 ? page : `${page}#${fragment.join('%23')}`;
}

function decode(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

/** A break the author ordered: a page of the reading system's own, which knows neither columns nor sides. */
function convertBreak({ properties }: Element): ElementContent[] {
  const { id } = properties;
  const name = id === undefined ? {} : { id };
  if (properties['dataBreak'] === 'column' && id === undefined) return [];
  const order = properties['dataBreak'] === 'column' ? {} : { className: ['page-break'] };
  // Not `hr`, which is announced as a change of subject.
  return [{ type: 'element', tagName: 'div', properties: { ...order, ...name }, children: [] }];
}

/** A picture that was not packed leaves its text: nothing may be fetched and no link may be broken. */
function convertImage(element: Element, context: ContentContext): ElementContent {
  const alt = typeof element.properties['alt'] === 'string' ? element.properties['alt'] : '';
  const source = element.properties['src'];
  const src = typeof source === 'string' ? imageHref(source, context) : undefined;
  if (src === undefined) return textSpan('missing-image', alt);
  const kept = keptProperties(element, 'html');
  return { type: 'element', tagName: 'img', properties: cleanValues({ src, ...kept, alt }), children: [] };
}

function textSpan(className: string, text: string): ElementContent {
  const children: ElementContent[] = text === '' ? [] : [{ type: 'text', value: dropForbidden(text) }];
  return { type: 'element', tagName: 'span', properties: { className: [className] }, children };
}

/** A box of a task list is a sign here, not something to click: the style sheet draws it. */
function convertTask(element: Element, { labels }: ContentContext): ElementContent[] {
  if (element.properties['type'] !== 'checkbox') return [];
  const checked = element.properties['checked'];
  const done = checked !== undefined && checked !== null && checked !== false;
  const properties: Properties = {
    className: ['task', done ? 'task-done' : 'task-open'],
    role: 'img',
    ariaLabel: done ? labels.taskDone : labels.taskOpen,
  };
  return [{ type: 'element', tagName: 'span', properties, children: [] }];
}

function cleanValues(properties: Properties): Properties {
  const entries = Object.entries(properties).map(([key, value]) => {
    if (typeof value === 'string') return [key, dropForbidden(value)] as const;
    if (!Array.isArray(value)) return [key, value] as const;
    return [key, value.map((item) => (typeof item === 'string' ? dropForbidden(item) : item))] as const;
  });
  return Object.fromEntries(entries);
}

/** Whether any node of `tree` is an element of that name. */
export function containsElement(tree: Nodes, tagName: string): boolean {
  let found = false;
  visit(tree, 'element', (element) => {
    if (element.tagName === tagName) found = true;
  });
  return found;
}
