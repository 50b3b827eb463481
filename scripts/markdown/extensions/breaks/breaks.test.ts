import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { htmlOf, parse, told } from '../../../testing/parse.ts';

describe('breaks', () => {
  for (const [name, order] of [
    ['page-break', 'page'],
    ['column-break', 'column'],
    ['recto-break', 'recto'],
    ['verso-break', 'verso'],
    ['blank-page', 'blank'],
  ] as const) {
    it(`should be ordered by ::${name}`, () => {
      assert.equal(htmlOf(`::${name}`), `<hr class="break" data-break="${order}">`);
      assert.deepEqual(told(parse(`::${name}`).diagnostics), []);
    });
  }

  it('should end a paragraph, and stand in quotations and lists', () => {
    assert.equal(
      htmlOf('甲\n::page-break\n乙'),
      '<p>甲</p>\n<hr class="break" data-break="page">\n<p>乙</p>',
    );
    assert.match(htmlOf('> 甲\n>\n> ::page-break'), /<blockquote>.*<hr class="break"/s);
    assert.match(htmlOf('- 甲\n\n  ::page-break'), /<li>.*<hr class="break"/s);
    assert.match(htmlOf(':::keep\n::column-break\n:::'), /<div class="keep"><hr class="break"/);
  });

  it('should take an id, and report any other attribute', () => {
    assert.match(htmlOf('::page-break{#x}'), /<hr class="break" data-break="page" id="x">/);
    assert.deepEqual(told(parse('文\n\n::page-break{after=2}').diagnostics), [
      'error directive-attribute a.md:3:1',
    ]);
  });

  for (const text of [
    '::标题',
    '::page',
    '::page-break-x',
    '::page-break 后文',
    '::page-break[文]',
    '前文 ::page-break',
    ':page-break',
    '\\::page-break',
    '\\::pagebreak',
    '比分3::2',
  ]) {
    it(`should not be made of ${text}`, () => {
      assert.equal(htmlOf(text), `<p>${text.replace('\\', '')}</p>`);
      assert.deepEqual(told(parse(text).diagnostics), []);
    });
  }

  it('should not be made in code', () => {
    assert.equal(htmlOf('```\n::page-break\n```'), '<pre><code>::page-break\n</code></pre>');
  });

  for (const text of ['::pagebreak', '::Page-Break', '::page_break{}']) {
    it(`should stay text but be asked about in ${text}`, () => {
      assert.equal(htmlOf(text), `<p>${text}</p>`);
      assert.deepEqual(told(parse(text).diagnostics), ['warning directive-unknown a.md:1:1']);
    });
  }

  it('should stay text when it is switched off', () => {
    assert.equal(htmlOf('::page-break', ['breaks']), '<p>::page-break</p>');
    assert.deepEqual(told(parse('::page-break', ['breaks']).diagnostics), []);
  });

  it('should not be anything else in raw HTML', () => {
    assert.equal(htmlOf('<hr class="break" data-break="elsewhere">'), '<hr class="break">');
  });
});
