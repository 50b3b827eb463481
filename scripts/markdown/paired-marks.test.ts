import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Root } from 'mdast';
import type { Extension } from 'micromark-util-types';
import remarkCjkFriendly from 'remark-cjk-friendly';
import remarkCjkFriendlyStrikethrough from 'remark-cjk-friendly-gfm-strikethrough';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { type Processor, unified } from 'unified';
import { seeded } from '../testing/random.ts';
import { remarkKnownEnds } from './known-ends.ts';
import { remarkLiteralLinks } from './literal-links.ts';
import { remarkPairedMarks } from './paired-marks.ts';
import { remarkRunningText } from './running-text.ts';

const plain = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkCjkFriendly)
  .use(remarkCjkFriendlyStrikethrough);
const paired = plain()
  .use(remarkPairedMarks)
  .use(remarkLiteralLinks)
  .use(remarkRunningText)
  .use(remarkKnownEnds);

/** What runs of marks stand beside, and what they may stand around. */
const PIECES = [
  ...['*', '*', '**', '***', '****', '_', '__', '___', '~', '~~', '~~', '*_', '_*', '**~~', '~~*'],
  ...[
    'a',
    ' ',
    'b c',
    '甲',
    '。',
    '「',
    '」',
    '.',
    '(',
    '\n',
    '  \n',
    '\\*',
    '`*`',
    '<b>',
    '&amp;',
    '𠮷',
    '\u0000',
  ],
  ...['[', '](b)', '![', ']', '[a]', 'a@b.c ', 'www.a.b ', ' http://a.b', '^[', '[^1]'],
  ...['`', '``', '<!--', '-->', '<?', '?>', '<![CDATA[', ']]>', '<!A', '>', '<!-', '<'],
];

describe('pairs of marks', () => {
  it('should be those of micromark, whatever stands beside and between them', () => {
    const random = seeded(7);
    for (let run = 0; run < 100; run += 1) {
      const pieces = run % 3 === 0 ? PIECES.slice(0, 20) : PIECES;
      const text = Array.from({ length: random.int(10, 200) }, () => random.pick(pieces)).join('');
      assert.deepEqual(
        paired.parse(`${text}\n\n[a]: b\n\n[^1]: c`),
        plain.parse(`${text}\n\n[a]: b\n\n[^1]: c`),
        text,
      );
    }
  });

  it('should cost twice as much for twice as many', () => {
    for (const one of ['*a', '*a_ ', '_*', '*_* ', 'a**b c* ', '~~a', '*~~a_', '***a** *', '*==*==']) {
      const [once, twice] = [200, 400].map((count) => stepsFor(one.repeat(count)));
      assert.ok((twice ?? 0) <= 2.1 * (once ?? 0), `${one}: ${once}, ${twice}`);
    }
    const nested = (depth: number): number => stepsFor('*a '.repeat(depth) + ' b*'.repeat(depth));
    assert.ok(nested(80) <= 2.1 * nested(40));
  });
});

/** How many events are resolved within pairs. */
function stepsFor(text: string): number {
  let steps = 0;
  const count: Extension = {
    insideSpan: {
      null: [
        {
          resolveAll: (events) => {
            steps += events.length;
            return events;
          },
        },
      ],
    },
  };
  const counting = paired().use(function (this: Processor) {
    (this.data() as { micromarkExtensions: Extension[] }).micromarkExtensions.push(count);
  });
  counting.parse(text) satisfies Root | object;
  return steps;
}
