import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { htmlOf, parse, told } from '../../../testing/parse.ts';

const fence = (info: string, text = 'graph LR'): string => `\`\`\`${info}\n${text}\n\`\`\``;

describe('diagrams of Mermaid', () => {
  it('should be figures that hold their text until they are drawn', () => {
    assert.equal(
      htmlOf(
        fence('mermaid title="过关的手续" alt="三步" {#fig-a width=20 lines=9 place=top credit="王越 绘"}'),
      ),
      '<figure class="diagram" id="fig-a" data-width="20" data-lines="9" data-place="top" aria-label="三步"><pre><code>graph LR\n</code></pre><figcaption>过关的手续　<span class="credit">王越 绘</span></figcaption></figure>',
    );
    assert.equal(
      htmlOf(fence('mermaid')),
      '<figure class="diagram"><pre><code>graph LR\n</code></pre></figure>',
    );
  });

  it('should take their words inside the braces too, and leave other words alone', () => {
    assert.match(htmlOf(fence('mermaid {title="题" #a} live')), /id="a">.*<figcaption>题</s);
  });

  it('should tell of an attribute that a figure does not have', () => {
    assert.deepEqual(told(parse(fence('mermaid {size=3}')).diagnostics), ['error figure-attribute a.md:1:1']);
  });

  for (const [info, text] of [
    ['mermaid-example', 'graph LR'],
    ['mermaids', 'graph LR'],
    ['js', 'mermaid'],
    ['mermaid', ' '],
  ] as const) {
    it(`should not be made of \`${info}\` holding \`${text}\``, () => {
      assert.doesNotMatch(htmlOf(fence(info, text)), /<figure/);
    });
  }

  it('should be code where they are switched off', () => {
    assert.equal(
      htmlOf(fence('mermaid title="a"'), ['mermaid']),
      '<div class="listing"><p class="listing-title keep keep-next">a</p><pre><code class="language-mermaid">graph LR\n</code></pre></div>',
    );
    assert.doesNotMatch(htmlOf(fence('mermaid'), ['code']), /listing|language/);
  });
});
