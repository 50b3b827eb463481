import type { Paragraph, PhrasingContent, Text } from 'mdast';

/** One line of a paragraph as its author wrote it. */
export type SourceLine = readonly PhrasingContent[];

/**
 * The source lines of a paragraph's content, hard breaks left out. A line that ends inside an emphasis or a link is
 * not told apart.
 */
export function sourceLines(children: SourceLine): readonly SourceLine[] {
  const [line, rest] = splitBefore(children, () => true);
  const lines = rest.length === 0 ? [] : sourceLines(rest);
  return line.length === 0 ? lines : [line, ...lines];
}

/** A paragraph's content in two, before the first of its lines that `begins` accepts; the second is empty for none. */
export function splitBefore(
  children: SourceLine,
  begins: (line: SourceLine) => boolean,
): readonly [SourceLine, SourceLine] {
  for (const [index, child] of children.entries()) {
    const after = children.slice(index + 1);
    if (child.type === 'break' && begins(after)) return [children.slice(0, index), after];
    if (child.type !== 'text') continue;
    for (let at = child.value.indexOf('\n'); at >= 0; at = child.value.indexOf('\n', at + 1)) {
      const rest = [textFrom(child, at + 1), ...after].filter(isFilled);
      const head = [...children.slice(0, index), textFrom(child, 0, at)];
      if (begins(rest)) return [head.filter(isFilled), rest];
    }
  }
  return [children, []];
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
  const { start, end } = position;
  const pointAt = (index: number): typeof start => {
    const lines = text.value.slice(0, index).split('\n');
    const column = (lines.length === 1 ? start.column : 1) + (lines.at(-1)?.length ?? 0);
    return { line: start.line + lines.length - 1, column };
  };
  const [begin, until] = [pointAt(from), pointAt(to)];
  if (start.offset === undefined || (end.offset ?? 0) - start.offset !== text.value.length)
    return { ...text, value, position: { ...position, start: from === 0 ? start : begin } };
  const offset = start.offset;
  const exact = { start: { ...begin, offset: offset + from }, end: { ...until, offset: offset + to } };
  return { ...text, value, position: exact };
}

function isFilled(node: PhrasingContent): boolean {
  return node.type !== 'text' || node.value !== '';
}
