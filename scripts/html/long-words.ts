import type { Element, ElementContent, Root } from 'hast';
import { h } from 'hastscript';

/** Text that is divided as it stands, or not at all; the columns of a table are measured by their words. */
const UNTOUCHED = new Set(['pre', 'table', 'ruby', 'math', 'svg']);

/** Words of programs: names and commands. */
const PROGRAM = new Set(['code', 'kbd', 'samp']);

/** An address of the network, or a path of several folders. */
const ADDRESS = /(?:https?|ftp):\/\/[!-~]+|[\w.-]+(?:[/\\][\w.-]+){2,}/g;

/**
 * Within an address: behind a slash, before the marks that join its parts, before every character that is escaped; in a
 * long hexadecimal number anywhere but near its ends.
 */
const IN_ADDRESS =
  /(?<=[^/:]\/)(?=[^/])|(?<=[^/:.?#&=_~%-])(?=[.?#&=_~])|(?<=[^/])(?=%[\dA-F]{2})|(?<=[\dA-F]{6})(?=[\dA-F]{6})/gi;

/** Within a name: behind what joins its parts, with three letters before it and four behind. */
const IN_NAME = /(?<=[\dA-Z]{3}(?:_|::|[./\\]))(?=[A-Z][\dA-Z_]{3})/gi;

/** An option of a command, whose hyphens are no hyphens: `--help`. */
const OPTION = /(?<![\w-])--?[A-Z][\w-]{0,23}(?![\w-])/gi;

/**
 * Lets lines end within addresses and the names of programs, which leave a line badly filled where they only stand
 * whole; no hyphen is added, for a reader would copy it. An option of a command stays whole.
 */
export function divideLongWords(tree: Root | Element, inProgram = false): void {
  tree.children = (tree.children as ElementContent[]).flatMap((child): ElementContent[] => {
    if (child.type === 'text') return inProgram ? nameOf(child.value) : addressesIn(child.value);
    if (child.type === 'element' && !UNTOUCHED.has(child.tagName)) {
      divideLongWords(child, inProgram || PROGRAM.has(child.tagName));
    }
    return [child];
  });
}

function addressesIn(text: string): ElementContent[] {
  return pieces(text, ADDRESS, (address) =>
    dividedAt(address, address.includes('://') ? IN_ADDRESS : IN_NAME),
  );
}

function nameOf(text: string): ElementContent[] {
  return pieces(text, OPTION, (option) => [h('span', { className: ['no-break'] }, option)]).flatMap(
    (piece) => (piece.type === 'text' ? dividedAt(piece.value, IN_NAME) : [piece]),
  );
}

/** A text in which every match is replaced. */
function pieces(
  text: string,
  pattern: RegExp,
  replace: (match: string) => ElementContent[],
): ElementContent[] {
  const made: ElementContent[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) made.push({ type: 'text', value: text.slice(end, match.index) });
    made.push(...replace(match[0]));
    end = match.index + match[0].length;
  }
  if (end < text.length) made.push({ type: 'text', value: text.slice(end) });
  return made;
}

/** A text with an opportunity to break at each match, which is empty. */
function dividedAt(text: string, pattern: RegExp): ElementContent[] {
  return text
    .split(pattern)
    .flatMap((value, index): ElementContent[] =>
      index === 0 ? [{ type: 'text', value }] : [h('wbr'), { type: 'text', value }],
    );
}
