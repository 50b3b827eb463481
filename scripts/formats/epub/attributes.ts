import type { Element, Properties } from 'hast';

/** Which vocabulary an element belongs to; it decides the names and the rules of its attributes. */
export type Space = 'html' | 'svg' | 'math';

/** What a property of hast may hold. */
type PropertyValue = Properties[string];

/** Presentational attributes that HTML has dropped and EPUBCheck refuses, by the elements they were for. */
const OBSOLETE: Readonly<Record<string, ReadonlySet<string>>> = {
  table: new Set([
    'align',
    'bgColor',
    'border',
    'cellPadding',
    'cellSpacing',
    'frame',
    'rules',
    'summary',
    'width',
  ]),
  td: new Set([
    'abbr',
    'align',
    'axis',
    'bgColor',
    'char',
    'charOff',
    'height',
    'noWrap',
    'scope',
    'vAlign',
    'width',
  ]),
  th: new Set(['align', 'axis', 'bgColor', 'char', 'charOff', 'height', 'noWrap', 'vAlign', 'width']),
  img: new Set(['align', 'border', 'hSpace', 'longDesc', 'name', 'vSpace']),
  a: new Set(['charSet', 'coords', 'name', 'rev', 'shape']),
  hr: new Set(['align', 'color', 'noShade', 'size', 'width']),
  br: new Set(['clear']),
  pre: new Set(['width']),
  ul: new Set(['compact', 'type']),
  li: new Set(['type']),
};

/** The same for elements that are not named above. */
const OBSOLETE_ANYWHERE = new Set([
  'align',
  'char',
  'charOff',
  'vAlign',
  'bgColor',
  'compact',
  'color',
  'face',
]);

/** Attributes that fetch or run something, or that this format writes itself. */
const UNSAFE = new Set([
  'action',
  'background',
  'dataSource',
  'dataWithoutPages',
  'formAction',
  'href',
  'ping',
  'poster',
  'src',
  'srcDoc',
  'srcSet',
  'xLinkHref',
  'xmlns',
  'xmlnsXLink',
]);

/**
 * A style that would fetch, that EPUB forbids (EPUB 3.3 §6.3.1: `direction`, `unicode-bidi`), or that sets the
 * variables of our pages, which have no meaning where there are none.
 */
const UNSAFE_STYLE = /url\s*\(|@import|expression\s*\(|direction\s*:|unicode-bidi|^\s*--/i;

/** Names an XML parser takes without a declaration of ours. */
const XML_NAME = /^(?:xml:)?[A-Za-z_][-\w.]*$/;

/**
 * The attributes of `element` that may stand in an XHTML content document: all the author's but what runs,
 * fetches or is obsolete. `href` and `src` are not among them, since they are resolved by the caller.
 * Alignment of cells becomes a class, languages are given in both forms.
 */
export function keptProperties(element: Element, space: Space): Properties {
  const kept: Properties = {};
  for (const [key, value] of Object.entries(element.properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (UNSAFE.has(key) || /^on/i.test(key) || !XML_NAME.test(key)) continue;
    if (space === 'html' && isObsolete(element.tagName, key)) continue;
    if (key === 'style' && UNSAFE_STYLE.test(String(value))) continue;
    kept[key] = value;
  }
  if (space === 'html') addAlignment(element, kept);
  addLanguage(kept, space);
  return kept;
}

/** The classes of an element, in whichever way hast holds them. */
export function classesOf(element: Element): readonly string[] {
  return classList(element.properties['className']);
}

function classList(value: PropertyValue): readonly string[] {
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'string' ? value.split(/\s+/).filter((name) => name !== '') : [];
}

function isObsolete(tagName: string, key: string): boolean {
  return (OBSOLETE[tagName] ?? OBSOLETE_ANYWHERE).has(key);
}

/** GFM writes `align` on cells; HTML has left it to CSS, so it goes to a class of the base style sheet. */
function addAlignment(element: Element, kept: Properties): void {
  const align = element.properties['align'];
  if (element.tagName !== 'td' && element.tagName !== 'th') return;
  if (align !== 'left' && align !== 'center' && align !== 'right') return;
  kept['className'] = [...classList(kept['className']), `align-${align}`];
}

/** EPUB readers look at `xml:lang`, browsers at `lang`; SVG 1.1 and MathML know only the former. */
function addLanguage(kept: Properties, space: Space): void {
  const language = kept['lang'] ?? kept['xmlLang'];
  if (typeof language !== 'string') return;
  kept['xmlLang'] = language;
  if (space === 'html') kept['lang'] = language;
  else delete kept['lang'];
}
