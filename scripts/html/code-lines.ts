import type { Element, ElementContent } from 'hast';
import { toString as textOf } from 'hast-util-to-string';

/** Classes of what code's lines may hold: what highlighting and callouts have made. All else is flattened. */
const KEPT = /^(?:callout$|code-)/;

/** Text of a line of one look. */
interface Run {
  readonly className: string | undefined;
  readonly text: string;
}

/**
 * Code as its lines, one `span.code-line` each, in place. A line has its number in `data-number` where the code is
 * numbered, so that it is not copied with the text; lines to be marked have the class `marked`.
 * @param lineEnd behind each line, where the lines are not blocks of their own
 */
export function cutCode(code: Element, lineEnd = ''): void {
  const { dataNumbers, dataMarked, ...properties } = code.properties;
  const first = dataNumbers === undefined ? undefined : Number(dataNumbers);
  const marked = rangesOf(String(dataMarked ?? ''));
  const lines = linesOf(code.children);
  code.children = lines.map((runs, index): Element => {
    const isMarked = marked.some(([from, to]) => index + 1 >= from && index + 1 <= to);
    const text: ElementContent[] = lineEnd === '' ? [] : [{ type: 'text', value: lineEnd }];
    return {
      type: 'element',
      tagName: 'span',
      properties: {
        className: isMarked ? ['code-line', 'marked'] : ['code-line'],
        ...(first !== undefined && Number.isFinite(first) && { dataNumber: String(first + index) }),
      },
      children: [...runs.map(elementOf), ...text],
    };
  });
  code.properties = properties;
  if (first === undefined || !Number.isFinite(first)) return;
  // The column of numbers is as wide as the last of them.
  code.properties['className'] = [...classesOf(code), 'numbered'];
  code.properties['style'] = `--digits: ${String(first + lines.length - 1).length}`;
}

function rangesOf(text: string): readonly (readonly [number, number])[] {
  return [...text.matchAll(/(\d+)-(\d+)/g)].map(([, from, to]) => [Number(from), Number(to)] as const);
}

function classesOf({ properties: { className } }: Element): readonly string[] {
  return Array.isArray(className) ? className.map(String) : [];
}

/** The runs of each line; the end of the last line is its own, and no line follows it. */
function linesOf(children: readonly ElementContent[]): readonly (readonly Run[])[] {
  const lines: Run[][] = [[]];
  for (const child of children) {
    const className = child.type === 'element' ? classesOf(child).find((name) => KEPT.test(name)) : undefined;
    const [head = '', ...rest] = (child.type === 'text' ? child.value : textOf(child)).split('\n');
    add(lines, { className, text: head });
    for (const text of rest) {
      lines.push([]);
      add(lines, { className, text });
    }
  }
  if (lines.length > 1 && lines.at(-1)?.length === 0) lines.pop();
  return lines;
}

/** Each run is a text node of its own, which costs time to print: neighbours of one look are one. */
function add(lines: Run[][], run: Run): void {
  if (run.text === '') return;
  const line = lines.at(-1) ?? [];
  const last = line.at(-1);
  if (last !== undefined && last.className === run.className && run.className !== 'callout')
    line[line.length - 1] = { ...run, text: last.text + run.text };
  else line.push(run);
}

function elementOf({ className, text }: Run): ElementContent {
  const value: ElementContent = { type: 'text', value: text };
  if (className === undefined) return value;
  return { type: 'element', tagName: 'span', properties: { className: [className] }, children: [value] };
}
