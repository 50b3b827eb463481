/** Lists, quotations, containers and elements in each other. Books have four or five; a thousand end the process within a parser. */
export const DEEPEST = 100;

/** What a line begins with that opens a list's item or a quotation, one after the other. */
const CONTAINER = /([ \t]*)(>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))/y;

/** `- - - -`: a rule, however many. */
const RULE = /^[ \t]*(?:(?:-[ \t]*)+|(?:\*[ \t]*)+)$/;

/** A line that opens a container (`:::name`) or closes one (`:::`), or code: its fence, and what follows it. */
const FENCE = /^[ \t>]*(:{3,}|`{3,}|~{3,})[ \t]*([^\s]?)/;

/** Counts containers that are open in each other, line by line: what one holds is read again for each around it. */
class OpenContainers {
  /** How many colons each begins with. */
  readonly #colons: number[] = [];
  #isCode = false;

  /** How many are open behind a line. */
  behind(line: string): number {
    const [, fence = '', next] = FENCE.exec(line) ?? [];
    if (fence !== '' && !fence.startsWith(':')) this.#isCode = !this.#isCode;
    else if (fence !== '' && !this.#isCode && next !== '') this.#colons.push(fence.length);
    else if (fence !== '' && !this.#isCode) {
      // The outermost that it can close, and all in that.
      const closed = this.#colons.findIndex((colons) => colons <= fence.length);
      if (closed >= 0) this.#colons.length = closed;
    }
    return this.#colons.length;
  }
}

/**
 * The first line, from 1, of a Markdown text in which lists and quotations, or containers, stand deeper in each other than
 * {@link DEEPEST}; undefined where none does. Columns are read as if all were spaces, which is near enough.
 */
export function tooDeepLine(text: string): number | undefined {
  /** Where the text of each open item begins. */
  const open: number[] = [];
  const containers = new OpenContainers();
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    if (containers.behind(line) > DEEPEST) return index + 1;
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
  'area base br caption col colgroup dd dt embed hr img input li link meta option p param source tbody td tfoot th thead tr track wbr'.split(
    ' ',
  ),
);

/** The same within `<ruby>`; outside of it HTML lets them stand in each other (HTML, 13.2.6.4.7). */
const RUBY_PARTS = new Set(['rb', 'rp', 'rt', 'rtc']);

/** Whether elements of raw HTML, in pieces as Markdown has it, stand deeper in each other than {@link DEEPEST}. */
export function isTooDeepHtml(pieces: Iterable<string>): boolean {
  let depth = 0;
  let rubies = 0;
  for (const piece of pieces) {
    for (const [, slash, written = ''] of piece.matchAll(/<(\/?)([a-z][\w-]*)/gi)) {
      const name = written.toLowerCase();
      const step = slash === '' ? 1 : -1;
      if (name === 'ruby') rubies = Math.max(0, rubies + step);
      if (ENDLESS.has(name) || (rubies > 0 && RUBY_PARTS.has(name))) continue;
      depth = Math.max(0, depth + step);
      if (depth > DEEPEST) return true;
    }
  }
  return false;
}
