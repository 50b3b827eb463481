import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { htmlOf, parse, told } from '../../../testing/parse.ts';

describe('math', () => {
  it('should be MathML in a text, its source the alternative text', () => {
    assert.equal(
      htmlOf('质能$E=mc^2$方程'),
      '<p>质能<math alttext="E=mc^2"><mrow><mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn class="tml-sml-pad">2</mn></msup></mrow></math>方程</p>',
    );
  });

  it('should be a display on lines of its own, with an id where it has one', () => {
    assert.match(
      htmlOf('$$ {#eq-a}\n\\frac{a}{b}\n$$'),
      /^<div class="equation keep" id="eq-a"><math display="block" [^>]*><mfrac><mi>a<\/mi><mi>b<\/mi><\/mfrac><\/math><\/div>$/,
    );
    assert.match(htmlOf('$$a$$'), /^<div class="equation keep"><math display="block"/);
    assert.match(htmlOf('甲$$a$$乙'), /^<p>甲<math [^>]*><mi>a<\/mi><\/math>乙<\/p>$/);
  });

  for (const text of ['$5 和 $6的', '$5和$6', '价$ 5 $', '\\$a\\$', '共$5的，$也是', '`$a$`'])
    it(`should not be found in ${text}`, () => assert.doesNotMatch(htmlOf(text), /<math/));

  it('should hold words of any script in \\text{}', () => {
    assert.match(htmlOf('$v=\\text{路程}/t$'), /<mtext>路程<\/mtext>/);
  });

  it('should tell of TeX that cannot be read, with its place, and show it', () => {
    const { diagnostics } = parse('甲\n\n乙$\\frac{a$丙');
    assert.deepEqual(told(diagnostics), ['error math-invalid a.md:3:2']);
    assert.match(htmlOf('乙$\\frac{a$丙'), /<code>\\frac\{a<\/code>/);
    assert.deepEqual(told(parse('$$ {.wide}\na\n$$').diagnostics), ['warning math-invalid a.md:1:1']);
  });

  it('should neither run away with macros nor carry links, styles, events or annotations', () => {
    const bomb = '\\def\\a{\\a\\a}\\a';
    assert.deepEqual(told(parse(`$${bomb}$`).diagnostics), ['error math-invalid a.md:1:1']);
    for (const tex of [
      '\\href{javascript:alert(1)}{x}',
      '\\style{color:red}{x}',
      '\\htmlData{a=b}{x}',
      '\\class{a}{x}',
    ])
      assert.doesNotMatch(
        htmlOf(`$${tex}$`).replace(/alttext="[^"]*"|<code>.*<\/code>/g, ''),
        /href|javascript|style|data-/,
      );
    const raw =
      '<math href="javascript:alert(1)" onclick="a()"><maction actiontype="x"><mi style="color:red">x</mi></maction><annotation-xml encoding="text/html"><b>y</b></annotation-xml></math>';
    assert.equal(htmlOf(raw).replaceAll(/<\/?p>/g, ''), '<math><mi>x</mi><b>y</b></math>');
  });

  it('should be text where it is switched off', () => {
    assert.equal(htmlOf('$a$', ['math']), '<p>$a$</p>');
  });
});
