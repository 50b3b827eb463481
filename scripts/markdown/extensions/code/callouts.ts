import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Code, List, Paragraph, PhrasingContent } from 'mdast';
import { noteMark } from '../../../model/note-mark.ts';
import type { Report } from '../../extension.ts';

/** How far from a line's end its callouts are looked for, in characters. */
const REACH = 80;

const ONE = String.raw`(?:\(\d{1,2}\)!?|<\d{1,2}>|[①-⑳])[ \t]*`;

/** `// (1)`, `# <2>` …: behind the sign of a comment any form, `<1>` and `①` also behind a space. */
const MARKS: readonly RegExp[] = [
  new RegExp(String.raw`(?:^|[ \t])[ \t]*(?://|#|--|;|%)[ \t]*((?:${ONE})+)$`),
  new RegExp(String.raw`(?:^|[ \t])[ \t]*(?:<!--|/\*)[ \t]*((?:${ONE})+)(?:-->|\*/)[ \t]*$`),
  /(?:^|[ \t])[ \t]*((?:(?:<\d{1,2}>|[①-⑳])[ \t]*)+)$/,
];

/** A line of code without the callouts at its end. */
interface CalledLine {
  readonly text: string;
  readonly numbers: readonly number[];
}

/**
 * Joins numbers at the ends of lines of code to the list directly beneath it, in place: both become circled numbers. Without
 * such a list, or one that does not begin with what the code calls 1, nothing is a callout.
 *
 * OK: `run();  // (1)`, `run() # <1>`, `<a/> <!-- (1) -->`, `run(); <1>`. NG: `run(1)`, `x = (1)`.
 * @returns the children of the code's element; undefined where there are no callouts
 */
export function joinCallouts(code: Code, list: List, report: Report): ElementContent[] | undefined {
  if (list.ordered !== true || (list.start ?? 1) !== 1) return undefined;
  const lines = code.value.split('\n').map(takeCallouts);
  const called = new Set(lines.flatMap(({ numbers }) => numbers));
  if (!called.has(1)) return undefined;
  list.data = { ...list.data, hProperties: { className: ['callouts'] } };
  for (const [index, item] of list.children.entries()) {
    const number = index + 1;
    const [first] = item.children;
    if (first?.type === 'paragraph') (first as Paragraph).children.unshift(badgeInText(number));
    if (!called.has(number)) tell(report, `item ${number} of the list beneath code`, item);
  }
  for (const number of [...called].filter((one) => one > list.children.length || one === 0)) {
    tell(report, `callout ${number}, which has no item in the list beneath`, code);
  }
  return lines.flatMap(({ text, numbers }): ElementContent[] => [
    { type: 'text', value: text },
    ...numbers.map((number) => h('span', { className: ['callout'] }, mark(number))),
    { type: 'text', value: '\n' },
  ]);
}

function tell(report: Report, what: string, node: List['children'][number] | Code): void {
  report(
    'warning',
    'code-callout',
    `Unexpected ${what}`,
    'Give each number at the end of a line its item, and each item its number.',
    node,
  );
}

function takeCallouts(line: string): CalledLine {
  const from = Math.max(0, line.length - REACH);
  const end = line.slice(from);
  for (const pattern of MARKS) {
    const found = pattern.exec(end);
    if (found === null) continue;
    const numbers = [...(found[1] ?? '').matchAll(/\d+|[①-⑳]/g)].map(([one]) =>
      one >= '①' ? (one.codePointAt(0) ?? 0) - 0x245f : Number(one),
    );
    return { text: line.slice(0, from + found.index), numbers };
  }
  return { text: line, numbers: [] };
}

function mark(number: number): string {
  return noteMark(number, 'circled');
}

/** A node no other tool knows, carried to HTML by `data.hName`. */
function badgeInText(number: number): PhrasingContent {
  const data = { hName: 'span', hProperties: { className: ['callout'] } };
  return { type: 'callout', data, children: [{ type: 'text', value: mark(number) }] } as never;
}
