import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { htmlOf, parse, told } from '../../../testing/parse.ts';
import { parseAttributes } from './attributes.ts';

describe('figure', () => {
  it('should take the title for caption and keep the alt text', () => {
    assert.equal(
      htmlOf('![口岸正面](a.jpg "阿尔山口岸国门。"){width=28 lines=11}'),
      '<figure data-width="28" data-lines="11"><img src="a.jpg" alt="口岸正面"><figcaption>阿尔山口岸国门。</figcaption></figure>',
    );
  });

  it('should take an id from its braces', () => {
    assert.match(htmlOf('![国门](a.jpg){#gate width=28}'), /^<figure id="gate" data-width="28">/);
    assert.deepEqual(told(parse('![国门](a.jpg){#a"b}').diagnostics), ['error figure-attribute a.md:1:1']);
  });

  it('should take a class of another tool for what it is: told, and no reason not to set the figure', () => {
    const text = '![国门](a.jpg){.wide #gate .fig-1}';
    assert.equal(
      htmlOf(text),
      '<figure id="gate"><img src="a.jpg" alt=""><figcaption>国门</figcaption></figure>',
    );
    assert.deepEqual(told(parse(text).diagnostics), [
      'warning figure-attribute a.md:1:1',
      'warning figure-attribute a.md:1:1',
    ]);
  });

  it('should take the alt text for caption when there is no title, and not say it twice', () => {
    assert.equal(
      htmlOf('![国门](a.jpg)'),
      '<figure><img src="a.jpg" alt=""><figcaption>国门</figcaption></figure>',
    );
  });

  it('should set no empty caption', () =>
    assert.equal(htmlOf('![](a.jpg)'), '<figure><img src="a.jpg" alt=""></figure>'));

  describe('inline Markdown in a title', () => {
    const captionIn = (title: string): string | undefined =>
      /<figcaption>(.*)<\/figcaption>/.exec(htmlOf(`![图](a.png "${title}"){width=9}`))?.[1];

    for (const [title, caption] of [
      ['**国门**与*界河*、`a_b`', '<strong>国门</strong>与<em>界河</em>、<code>a_b</code>'],
      ['[海关](https://a.org/)', '<a href="https://a.org/">海关</a>'],
      ['{国门|guó|mén}', '<ruby>'],
      ['[王越]{.name}摄', 'name'],
      ['$E=mc^2$', '<math'],
    ] as const)
      it(`should be read: ${title}`, () => assert.ok(captionIn(title)?.includes(caption), captionIn(title)));

    for (const title of ['a_b_c 与 3 * 4 * 5', '1. 国门', '# 国门', '- *国门*', '{国门', '国门[1]'])
      it(`should not be seen in ${title}`, () => assert.equal(captionIn(title), title));

    it('should not be HTML, nor have a place in the file', () => {
      assert.equal(captionIn('*国*<b>门</b>'), '<em>国</em>&#x3C;b>门&#x3C;/b>');
      assert.doesNotMatch(htmlOf('![图](a.png "*国门*")'), /figcaption[^>]*data-source/);
    });

    it('should be written in a row of figures and in files put in, and told with the place of the figure', () => {
      const row = ':::side-by-side\n![甲](a.png "*甲*")\n![乙](b.png "乙")\n:::';
      assert.match(htmlOf(row), /<figcaption><em>甲<\/em><\/figcaption>/);
    });
  });

  describe('notes of a caption', () => {
    const CALL = /<sup><a href="#fn-a"[^>]*>1<\/a><\/sup>/;
    const figureOf = (text: string): string => {
      const html = htmlOf(`${text}\n\n[^a]: 注`);
      return html
        .slice(0, html.indexOf('</figure>'))
        .replace(CALL, '①')
        .replace(/^.*<figcaption>/, '');
    };

    it('should be called behind the picture, before or behind its braces', () => {
      for (const text of [
        '![图](a.png "题")[^a]',
        '![图](a.png "题") [^a]',
        '![图](a.png "题")[^a]{width=3}',
        '![图](a.png "题"){width=3}[^a]',
        '![题](a.png)[^a]',
      ])
        assert.equal(figureOf(text), '题①</figcaption>', text);
    });

    it('should be called in the title', () =>
      assert.equal(figureOf('![图](a.png "题[^A]文")'), '题①文</figcaption>'));

    it('should stay text where the file has no such note, and count as called where it has', () => {
      assert.match(htmlOf('![图](a.png "题[^b]")'), /<figcaption>题\[\^b\]<\/figcaption>/);
      assert.deepEqual(told(parse('![图](a.png "题[^a]")\n\n[^a]: 注').diagnostics), []);
    });

    it('should not make a figure of a picture with a text behind it', () => {
      assert.doesNotMatch(htmlOf('![图](a.png)[^a]文\n\n[^a]: 注'), /<figure/);
    });
  });

  it('should be found in quotations and lists', () => {
    assert.match(htmlOf('> ![国门](a.jpg){lines=3}'), /<blockquote>\s*<figure data-lines="3">/);
    assert.match(htmlOf('- 文\n\n  ![国门](a.jpg)'), /<figure>/);
  });

  it('should report every bad attribute at its place and keep the good ones', () => {
    const { diagnostics } = parse('文\n\n![国门](a.jpg){width=0 colour=red lines=2.5}');
    assert.deepEqual(told(diagnostics), [
      'error figure-attribute a.md:3:1',
      'error figure-attribute a.md:3:1',
      'error figure-attribute a.md:3:1',
    ]);
    assert.match(htmlOf('![国门](a.jpg){width=200 lines=4}'), /<figure data-lines="4">/);
  });

  it('should take a name, a place and a credit (H05)', () => {
    const text = '![](a.jpg "国门。"){#fig-gate place=top span=all credit="记者 王越 摄"}';
    assert.equal(
      htmlOf(text),
      '<figure id="fig-gate" data-place="top" data-span="all"><img src="a.jpg" alt="">' +
        '<figcaption>国门。　<span class="credit">记者 王越 摄</span></figcaption></figure>',
    );
    assert.deepEqual(told(parse(text).diagnostics), []);
    assert.match(
      htmlOf('![](a.jpg){credit=王越}'),
      /<figcaption><span class="credit">王越<\/span><\/figcaption>/,
    );
  });

  it('should not be given a place of another name, in raw HTML neither', () => {
    assert.deepEqual(told(parse('![甲](a.jpg){place=left}').diagnostics), [
      'error figure-attribute a.md:1:1',
    ]);
    assert.doesNotMatch(
      htmlOf('<figure data-place="left" data-span="9"><img src="a.jpg"></figure>'),
      /data-/,
    );
  });

  for (const text of [
    '见图![图标](a.png)。',
    '![甲](a.png)![乙](b.png)',
    '![甲](a.png)后文',
    '![甲](a.png)\n后文',
    '![甲](a.png) {x} y',
  ]) {
    it(`should not be made of an image in text: ${text}`, () => {
      assert.match(htmlOf(text), /^<p>.*<img .*<\/p>$/s);
      assert.deepEqual(told(parse(text).diagnostics), []);
    });
  }

  it('should not be made when it is switched off', () => {
    assert.equal(htmlOf('![甲](a.png)', ['figure']), '<p><img src="a.png" alt="甲"></p>');
  });
});

describe('attributes of a figure', () => {
  it('should be read in any order, with half characters', () => {
    assert.deepEqual(parseAttributes(' lines=11   width=13.5 '), { width: 13.5, lines: 11, problems: [] });
    assert.deepEqual(parseAttributes(''), { problems: [] });
    assert.deepEqual(parseAttributes('credit=“王 越”  #图1 place=spread span=all'), {
      credit: '王 越',
      id: '图1',
      place: 'spread',
      span: 'all',
      problems: [],
    });
  });

  for (const text of [
    'width',
    'width=',
    'width=-1',
    'width=1e2',
    'width=101',
    'lines=0',
    'lines=1.5',
    'lines=１',
    '=3',
    '__proto__=3',
    'place=left',
    'place',
    'span=2',
    'credit=""',
    'credit',
    '#',
    '.1',
    'Width=3',
  ]) {
    it(`should not read ${text}`, () => {
      const { problems, ...values } = parseAttributes(text);
      assert.equal(problems.length, 1);
      assert.deepEqual(values, {});
    });
  }
});
