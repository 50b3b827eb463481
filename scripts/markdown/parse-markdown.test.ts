import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toHtml } from 'hast-util-to-html';
import { htmlOf, parse, told } from '../testing/parse.ts';
import { seeded } from '../testing/random.ts';

describe('emphasis beside full-width punctuation', () => {
  // CommonMark's flanking rules were made for spaces between words: all of these stay asterisks there.
  for (const [text, html] of [
    ['**“强调”**的字', '<p><strong>“强调”</strong>的字</p>'],
    ['他说**“好。”**然后走', '<p>他说<strong>“好。”</strong>然后走</p>'],
    ['正文**（括号）**正文', '<p>正文<strong>（括号）</strong>正文</p>'],
    ['读**《红楼梦》**时', '<p>读<strong>《红楼梦》</strong>时</p>'],
    ['これは**「重要」**です', '<p>これは<strong>「重要」</strong>です</p>'],
    ['**注意：**请看', '<p><strong>注意：</strong>请看</p>'],
    ['他*“斜”*了', '<p>他<em>“斜”</em>了</p>'],
    ['~~（删去）~~的', '<p><del>（删去）</del>的</p>'],
    ['한국어는 **“강조”**입니다.', '<p>한국어는 <strong>“강조”</strong>입니다.</p>'],
    ['**𠮷，**野家', '<p><strong>𠮷，</strong>野家</p>'],
  ] as const) {
    it(`should close in ${text}`, () => assert.equal(htmlOf(text), html));
  }

  for (const [text, html] of [
    ['二 ** 三 ** 四', '<p>二 ** 三 ** 四</p>'],
    ['他说**好。', '<p>他说**好。</p>'],
    ['`**“码”**`的', '<p><code>**“码”**</code>的</p>'],
    ['\\*\\*不是\\*\\*', '<p>**不是**</p>'],
    ['snake_case_名', '<p>snake_case_名</p>'],
  ] as const) {
    it(`should not begin in ${text}`, () => assert.equal(htmlOf(text), html));
  }
});

describe('GFM', () => {
  it('should read tables, strikethrough and task boxes', () => {
    assert.match(htmlOf('| 甲 | 乙 |\n|---|--:|\n| 一 | 二 |'), /<th>甲<\/th>\s*<th align="right">乙<\/th>/);
    assert.equal(htmlOf('~~旧~~新'), '<p><del>旧</del>新</p>');
    assert.match(htmlOf('- [x] 完'), /<input type="checkbox" checked disabled>/);
    assert.deepEqual(told(parse('- [ ] 未\n- [x] 完').diagnostics), []);
  });

  it('should not make a table of a lone line with bars', () => {
    assert.equal(htmlOf('甲 | 乙'), '<p>甲 | 乙</p>');
  });

  it('should read notes and their calls', () => {
    const html = htmlOf('正文[^甲]。\n\n[^甲]: 注文');
    assert.match(html, /正文<sup><a href="#fn-%E7%94%B2" id="fnref-%E7%94%B2" data-footnote-ref/);
    assert.match(html, /<li id="fn-%E7%94%B2">\s*<p>注文/);
  });

  it('should not make a note of a call without one', () => {
    assert.equal(htmlOf('正文[^甲]。'), '<p>正文[^甲]。</p>');
  });
});

describe('notes that would be lost', () => {
  it('should report a note that nothing calls, at its place', () => {
    const { diagnostics } = parse('正文[^a]。\n\n[^a]: 甲\n\n[^b]: 乙');
    assert.deepEqual(told(diagnostics), ['warning note-unused a.md:5:1']);
    assert.match(diagnostics[0]?.message ?? '', /`b`/);
  });

  it('should report a note that only a lost note calls', () => {
    assert.deepEqual(told(parse('正文。\n\n[^a]: 甲[^b]\n\n[^b]: 乙').diagnostics), [
      'warning note-unused a.md:3:1',
      'warning note-unused a.md:5:1',
    ]);
  });

  it('should report a second note of one name', () => {
    assert.deepEqual(told(parse('正文[^a]。\n\n[^a]: 甲\n\n[^a]: 乙').diagnostics), [
      'warning note-duplicate a.md:5:1',
    ]);
  });

  it('should not report notes that are called, from text, from another note, or twice', () => {
    const text = '正文[^a]，又[^a]。\n\n> 引文[^C]\n\n[^a]: 甲[^b]\n\n[^b]: 乙\n\n[^c]: 丙';
    assert.deepEqual(told(parse(text).diagnostics), []);
  });
});

