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
      const head = [...children.slice(0, index), { ...child, value: child.value.slice(0, at) }];
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

function textFrom(text: Text, at: number): Text {
  const value = text.value.slice(at);
  const start = text.position?.start;
  if (text.position === undefined || start === undefined) return { ...text, value };
  const line = start.line + text.value.slice(0, at).split('\n').length - 1;
  return { ...text, value, position: { ...text.position, start: { line, column: 1 } } };
}

function isFilled(node: PhrasingContent): boolean {
  return node.type !== 'text' || node.value !== '';
}
