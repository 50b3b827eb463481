import type { Break, Paragraph, PhrasingContent, Text } from 'mdast';

/** One line of a paragraph as its author wrote it. */
export type SourceLine = readonly PhrasingContent[];

/** A line with what parts it from the one before. */
interface Line {
  readonly content: PhrasingContent[];
  /** The hard break before it; absent where the one before ends within the text that this one goes on with. */
  readonly hardBreak?: Break;
}

/**
 * The source lines of a paragraph's content, hard breaks left out. A line that ends inside an emphasis or a link is
 * not told apart.
 */
export function sourceLines(children: SourceLine): readonly SourceLine[] {
  return linesOf(children)
    .map(({ content }) => content.filter(isFilled))
    .filter((line) => line.length > 0);
}

/** A paragraph's content divided before each of its lines, the first aside, that `begins` accepts. */
export function partsOf(children: SourceLine, begins: (line: SourceLine) => boolean): readonly SourceLine[] {
  const parts: PhrasingContent[][] = [];
  for (const { content, hardBreak } of linesOf(children)) {
    const part = parts.at(-1);
    if (part === undefined || begins(content.filter(isFilled))) parts.push(content);
    else if (hardBreak !== undefined) part.push(hardBreak, ...content);
    else part.push(joined(part.pop() as Text, content[0] as Text), ...content.slice(1));
  }
  return parts.map((part) => part.filter(isFilled));
}

/** A paragraph's content in two, before the first of its lines that `begins` accepts; the second is empty for none. */
export function splitBefore(
  children: SourceLine,
  begins: (line: SourceLine) => boolean,
): readonly [SourceLine, SourceLine] {
  let isFound = false;
  const [before = [], behind = []] = partsOf(children, (line) => {
    if (isFound) return false;
    isFound = begins(line);
    return isFound;
  });
  return [before, behind];
}

function linesOf(children: SourceLine): readonly Line[] {
  let current: PhrasingContent[] = [];
  const lines: Line[] = [{ content: current }];
  for (const child of children) {
    if (child.type === 'break') {
      current = [];
      lines.push({ content: current, hardBreak: child });
    } else if (child.type !== 'text') current.push(child);
    else {
      const [first, ...others] = linesOfText(child);
      if (first !== undefined) current.push(first);
      for (const line of others) {
        current = [line];
        lines.push({ content: current });
      }
    }
  }
  return lines;
}

/** The lines of a text, each with its own place. */
function linesOfText(text: Text): readonly Text[] {
  const { value, position } = text;
  if (!value.includes('\n')) return [text];
  const isExact = position !== undefined && isAsWritten(text);
  let from = 0;
  return value.split('\n').map((line, nth) => {
    const offset = (position?.start.offset ?? 0) + from;
    from += line.length + 1;
    if (position === undefined) return { ...text, value: line };
    const { start, end } = position;
    const begin = { line: start.line + nth, column: nth === 0 ? start.column : 1 };
    if (!isExact) return { ...text, value: line, position: { start: nth === 0 ? start : begin, end } };
    const until = { line: begin.line, column: begin.column + line.length, offset: offset + line.length };
    return { ...text, value: line, position: { start: { ...begin, offset }, end: until } };
  });
}

/** Two lines of one text. */
function joined(one: Text, next: Text): Text {
  const { position } = one;
  const placed = position && next.position && { position: { ...position, end: next.position.end } };
  return { ...one, value: `${one.value}\n${next.value}`, ...placed };
}

/** Whether no escape or indent makes a text shorter than it was written. */
function isAsWritten({ value, position }: Text): boolean {
  const [start, end] = [position?.start.offset, position?.end.offset];
  return start !== undefined && (end ?? 0) - start === value.length;
}

/** A paragraph of some of another's content, placed where that begins. */
export function paragraphOf(whole: Paragraph, children: SourceLine): Paragraph {
  const start = children[0]?.position?.start;
  const { position } = whole;
  const placed = start === undefined || position === undefined ? {} : { position: { ...position, start } };
  return { ...whole, ...placed, children: [...children] };
}

/** A piece of a text, with its own place; of a text with escapes or indents only the line of its beginning is known. */
export function textFrom(text: Text, from: number, to = text.value.length): Text {
  const { position } = text;
  const value = text.value.slice(from, to);
  if (position === undefined) return { ...text, value };
  const { start } = position;
  const pointAt = (index: number): typeof start => {
    const lines = text.value.slice(0, index).split('\n');
    const column = (lines.length === 1 ? start.column : 1) + (lines.at(-1)?.length ?? 0);
    return { line: start.line + lines.length - 1, column };
  };
  const [begin, until] = [pointAt(from), pointAt(to)];
  if (!isAsWritten(text))
    return { ...text, value, position: { ...position, start: from === 0 ? start : begin } };
  const offset = start.offset ?? 0;
  const exact = { start: { ...begin, offset: offset + from }, end: { ...until, offset: offset + to } };
  return { ...text, value, position: exact };
}

function isFilled(node: PhrasingContent): boolean {
  return node.type !== 'text' || node.value !== '';
}