describe('containers', () => {
  it('should report a container it does not know, at its place', () => {
    const { diagnostics } = parse('文\n\n:::dekc\n题\n:::');
    assert.deepEqual(told(diagnostics), ['warning directive-unknown a.md:3:1']);
    assert.match(diagnostics[0]?.message ?? '', /`:::dekc`.*`columns`, `credits`, `deck`, `dialogue`/);
  });

  it('should report a container that does not end, and an end without one', () => {
    assert.deepEqual(told(parse('文\n\n:::keep\n甲\n\n乙').diagnostics), [
      'warning directive-fence a.md:3:1',
    ]);
    assert.deepEqual(told(parse(':::keep\n甲\n:::\n\n乙\n:::').diagnostics), [
      'warning directive-fence a.md:6:1',
    ]);
    assert.deepEqual(told(parse('::::keep\n> 甲\n> :::\n::::').diagnostics), [
      'warning directive-fence a.md:3:3',
    ]);
  });

  it('should not report containers in containers, quotations and lists, nor colons that are escaped or code', () => {
    for (const text of [
      '::::keep\n:::verse\n甲\n:::\n\n乙\n::::',
      '> :::keep\n> 甲\n> :::',
      '- 甲\n\n  :::keep\n  乙\n  :::\n',
      ':::keep\n- 甲\n\n  > 乙\n:::',
      '甲\n\\:::',
      '```\n:::\n```',
      ':::keep\r\n甲\r\n:::\r\n',
    ])
      assert.deepEqual(told(parse(text).diagnostics), [], text);
  });

  it('should report a container whose extension is switched off', () => {
    const { diagnostics } = parse(':::deck\n# 题\n:::', ['deck']);
    assert.deepEqual(told(diagnostics), ['warning directive-unknown a.md:1:1']);
    assert.doesNotMatch(diagnostics[0]?.message ?? '', /expected one of.*`deck`/);
  });

  for (const text of [
    '比分3:a，Note:x',
    '::x',
    '::leaf[文]{a=1}',
    ':name[文]',
    '::: 说明',
    '\\:::deck',
    '时间 12:30:45',
  ]) {
    it(`should not take ${text} for one`, () => {
      assert.equal(htmlOf(text), `<p>${text.replace('\\', '')}</p>`);
      assert.deepEqual(told(parse(text).diagnostics), []);
    });
  }

  it('should not look for containers in code', () => {
    assert.equal(htmlOf('```\n:::deck\n```'), '<pre><code>:::deck\n</code></pre>');
  });
});

describe('raw HTML', () => {
  it('should keep what books need', () => {
    const ruby = '<p><ruby>漢<rp>（</rp><rt>かん</rt><rp>）</rp></ruby></p>';
    assert.equal(htmlOf(ruby), ruby);
    assert.equal(htmlOf('H<sub>2</sub>O<br>水'), '<p>H<sub>2</sub>O<br>水</p>');
    assert.match(
      htmlOf('<table><tr><td colspan="2" rowspan=3>甲</td></tr></table>'),
      /<td colspan="2" rowspan="3">/,
    );
    assert.equal(
      htmlOf('<p id="x" class="keep" lang="ja" title="t">文</p>'),
      '<p id="x" class="keep" lang="ja" title="t">文</p>',
    );
    assert.deepEqual(told(parse(`${ruby}\n\n<p id="x" class="keep" lang="ja">文</p>`).diagnostics), []);
  });

  for (const [text, html, offender] of [
    ['甲<script>alert(1)</script>乙', '<p>甲乙</p>', '`<script>`'],
    ['甲<style>p{}</style>乙', '<p>甲乙</p>', '`<style>`'],
    ['甲<iframe src="https://x.test"></iframe>乙', '<p>甲乙</p>', '`<iframe>`'],
    ['甲<b onclick="x()">乙</b>', '<p>甲<b>乙</b></p>', '`onclick="x()"` of `<b>`'],
    ['<b ONERROR=x()>乙</b>', '<p><b>乙</b></p>', '`onerror="x()"` of `<b>`'],
    ['<a href="javascript:alert(1)">乙</a>', '<p><a>乙</a></p>', '`href="javascript:alert(1)"` of `<a>`'],
    ['<a href=" JaVaScRiPt:alert(1)">乙</a>', '<p><a>乙</a></p>', '`href='],
    ['[乙](javascript:alert(1))', '<p><a>乙</a></p>', '`href="javascript:alert(1)"` of `<a>`'],
    ['<a href="data:text/html,x">乙</a>', '<p><a>乙</a></p>', '`href="data:text/html,x"` of `<a>`'],
    ['<img src="data:image/png;base64,AA">', '<p><img></p>', '`src='],
    ['<b name="body">乙</b>', '<p><b>乙</b></p>', '`name="body"` of `<b>`'],
    ['<b style="position:fixed">乙</b>', '<p><b>乙</b></p>', '`style="position:fixed"` of `<b>`'],
    ['<b data-cut="soft">乙</b>', '<p><b>乙</b></p>', '`data-cut="soft"` of `<b>`'],
  ] as const) {
    it(`should take out and report ${offender} in ${text}`, () => {
      assert.equal(htmlOf(text).replace(/^<img>$/, '<p><img></p>'), html);
      const { diagnostics } = parse(`首\n\n${text}`);
      assert.deepEqual(
        diagnostics.map(({ severity, ruleId, place }) => [severity, ruleId, place?.line]),
        [['warning', 'html-removed', 3]],
      );
      assert.ok(diagnostics[0]?.message.includes(offender), diagnostics[0]?.message);
    });
  }

  it('should report each of several attributes', () => {
    const { diagnostics } = parse('<form action="/x"><input name="n" type="text" onfocus="f()"></form>');
    assert.deepEqual(told(diagnostics), [
      'warning html-removed a.md:1:1',
      'warning html-removed a.md:1:19',
      'warning html-removed a.md:1:19',
    ]);
  });

  it('should not report HTML in code, nor what Markdown itself makes', () => {
    const text =
      '`<script>`\n\n```html\n<b onclick="x">\n```\n\n正文[^a]\n\n[^a]: 注\n\n| 甲 |\n|:-:|\n| 乙 |\n\n1. [x] 完\n\n[链](b.md#x)';
    assert.deepEqual(told(parse(text).diagnostics), []);
  });

  it('should not let a name shadow properties of the document', () => {
    assert.doesNotMatch(htmlOf('<img name="getElementById" src="a.png"><form name="body"></form>'), /name=/);
  });
});

