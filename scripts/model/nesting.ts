/** Lists, quotations and elements in each other. Books have four or five; a thousand end the process within a parser. */
export const DEEPEST = 100;

/** What a line begins with that opens a list's item or a quotation, one after the other. */
const CONTAINER = /([ \t]*)(>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))/y;

/** `- - - -`: a rule, however many. */
const RULE = /^[ \t]*(?:(?:-[ \t]*)+|(?:\*[ \t]*)+)$/;

/**
 * The first line, from 1, of a Markdown text in which lists and quotations stand deeper in each other than {@link DEEPEST};
 * undefined where none does. Columns are read as if all were spaces, which is near enough.
 */
export function tooDeepLine(text: string): number | undefined {
  /** Where the text of each open item begins. */
  const open: number[] = [];
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    if (RULE.test(line)) continue;
    let quotations = 0;
    CONTAINER.lastIndex = 0;
    for (let found = CONTAINER.exec(line); found !== null; found = CONTAINER.exec(line)) {
      const end = CONTAINER.lastIndex;
      const column = end - (found[2]?.length ?? 0);
      while (open.length > 0 && (open.at(-1) ?? 0) > column) open.pop();
      if (found[2] === '>') quotations += 1;
      else open.push(end + 1);
    }
    if (open.length + quotations > DEEPEST) return index + 1;
  }
  return undefined;
}

/** Elements whose end HTML lets out, and those without one (HTML, 13.1.2): they do not stand in each other by themselves. */
const ENDLESS = new Set(
  'area base br caption col colgroup dd dt embed hr img input li link meta option p param rb rp rt rtc source tbody td tfoot th thead tr track wbr'.split(
    ' ',
  ),
);

/** Whether elements of raw HTML, in pieces as Markdown has it, stand deeper in each other than {@link DEEPEST}. */
export function isTooDeepHtml(pieces: Iterable<string>): boolean {
  let depth = 0;
  for (const piece of pieces) {
    for (const [, slash, name = ''] of piece.matchAll(/<(\/?)([a-z][\w-]*)/gi)) {
      if (ENDLESS.has(name.toLowerCase())) continue;
      depth = slash === '' ? depth + 1 : Math.max(0, depth - 1);
      if (depth > DEEPEST) return true;
    }
  }
  return false;
}
