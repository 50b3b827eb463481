import type { ElementContent } from 'hast';
import { toXast } from 'hast-util-to-xast';
import { toXml } from 'xast-util-to-xml';

/** Everything that the production Char of XML 1.0 (§2.2) leaves out, lone surrogates among it. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const XHTML = 'http://www.w3.org/1999/xhtml';

/** End tags of HTML's void elements, right behind their start tag. */
const VOID_END = /><\/(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)>/g;

/** `value` without the characters that no XML file may hold, not even as references. */
export function dropForbidden(value: string): string {
  return value.replace(FORBIDDEN, '');
}

/**
 * Escapes for text and for attributes in double quotes. Given to Mustache in place of its own escape,
 * which is made for HTML and would write `/` as a reference too.
 */
export function escapeXml(value: unknown): string {
  return dropForbidden(String(value))
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/**
 * XHTML of one element. Han, variation selectors and supplementary planes stay as they are: only `&`, `<`
 * and quotes become references. Void elements are closed with ` />` and others with an end tag, since many
 * reading systems hand the file to an HTML parser, where `<p />` opens and `<br></br>` breaks twice.
 */
export function serialiseElement(element: ElementContent): string {
  const tree = toXast(element);
  // The frame that receives the element declares XHTML already.
  if (tree.type === 'element' && tree.attributes['xmlns'] === XHTML) delete tree.attributes['xmlns'];
  return (
    toXml(tree)
      .replace(VOID_END, ' />')
      // `]]>` must not stand in text (XML 1.0 §2.4), and a parser would turn CR into LF (§2.11).
      .replaceAll(']]>', ']]&gt;')
      .replaceAll('\r', '&#xD;')
  );
}