describe('places', () => {
  it('should give every block its line and column', () => {
    const html = toHtml(parse('# 题\n\n正文\n\n> 引\n\n- 项').content);
    for (const part of [
      '<h1 data-source="a.md:1:1">',
      '<p data-source="a.md:3:1">',
      '<blockquote data-source="a.md:5:1">',
      '<p data-source="a.md:5:3">',
      '<ul data-source="a.md:7:1">',
      '<li data-source="a.md:7:1">',
    ]) {
      assert.ok(html.includes(part), `${part} in ${html}`);
    }
  });

  it('should keep them in a file that holds raw HTML', () => {
    const html = toHtml(
      parse(
        '# 题\n\n<ruby>漢<rt>かん</rt></ruby>\n\n<div>\n\n正文\n\n</div>\n\n:::deck\n# 题\n:::\n\n![图](a.png)',
      ).content,
    );
    for (const part of [
      '<h1 data-source="a.md:1:1">',
      '<p data-source="a.md:3:1">',
      '<div data-source="a.md:5:1">',
      '<p data-source="a.md:7:1">',
      '<header class="deck keep keep-next" data-source="a.md:11:1">',
      '<figure data-source="a.md:15:1">',
    ]) {
      assert.ok(html.includes(part), `${part} in ${html}`);
    }
  });

  it('should not tag inline elements', () => {
    assert.equal(toHtml(parse('**甲**').content), '<p data-source="a.md:1:1"><strong>甲</strong></p>');
  });
});

describe('any text', () => {
  it('should not throw, and should not let through a script, a handler or a style', () => {
    const pieces = [
      '<',
      '>',
      '</',
      'script',
      'svg',
      ' onload=',
      '"',
      "'",
      '**',
      '~~',
      '[^a]',
      '[^a]: ',
      '\n\n',
      '\n',
      ':::',
      'deck',
      'figure',
      '{width=',
      '}',
      '![',
      '](',
      ')',
      '|',
      '|---|\n',
      '---\n',
      'title: &a',
      ' *a',
      '“',
      '。',
      '𠮷',
      '\u0000',
      '\ud842',
      '&#x',
      ';',
      '<!--',
      '-->',
      '<table>',
      '<td>',
      '</table>',
      '<ruby>',
      '<rt>',
      '> ',
      '- ',
      '    ',
      '`',
      '```\n',
      '# ',
      'javascript:',
      '<a href=',
      '<b style=',
    ];
    for (let seed = 1; seed <= 300; seed += 1) {
      const random = seeded(seed);
      const text = Array.from({ length: random.int(1, 40) }, () => random.pick(pieces)).join('');
      const { content, diagnostics } = parse(text);
      const html = toHtml(content);
      const tags = html.match(/<[a-z][^>]*>/gi) ?? [];
      for (const tag of tags) {
        assert.doesNotMatch(
          tag,
          /^<(?:script|style|svg|iframe|form)\b|\son[a-z]+=|\sstyle=|="\s*javascript:/i,
          `seed ${seed}`,
        );
      }
      for (const { place } of diagnostics)
        assert.ok((place?.line ?? 0) >= 1 && (place?.column ?? 0) >= 1, `seed ${seed}`);
    }
  });

  it('should not fail with what its parser cannot read, but tell where it is', () => {
    const { diagnostics } = parse('文\n\n$$\n$$\n:::e\n<table><!--\n\n<r><');
    const unreadable = diagnostics.filter(({ ruleId }) => ruleId === 'html-unreadable');
    assert.deepEqual(
      unreadable.map(({ severity, place }) => [severity, place?.line]),
      [['error', 5]],
    );
  });
});
