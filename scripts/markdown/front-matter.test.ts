import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { htmlOf, parse, told } from '../testing/parse.ts';

describe('front matter', () => {
  it('should give the title and leave the text', () => {
    const text = '---\ntitle: 边城　新篇\n---\n正文';
    assert.equal(parse(text).title, '边城　新篇');
    assert.equal(htmlOf(text), '<p>正文</p>');
    assert.deepEqual(told(parse(text).diagnostics), []);
  });

  it('should take a title that looks like a number as it is written', () => {
    assert.equal(parse('---\ntitle: 1984\n---\n').title, '1984');
    assert.equal(parse('---\ntitle: 0x7E6\n---\n').title, '0x7E6');
  });

  it('should report every unused key at its place', () => {
    const { title, diagnostics } = parse('---\ndate: 2023-04-01\ntitle: 题\ntags: [甲]\n---\n正文');
    assert.equal(title, '题');
    assert.deepEqual(told(diagnostics), [
      'warning front-matter-unused a.md:2:1',
      'warning front-matter-unused a.md:4:1',
    ]);
    assert.match(diagnostics[1]?.message ?? '', /`tags`/);
  });

  it('should report bad YAML at its place in the file', () => {
    const { title, diagnostics } = parse('---\ntitle: 题\nfoo: [\n---\n正文');
    assert.equal(title, undefined);
    assert.deepEqual(told(diagnostics), ['error front-matter-syntax a.md:3:7']);
    assert.doesNotMatch(diagnostics[0]?.message ?? '', /\n|at line/);
  });

  it('should report a list, a text, and a title that is no text', () => {
    assert.deepEqual(told(parse('---\n- 甲\n---\n').diagnostics), ['error front-matter-syntax a.md:1:1']);
    assert.deepEqual(told(parse('---\n甲\n---\n').diagnostics), ['error front-matter-syntax a.md:1:1']);
    assert.deepEqual(told(parse('---\ntitle: [甲]\n---\n').diagnostics), [
      'error front-matter-syntax a.md:2:1',
    ]);
    assert.deepEqual(told(parse('---\ntitle: true\n---\n').diagnostics), [
      'error front-matter-syntax a.md:2:1',
    ]);
  });

  it('should not report an empty one, or an empty title', () => {
    for (const text of [
      '---\n---\n正文',
      '---\n# 注释\n---\n正文',
      '---\ntitle:\n---\n正文',
      "---\ntitle: ''\n---\n正文",
    ]) {
      assert.equal(parse(text).title, undefined);
      assert.deepEqual(told(parse(text).diagnostics), []);
    }
  });

  it('should not throw at aliases that would explode', () => {
    const bomb = [
      'a: &a [x, x]',
      'b: &b [*a, *a]',
      ...Array.from({ length: 30 }, (_, index) => `k${index}: &k${index} [*b, *b]`),
    ];
    assert.doesNotThrow(() => parse(`---\n${bomb.join('\n')}\ntitle: *b\n---\n`));
  });

  it('should not take rules in the text for front matter', () => {
    assert.equal(htmlOf('正文\n\n---\n\ntitle: 题\n\n---'), '<p>正文</p>\n<hr>\n<p>title: 题</p>\n<hr>');
  });
});

describe('front matter of a part or with a short title', () => {
  it('should say so', () => {
    const { title, shortTitle, kind, diagnostics } = parse(
      '---\nkind: part\ntitle: 上篇　天地\nshort-title: 上篇\n---\n# 上篇\\\n天地',
    );
    assert.deepEqual([kind, title, shortTitle], ['part', '上篇　天地', '上篇']);
    assert.deepEqual(told(diagnostics), []);
  });

  it('should be told of another matter, and not of a preface or an appendix', () => {
    for (const keys of ['kind: preface', 'kind: appendix\nmatter: body', 'matter: back']) {
      const parsed = parse(`---\n${keys}\n---\n正文`);
      assert.deepEqual(told(parsed.diagnostics), [], keys);
      assert.equal('kind' in parsed, false);
    }
    assert.deepEqual(told(parse('---\nmatter: middle\n---\n正文').diagnostics), [
      'error front-matter-syntax a.md:2:1',
    ]);
  });

  it('should not take another kind, nor say anything when nothing is given', () => {
    const wrong = parse('---\nkind: chapter\n---\n正文');
    assert.equal('kind' in wrong, false);
    assert.deepEqual(told(wrong.diagnostics), ['error front-matter-syntax a.md:2:1']);
    for (const key of ['kind', 'title', 'shortTitle']) assert.equal(key in parse('---\n---\n正文'), false);
  });
});
