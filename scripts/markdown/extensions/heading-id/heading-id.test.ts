import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { htmlOf, parse, told } from '../../../testing/parse.ts';

describe('heading ids', () => {
  it('should be taken from the braces behind a heading of either form', () => {
    assert.equal(htmlOf('## 口岸的历史 {#history}'), '<h2 id="history">口岸的历史</h2>');
    assert.equal(htmlOf('口岸{#口岸-1.a}\n==='), '<h1 id="口岸-1.a">口岸</h1>');
    assert.equal(htmlOf('## **口岸** {#a}'), '<h2 id="a"><strong>口岸</strong></h2>');
  });

  it('should be taken from the next line when its braces stand there alone', () => {
    assert.equal(
      htmlOf('## 一[註](b.md){#call}\n{#a}\n\n文'),
      '<h2 id="a">一<a href="b.md" id="call">註</a></h2>\n<p>文</p>',
    );
    for (const text of ['## 一\n\n{#a}', '## 一\n{#a} 文', '## 一\n{a}', '文\n{#a}'])
      assert.doesNotMatch(htmlOf(text), / id=/, text);
  });

  it('should not be made of other braces, of code, or when switched off', () => {
    for (const text of ['## 集合 {x}', '## {#a} 口岸', '## `{#a}`', '文 {#a}']) {
      assert.doesNotMatch(htmlOf(text), / id=/, text);
      assert.deepEqual(parse(text).diagnostics, []);
    }
    assert.match(htmlOf('## 口岸 {#a}', ['heading-id']), /\{#a\}/);
  });

  it('should be taken from among classes of other tools, which are told and not printed', () => {
    for (const [text, html] of [
      ['## 口岸 {.large #a .wide}', '<h2 id="a">口岸</h2>'],
      ['## 口岸 {#a .large}', '<h2 id="a">口岸</h2>'],
      ['## 口岸 {.large}', '<h2>口岸</h2>'],
    ] as const) {
      assert.equal(htmlOf(text), html);
      assert.deepEqual(told(parse(text).diagnostics), ['warning heading-id a.md:1:1']);
    }
    assert.deepEqual(told(parse('## 口岸 {.large =}').diagnostics).at(-1), 'error heading-id a.md:1:1');
  });

  it('should stand beside the order for no number', () => {
    for (const [text, html] of [
      ['## 后记 {.unnumbered}', '<h2 class="unnumbered">后记</h2>'],
      ['## 后记 {-}', '<h2 class="unnumbered">后记</h2>'],
      ['## 后记 {#end .unnumbered}', '<h2 id="end" class="unnumbered">后记</h2>'],
    ] as const) {
      assert.equal(htmlOf(text), html);
      assert.deepEqual(parse(text).diagnostics, []);
    }
    assert.deepEqual(told(parse('## 后记 {.unnumbered .large}').diagnostics), [
      'warning heading-id a.md:1:1',
    ]);
    assert.equal(htmlOf('## 后记 {-a}'), '<h2>后记 {-a}</h2>');
  });

  it('should be told of when nothing could link to them', () => {
    for (const braces of ['{#}', '{#a b}', '{#a"b}', '{#a k=v}']) {
      const { diagnostics } = parse(`文\n\n## 口岸 ${braces}`);
      assert.deepEqual(told(diagnostics), ['error heading-id a.md:3:1'], braces);
    }
  });
});
