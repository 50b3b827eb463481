import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { physicalCss } from './physical-css.ts';

const across = (css: string) => physicalCss(css, 'horizontal');
const down = (css: string) => physicalCss(css, 'vertical');

describe('sides of the flow as edges of the page', () => {
  it('should be those of the direction of the lines', () => {
    assert.equal(across('p { margin-block: 1em 2em; }'), 'p { margin-top: 1em; margin-bottom: 2em; }');
    assert.equal(down('p { margin-block: 1em 2em; }'), 'p { margin-right: 1em; margin-left: 2em; }');
    assert.equal(across('p { margin-inline: 2em }'), 'p { margin-left: 2em; margin-right: 2em }');
    assert.equal(down('p{padding-inline-start:1em}'), 'p{padding-top: 1em}');
    assert.equal(down('p { border-inline-end: 1px solid; }'), 'p { border-bottom: 1px solid; }');
    assert.equal(across('p { border-inline-end: 1px solid; }'), 'p { border-right: 1px solid; }');
    assert.equal(down('p { border-block-start-width: 2px }'), 'p { border-right-width: 2px }');
    assert.equal(
      across('p { margin-inline: calc(1em + 2px) 0 !important }'),
      'p { margin-left: calc(1em + 2px) !important; margin-right: 0 !important }',
    );
    assert.equal(down('p { max-inline-size: 9em; block-size: 1em }'), 'p { max-height: 9em; width: 1em }');
    assert.equal(
      down('p { text-align: start }\nq { text-align: end }'),
      'p { text-align: left }\nq { text-align: right }',
    );
  });

  it('should be those of a rule that sets its own direction', () => {
    const rule = '.a {\n  writing-mode: vertical-rl;\n  max-inline-size: 20em;\n}';
    assert.equal(across(rule), rule.replace('max-inline-size', 'max-height'));
    assert.equal(
      down(rule.replace('vertical-rl', 'horizontal-tb')),
      '.a {\n  writing-mode: horizontal-tb;\n  max-width: 20em;\n}',
    );
  });

  it('should give breaks their old names before the new', () => {
    assert.equal(across('p { break-after: page; }'), 'p { page-break-after: always; break-after: page; }');
    assert.equal(across('p { break-inside: avoid }'), 'p { page-break-inside: avoid; break-inside: avoid }');
    assert.equal(across('p { break-before: column }'), 'p { break-before: column }');
  });

  it('should leave everything else as it is, comments and media queries among it', () => {
    for (const css of [
      'p { margin: 0 1em; text-align: justify; color: red }',
      '/* margin-block: 1em */ p { /* padding-inline: 1em; */ margin: 0 }',
      '@media (min-inline-size: 20em) { p { margin: 0 } }',
      'p::after { content: "a; margin-inline: 0" }',
      'p { --margin-block: 1em }',
    ])
      assert.equal(down(css), css);
  });

  it('should leave no side of the flow in the style sheets of Banxin, in either direction', () => {
    const file = (path: string) => readFileSync(new URL(`../../../styles/${path}`, import.meta.url), 'utf8');
    const css = ['formats/epub', 'themes/feature/epub', 'epub/kindle', 'epub/cn', 'epub/tw', 'epub/ebpaj']
      .map((path) => file(`${path}.css`))
      .join('\n')
      .replace(/\/\*[\s\S]*?\*\//g, '');
    assert.match(css, /margin-block/);
    for (const own of [across(css), down(css)])
      assert.deepEqual(
        own.match(/[-\w]*(?:-block|-inline|inline-size|block-size)[-\w]*:|text-align: (?:start|end)/g),
        null,
      );
  });
});
