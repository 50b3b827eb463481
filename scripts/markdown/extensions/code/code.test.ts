import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { htmlOf, parse, told } from '../../../testing/parse.ts';

const fence = (info: string, text: string): string => `\`\`\`${info}\n${text}\n\`\`\``;

describe('listings', () => {
  it('should have their title above them, and their id', () => {
    assert.equal(
      htmlOf(fence('js:main.js {#lst-a}', 'a')),
      '<div class="listing" id="lst-a"><p class="listing-title keep keep-next">main.js</p><pre><code class="language-js">a\n</code></pre></div>',
    );
    assert.equal(
      htmlOf(fence('{#lst-a}', 'a')),
      '<div class="listing" id="lst-a"><pre><code>a\n</code></pre></div>',
    );
  });

  it('should tell which lines are numbered and marked', () => {
    assert.equal(
      htmlOf(fence('js {1,2-3} start=8', 'a\nb\nc')),
      '<pre><code class="language-js" data-numbers="8" data-marked="1-1 2-3">a\nb\nc\n</code></pre>',
    );
  });

  it('should not be made of plain code, inline code or code that is switched off', () => {
    assert.equal(htmlOf(fence('js', 'a')), '<pre><code class="language-js">a\n</code></pre>');
    assert.equal(htmlOf('    a'), '<pre><code>a\n</code></pre>');
    assert.equal(htmlOf('`a`'), '<p><code>a</code></p>');
    assert.equal(
      htmlOf(`${fence('js title="a" {1}', 'a // (1)')}\n\n1. 甲`, ['code']),
      '<pre><code class="language-js">a // (1)\n</code></pre>\n<ol>\n<li>甲</li>\n</ol>',
    );
  });

  it('should tell of lines that are not there and of braces that say nothing', () => {
    assert.deepEqual(told(parse(fence('js {1-3}', 'a\nb')).diagnostics), ['warning code-attribute a.md:1:1']);
    assert.deepEqual(told(parse(`文\n\n${fence('js {width=3}', 'a')}`).diagnostics), [
      'warning code-attribute a.md:3:1',
    ]);
    assert.deepEqual(told(parse(fence('js live foo="bar" {1-2}', 'a\nb')).diagnostics), []);
  });

  it('should count the lines that are shown', () => {
    assert.deepEqual(told(parse(fence('rust {2}', '# hidden\nlet a = 1;')).diagnostics), [
      'warning code-attribute a.md:1:1',
    ]);
  });

  it('should not let numbers through that are none', () => {
    assert.doesNotMatch(htmlOf('<pre><code data-numbers="1" onclick="x()">a</code></pre>'), /onclick/);
  });
});

describe('callouts', () => {
  const list = '\n\n1. 甲\n2. 乙';

  for (const line of [
    'a();  // (1)',
    'a() # <1>',
    'a(); <1>',
    'a(); // ①',
    'a() -- (1)!',
    '<a> <!-- (1) -->',
    'a { } /* (1) */',
  ]) {
    it(`should be read from \`${line}\``, () => {
      const html = htmlOf(fence('', `${line}\nb // (2)`) + list);
      assert.match(html, /<span class="callout">①<\/span>\n/);
      assert.match(html, /<ol class="callouts">\n<li><span class="callout">①<\/span>甲<\/li>/);
      assert.doesNotMatch(html, /[(<]1[)>]|--|\/\*|\/\//);
    });
  }

  it('should stand beside each other', () => {
    const html = htmlOf(fence('', 'a // (1) (2)') + list);
    assert.match(html, />a<span class="callout">①<\/span><span class="callout">②<\/span>\n</);
  });

  it('should leave the rest of the line as it is', () => {
    assert.match(
      htmlOf(`${fence('', '  f(1)  // 说明 // (1)\n\tb')}\n\n1. 甲`),
      /> {2}f\(1\) {2}\/\/ 说明<span/,
    );
  });

  for (const text of ['f(1)', 'x = (1)', 'vector<1>', 'a // (x)', '(1) a', 'a // (2)']) {
    it(`should not be made of \`${text}\``, () => {
      assert.doesNotMatch(htmlOf(fence('', text) + list), /callout/);
      assert.deepEqual(parse(fence('', text) + list).diagnostics, []);
    });
  }

  it('should not be there without their list directly beneath', () => {
    const code = fence('', 'a // (1)');
    for (const behind of ['', '\n\n文\n\n1. 甲', '\n\n- 甲', '\n\n3. 甲']) {
      assert.doesNotMatch(htmlOf(code + behind), /callout/, behind);
    }
  });

  it('should be told of where an item or a number has no partner', () => {
    assert.deepEqual(told(parse(fence('', 'a // (1)\nb // (3)') + list).diagnostics), [
      'warning code-callout a.md:7:1',
      'warning code-callout a.md:1:1',
    ]);
  });

  it('should take no longer than their lines are long', () => {
    const html = htmlOf(fence('', `${'// <1> '.repeat(20_000)}x\na // (1)`) + list);
    assert.equal(html.match(/class="callout"/g)?.length, 3);
  });
});
