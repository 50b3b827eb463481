import type { Element, Root } from 'hast';
import { sanitize } from 'hast-util-sanitize';
import type { Node } from 'mdast';
import { SCHEMA } from '../model/sanitize-schema.ts';
import { visit } from '../model/visit.ts';
import type { Report } from './extension.ts';

/** Elements are looked at one by one, so it does not matter here that a cell belongs in a table. */
const ONE_BY_ONE = { ...SCHEMA, ancestors: {} };

/** How much of an attribute's value a message quotes, in UTF-16 units. */
const QUOTED = 40;

/** Reports every element and every attribute that sanitising is going to take out of the tree. */
export function reportRemovedHtml(tree: Root, report: Report): void {
  visit(tree, 'element', (node) => {
    for (const offender of removedFrom(node)) {
      report(
        'warning',
        'html-removed',
        `Unexpected ${offender} in the manuscript, expected text, tables, figures or ruby`,
        helpFor(node, offender),
        node as unknown as Node,
      );
    }
  });
}

/** Names of HTML: what is none was hardly meant as an element. */
const HTML_NAMES = new Set(
  'animate applet area audio base basefont button canvas center circle datalist dialog embed fieldset font form frame frameset g head html iframe label legend line link map marquee meta meter noscript object optgroup option output param path polygon progress rect script select slot source style svg template text textarea title track use video'.split(
    ' ',
  ),
);

function helpFor({ tagName }: Element, offender: string): string {
  const isElement = offender === `\`<${tagName}>\``;
  if (isElement && !HTML_NAMES.has(tagName) && !tagName.includes('-'))
    return `It was left out; as text it is \`\\<${tagName}>\`, or stands between backticks.`;
  return 'It was left out: books carry no script, form, frame or style of their own.';
}

/** The element itself, or those of its attributes that would not be left. */
function removedFrom(node: Element): readonly string[] {
  if (!SCHEMA.tagNames?.includes(node.tagName)) return [`\`<${node.tagName}>\``];
  const names = Object.keys(node.properties);
  if (names.length === 0) return [];
  const kept = sanitize({ ...node, children: [] }, ONE_BY_ONE);
  const properties = kept.type === 'element' ? kept.properties : {};
  return names
    .filter((name) => isSet(node.properties[name]) && !isSet(properties[name]))
    .map((name) => `\`${attributeName(name)}="${quoted(node.properties[name])}"\` of \`<${node.tagName}>\``);
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false;
}

/** `onClick` → `onclick`, `dataPageOf` → `data-page-of`. */
function attributeName(property: string): string {
  const dashed = /^(?:data|aria)[A-Z]/.test(property);
  return (dashed ? property.replace(/[A-Z]/g, '-$&') : property).toLowerCase();
}

function quoted(value: unknown): string {
  const text = Array.isArray(value) ? value.join(' ') : String(value);
  return text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text;
}
