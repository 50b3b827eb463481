import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toHtml } from 'hast-util-to-html';
import { treesOf } from '../model/book.ts';
import { assemble, BARE_METADATA, manuscriptOf } from '../testing/books.ts';
import { htmlOf, parse, told } from '../testing/parse.ts';

const GLOSSARY = ':::glossary\n版心\n: 印有文字的部分。\n\n天头\n地脚\n: [版心]{.term}外的空白。\n:::';

function built(files: Readonly<Record<string, string>>, rest: Parameters<typeof manuscriptOf>[1] = {}) {
  const { book, diagnostics } = assemble(manuscriptOf(files, rest));
  const html = book.chapters.map((chapter) =>
    treesOf(chapter)
      .map((tree) => toHtml(tree).replace(/ data-source="[^"]*"/g, ''))
      .join('\n'),
  );
  return { book, html, diagnostics, told: told(diagnostics).filter((one) => !one.includes('term-unused')) };
}

describe('glossary', () => {
  it('should link marks to entries and emphasise the first of a chapter', () => {
    const { html, told: found } = built({
      'a.md':
        '[版心]{.term}，[版心]{.term}，[该处]{.term of="版心"}。[天头]{.term}[^1]\n\n[^1]: [地脚]{.term}。',
      'b.md':
        '**[版心]{.term}**\n\n![图](a.png "图中[版心]{.term}")\n\n表：[版心]{.term}\n\n| 数 |\n|---|\n\n表：[版心]{.term}的宽 {#t}\n\n| 数 |\n|---|',
      'z.md': `# 术语\n\n${GLOSSARY}`,
    });
    assert.deepEqual(found, []);
    const to = '<a href="#bx-term-1" role="doc-glossref">';
    assert.ok(
      html[0]?.includes(
        `<dfn id="c01-t1" class="term">${to}版心</a></dfn>，<span id="c01-t2">${to}版心</a></span>，`,
      ),
      html[0],
    );
    assert.ok(html[0]?.includes(`<span id="c01-t3">${to}该处</a></span>`), html[0]);
    assert.match(html[0] ?? '', /<aside[\s\S]*<dfn [^>]*><a href="#bx-term-3"[^>]*>地脚/);
    assert.match(
      html[0] ?? '',
      /天<\/a><\/dfn><span class="no-break"><dfn [^>]*><a href="#bx-term-2"[^>]*>头<\/a>/,
    );
    assert.match(html[1] ?? '', /<strong><dfn /);
    assert.match(html[1] ?? '', /<figcaption>.*图中<span [^>]*><a [^>]*>版心/);
    assert.match(html[1] ?? '', /<caption><span [^>]*><a [^>]*>版心<\/a><\/span><\/caption>/);
    assert.match(html[1] ?? '', /<caption><span [^>]*><a [^>]*>版心<\/a><\/span>的宽<\/caption>/);
    assert.doesNotMatch(html[2] ?? '', /<dfn/);
    assert.match(html[2] ?? '', /<section class="glossary" role="doc-glossary">/);
    assert.match(html[2] ?? '', /<dt [^>]*id="bx-term-1"[^>]*>版心<\/dt>/);
  });

  it('should sort as the index, groups of terms whole, unless told otherwise', () => {
    const order = (text: string, rest = {}) =>
      [
        ...built({ 'a.md': text }, rest)
          .html.join('')
          .matchAll(/<d[td][^>]*>([^<]*)/g),
      ].map((match) => match[1]);
    assert.deepEqual(order(GLOSSARY).slice(0, 3), ['版心', '印有文字的部分。', '天头']);
    const list = '字\n: 1\n\n天头\n地脚\n: 2\n\n版心\n: 3\n';
    assert.deepEqual(order(`:::glossary\n${list}:::`), ['版心', '3', '天头', '地脚', '2', '字', '1']);
    assert.deepEqual(order(`:::glossary{sort=false}\n${list}:::`), [
      '字',
      '1',
      '天头',
      '地脚',
      '2',
      '版心',
      '3',
    ]);
    const kana = { metadata: { ...BARE_METADATA, language: 'ja' as const } };
    const references = {
      contentsDepth: 2,
      figures: 'auto',
      tables: 'auto',
      listings: 'auto',
      indexOrder: 'kana',
    };
    assert.deepEqual(
      order(':::glossary\n版面 {reading="はんめん"}\n: 1\n\n{天|てん}\n: 2\n\nあき\n: 3\n:::', {
        ...kana,
        references,
      }).filter(Boolean),
      ['あき', '3', '2', '版面', '1'],
    );
  });

  it('should not be doubled in titles, nor emphasised there, nor be a link within a link', () => {
    const {
      book,
      html,
      told: found,
    } = built({
      'a.md': `# 说[版心]{.term}\n\n[见[版心]{.term}](z.md)，[版心]{.term}`,
      'z.md': GLOSSARY,
    });
    assert.deepEqual(found, []);
    assert.equal(book.chapters[0]?.headings[0]?.title, '说版心');
    assert.match(html[0] ?? '', /<h1[^>]*>说<span id="c01-t1"><a [^>]*>版心/);
    assert.doesNotMatch(html[0] ?? '', /<a [^>]*>(?:(?!<\/a>).)*<a /);
  });

  it('should give the pages of its terms by order', () => {
    const { html } = built({
      'a.md': `[天头]{.term}[版心]{.term}\n\n${GLOSSARY.replace('glossary', 'glossary{pages=true}')}`,
    });
    assert.match(html[0] ?? '', /空白。　<span class="glossary-pages" data-pages-of="c01-t1"><\/span>/);
    assert.doesNotMatch(built({ 'a.md': GLOSSARY }).html[0] ?? '', /data-pages-of/);
  });

  it('should tell of what is missing, double or unused, at its place', () => {
    const { diagnostics, told: found } = built({
      'a.md': '甲\n乙[版芯]{.term}',
      'z.md': `${GLOSSARY}\n\n:::glossary\n版心\n: 又\n:::`,
    });
    assert.deepEqual(found, ['error term-duplicate z.md:11:1', 'error term-undefined a.md:2:2']);
    assert.match(diagnostics.find(({ ruleId }) => ruleId === 'term-undefined')?.help ?? '', /`版心`/);
    assert.deepEqual(
      diagnostics
        .filter(({ ruleId }) => ruleId === 'term-unused')
        .map(({ message }) => message.slice(-4, -1)),
      ['`天头', '`地脚'],
    );
    assert.deepEqual(told(parse(':::glossary\n文\n:::').diagnostics), ['warning glossary-list a.md:1:1']);
    assert.deepEqual(told(parse(':::glossary{sort=no}\n甲\n: 乙\n:::').diagnostics), [
      'error directive-attribute a.md:1:1',
    ]);
  });

  it('should leave a list outside the container alone, and a class where it is switched off', () => {
    assert.doesNotMatch(built({ 'a.md': '甲\n: 乙' }).html[0] ?? '', /bx-term|glossary/);
    assert.equal(htmlOf('[甲]{.term of="乙"}', ['glossary']), '<p><span class="term">甲</span></p>');
  });
});
