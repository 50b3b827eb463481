import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toHtml } from 'hast-util-to-html';
import type { DrawnDiagram } from '../model/diagram.ts';
import { assemble, manuscriptOf } from '../testing/books.ts';
import { told } from '../testing/parse.ts';
import { diagramsOf, setDiagrams } from './diagrams.ts';

const SOURCE = 'flowchart LR\n  甲 --> 乙\n';
const TEXT = `见[](#fig-a)。\n\n\`\`\`mermaid title="流程" {#fig-a}\n${SOURCE}\`\`\``;

function set(text: string, drawn: string | DrawnDiagram | undefined) {
  const { book } = assemble(manuscriptOf({ 'a.md': text }));
  const before = JSON.stringify(book);
  const diagram = typeof drawn === 'string' ? ({ kind: 'drawn', svg: drawn } as const) : drawn;
  const map = diagram && new Map(diagramsOf(book).map((source) => [source, diagram]));
  const { book: result, diagnostics } = setDiagrams(book, map);
  assert.equal(JSON.stringify(book), before);
  const html = result.chapters.map(({ content }) => toHtml(content)).join('');
  return { html: html.replace(/ data-source="[^"]*"/g, ''), told: told(diagnostics), diagnostics };
}

const svg = (inside: string): string => `<svg id="d" viewBox="0 0 200 100" width="100%">${inside}</svg>`;

describe('diagrams of a book', () => {
  it('should be listed once each, as they were written', () => {
    const { book } = assemble(manuscriptOf({ 'a.md': `${TEXT}\n\n\`\`\`mermaid\n${SOURCE}\`\`\`` }));
    assert.deepEqual(diagramsOf(book), [SOURCE]);
  });

  it('should stand in their figures, as large as their words ask for, with what they say as their name', () => {
    const { html, told: found } = set(
      TEXT,
      svg('<rect x="1" y="2" width="3" height="4" fill="rgb(0, 0, 0)"></rect>'),
    );
    assert.deepEqual(found, []);
    assert.ok(
      html.includes(
        '<figure class="diagram" id="fig-a"><svg class="drawing" viewBox="0 0 200 100" width="10em" height="5em" role="img" aria-label="图1　流程"><rect x="1" y="2" width="3" height="4" fill="rgb(0, 0, 0)"></rect></svg><figcaption>',
      ),
      html,
    );
    assert.doesNotMatch(html, /<pre/);
  });

  it('should be named by their alternative text, or by their own words', () => {
    const drawing = svg('<text>甲</text><text> 乙 </text>');
    assert.match(
      set(`\`\`\`mermaid title="题" alt="文"\n${SOURCE}\`\`\``, drawing).html,
      /<svg[^>]* aria-label="文"/,
    );
    assert.match(set(`\`\`\`mermaid\n${SOURCE}\`\`\``, drawing).html, /<svg[^>]* aria-label="甲 乙"/);
    assert.match(
      set(`\`\`\`mermaid\n${SOURCE}accDescr: 两步\n\`\`\``, drawing).html,
      /<svg[^>]* aria-label="两步"/,
    );
  });

  it('should not share ids with another', () => {
    const drawing = svg(
      '<marker id="m"></marker><marker id="m"></marker><path id="p" marker-end="url(#m)"></path><g id="p"></g><path marker-end="url(#n)"></path>',
    );
    const { html } = set(`${TEXT}\n\n\`\`\`mermaid\n${SOURCE}\`\`\``, drawing);
    const ids = [...html.matchAll(/<marker id="([^"]*)"/g)].map(([, id]) => id);
    assert.equal(new Set(ids).size, 2);
    assert.doesNotMatch(html, /<(?:path|g|svg) id=/);
    assert.deepEqual(
      [...html.matchAll(/marker-end="url\(#([^"]*)\)"/g)].map(([, id]) => id),
      ids,
    );
  });

  it('should not hold what runs, fetches or leads away', () => {
    const { html } = set(
      TEXT,
      svg(
        '<script>x()</script><style>a{}</style><image href="http://x/"></image><foreignObject><b>x</b></foreignObject>' +
          '<a href="javascript:x()"><text onclick="x()" style="fill:url(http://x)">甲</text></a>' +
          '<rect fill="url(http://x)" width="1" height="1" marker-end="url(http://x)"></rect><use href="#m"></use>',
      ),
    );
    assert.match(html, /<text>甲<\/text><rect width="1" height="1"><\/rect><\/svg>/);
    assert.doesNotMatch(html, /script|style|http|href="(?!#fig-a")|onclick|foreign|<b>|<use/);
  });
});

describe('a diagram that is not drawn', () => {
  const listing =
    '<div class="listing" id="fig-a"><p class="listing-title keep keep-next"><span class="caption-number">图1</span>　流程</p><pre><code>flowchart LR\n  甲 --> 乙\n</code></pre></div>';

  it('should be code under its caption, and told at its fence with what is wrong', () => {
    const { html, diagnostics, told: found } = set(TEXT, { kind: 'wrong', reason: 'Parse error' });
    assert.ok(html.includes(listing), html);
    assert.deepEqual(found, ['warning diagram-undrawn a.md:3:1']);
    assert.match(diagnostics[0]?.message ?? '', /Parse error$/);
  });

  it('should say how to install what draws it', () => {
    const { html, diagnostics } = set(TEXT, undefined);
    assert.ok(html.includes(listing), html);
    assert.match(diagnostics[0]?.help ?? '', /npm install mermaid/);
  });

  it('should be one of which nothing is left', () => {
    for (const markup of [
      '',
      '<p>x</p>',
      '<svg></svg>',
      '<svg viewBox="0 0 0 10"></svg>',
      '<svg viewBox="x"></svg>',
    ]) {
      assert.deepEqual(set(TEXT, markup).told, ['warning diagram-undrawn a.md:3:1'], markup);
    }
  });
});
