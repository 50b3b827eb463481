import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { h } from 'hastscript';
import { type ContentContext, convertContent } from './content.ts';
import { hast, RARE, textOf } from './fixture.ts';
import { labelsFor } from './labels.ts';
import { serialiseElement } from './xml.ts';

const CONTEXT: ContentContext = {
  file: 'c01.xhtml',
  targets: new Map([
    ['here', { file: 'c01.xhtml', fragment: 'here' }],
    ['there', { file: 'c02.xhtml', fragment: 'there' }],
    ['第二章', { file: 'c02.xhtml', fragment: '第二章' }],
    ['contents', { file: 'toc.xhtml' }],
  ]),
  imageFile: (source) => (source === 'images/a.png' ? 'images/0123.png' : undefined),
  labels: labelsFor('zh-CN'),
};

function convert(html: string): string {
  return convertContent(hast(html).children, CONTEXT)
    .map((node) => serialiseElement(node))
    .join('');
}

describe('content of a document', () => {
  it('should lead links into the document of their id', () => {
    assert.equal(convert('<a href="#here">甲</a>'), '<a href="#here">甲</a>');
    assert.equal(convert('<a href="#there">甲</a>'), '<a href="c02.xhtml#there">甲</a>');
    assert.equal(convert('<a href="#contents">甲</a>'), '<a href="toc.xhtml">甲</a>');
  });

  it('should encode an id in CJK where a URL needs it, written either way', () => {
    const href = 'c02.xhtml#%E7%AC%AC%E4%BA%8C%E7%AB%A0';
    assert.equal(convert('<a href="#第二章">甲</a>'), `<a href="${href}">甲</a>`);
    assert.equal(convert('<a href="#%E7%AC%AC%E4%BA%8C%E7%AB%A0">甲</a>'), `<a href="${href}">甲</a>`);
  });

  it('should have neither places of page numbers nor leaders to them', () => {
    assert.equal(
      convert(
        '<a href="#here"><span>甲</span><span class="contents-leader"></span><span data-page-of="here">9</span></a>',
      ),
      '<a href="#here"><span>甲</span></a>',
    );
  });

  it('should say a reference by page in the words that need no pages', () => {
    assert.equal(
      convert('<a href="#there" data-without-pages="见“乙”">见第<span data-page-of="there"></span>页</a>'),
      '<a href="c02.xhtml#there">见“乙”</a>',
    );
  });

  it('should lead to the places of an index entry by numbers, of a range to its beginning', () => {
    assert.equal(
      convert('<span class="index-pages" data-pages-of="here there there..contents contents gone"></span>'),
      '<span class="index-pages"><a href="#here">1</a>、<a href="c02.xhtml#there">2</a></span>',
    );
  });

  it('should not write a link that leads nowhere', () => {
    assert.equal(convert('<a href="#nowhere">甲</a>'), '<a>甲</a>');
    assert.equal(convert('<a href="02-next.md">甲</a>'), '<a>甲</a>');
    assert.equal(convert('<a href="#%">甲</a>'), '<a>甲</a>');
  });

  it('should not write a link that runs or reads files', () => {
    assert.equal(convert('<a href="javascript:alert(1)">甲</a>'), '<a>甲</a>');
    assert.equal(convert('<a href="file:///etc/passwd">甲</a>'), '<a>甲</a>');
    assert.equal(convert('<a href="data:text/html,x">甲</a>'), '<a>甲</a>');
  });

  it('should keep addresses of the web and encode what is not ASCII', () => {
    assert.equal(convert('<a href="https://example.org">甲</a>'), '<a href="https://example.org">甲</a>');
    assert.equal(
      convert('<a href="https://example.org/#/ja/a#b%E6%zz">甲</a>'),
      '<a href="https://example.org/#/ja/a%23b%E6%25zz">甲</a>',
    );
    assert.equal(
      convert('<a href="https://example.org/文 书">甲</a>'),
      '<a href="https://example.org/%E6%96%87%20%E4%B9%A6">甲</a>',
    );
  });

  it('should mark the call of a note', () => {
    assert.equal(
      convert('<a class="note-call" href="#here">1</a>'),
      '<a class="note-call" href="#here" epub:type="noteref" role="doc-noteref">1</a>',
    );
  });

  it('should not mark the call of a note that is not there', () => {
    assert.equal(
      convert('<a class="note-call" role="doc-noteref" href="#gone">1</a>'),
      '<a class="note-call">1</a>',
    );
  });

  it('should keep the attributes of lists, tables, times and pictures', () => {
    const html =
      '<ol start="3" reversed=""><li value="9">甲</li></ol><table><tbody><tr><th scope="row" rowspan="2">乙</th><td colspan="2">丙</td></tr></tbody></table><time datetime="2023-04">四月</time>';
    assert.equal(convert(html), html);
    assert.equal(
      convert('<img src="images/a.png" alt="甲" width="3" height="4">'),
      '<img src="images/0123.png" alt="甲" width="3" height="4" />',
    );
  });

  it('should declare MathML and SVG, and the prefix of links in SVG', () => {
    assert.equal(
      convert('<math alttext="x"><mi mathvariant="normal">x</mi></math>'),
      '<math xmlns="http://www.w3.org/1998/Math/MathML" alttext="x"><mi mathvariant="normal">x</mi></math>',
    );
    assert.equal(
      convert('<svg viewBox="0 0 1 1"><title>甲</title><a href="#there"><path d="M0 0"></path></a></svg>'),
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" xmlns:xlink="http://www.w3.org/1999/xlink"><title>甲</title><a xlink:href="c02.xhtml#there"><path d="M0 0"></path></a></svg>',
    );
  });

  it('should give a language in both forms', () => {
    assert.equal(convert('<span lang="ja">骨</span>'), '<span lang="ja" xml:lang="ja">骨</span>');
  });

  it('should turn the alignment of cells into a class', () => {
    assert.equal(
      convert('<table><tbody><tr><td align="right">1</td></tr></tbody></table>'),
      '<table><tbody><tr><td class="align-right">1</td></tr></tbody></table>',
    );
  });

  it('should draw the boxes of task lists instead of offering input', () => {
    assert.equal(
      convert('<input type="checkbox" checked disabled>'),
      '<span class="task task-done" role="img" aria-label="已完成"></span>',
    );
    assert.equal(convert('<input type="text">'), '');
  });

  it('should give numbered and marked lines of code blocks of their own, other code none', () => {
    assert.equal(
      convert(
        '<pre><code data-numbers="9" data-marked="2-2">a\n<span class="code-comment">b</span>\n</code></pre>',
      ),
      '<pre><code class="numbered"><span class="code-line" data-number="9">a\n</span><span class="code-line marked" data-number="10"><span class="code-comment">b</span>\n</span></code></pre>',
    );
    const plain = '<pre><code class="language-c">a\n<span class="code-comment">b</span></code></pre>';
    assert.equal(convert(plain), plain);
  });

  it('should keep the text code point by code point', () => {
    const html = `<p>${RARE}<em>着重</em> a  b\u3000c</p><pre>  x\n y</pre>`;
    const root = hast(html);
    assert.equal(textOf({ type: 'root', children: convertContent(root.children, CONTEXT) }), textOf(root));
  });

  it('should not change its input', () => {
    const root = hast('<p data-source="a.md:1:1"><a class="note-call" href="#there">1</a></p>');
    const before = JSON.stringify(root);
    convertContent(root.children, CONTEXT);
    assert.equal(JSON.stringify(root), before);
  });

  it('should not keep places of the manuscript, comments, variables of pages or obsolete attributes', () => {
    assert.equal(convert('<p data-source="a.md:1:1">甲<!-- 乙 --></p>'), '<p>甲</p>');
    assert.equal(convert('<figure style="--figure-width: 20">甲</figure>'), '<figure>甲</figure>');
    assert.equal(convert('<table border="1" width="3"></table>'), '<table></table>');
    assert.equal(convert('<center><font color="red">甲</font></center>'), '<div><span>甲</span></div>');
  });

  it('should not keep what runs or fetches', () => {
    assert.equal(convert('<script>alert(1)</script><style>p{}</style><iframe src="x"></iframe>'), '');
    assert.equal(convert('<p onclick="x()" style="background: url(http://x)">甲</p>'), '<p>甲</p>');
    assert.equal(convert('<video src="a.mp4" poster="b.png">甲</video>'), '');
    assert.equal(
      convert('<svg><script>x</script><image href="https://x/y.png"></image></svg>').includes('image'),
      false,
    );
  });

  it('should not point at a picture that is not packed', () => {
    assert.equal(
      convert('<img src="https://example.org/a.png" alt="甲">'),
      '<span class="missing-image">甲</span>',
    );
    assert.equal(convert('<img alt="甲" srcset="b.png 2x">'), '<span class="missing-image">甲</span>');
  });

  it('should not let a name that XML refuses through', () => {
    assert.equal(
      convertContent([h('p', { '@click': 'x', 'epub:type': 'chapter' }, '甲')], CONTEXT)
        .map((node) => serialiseElement(node))
        .join(''),
      '<p>甲</p>',
    );
  });
});
