import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Reference } from '../../model/citation.ts';
import { chapterHtml, prepareCiting } from '../../testing/citing-book.ts';
import { told } from '../../testing/parse.ts';
import { parseCitation } from './parse-citation.ts';

const BIB = `@book{zhang, title={版面设计}, author={张三 and 李四 and 王五 and 赵六}, address={北京}, publisher={北京出版社}, year=2020, edition=2}
@article{knuth, title={Literate Programming}, author={Donald E. Knuth and Ann Lee and Bo Fu and C. D. Wu}, journal={The Computer Journal}, volume=27, number=2, pages={97--111}, year=1984}
@phdthesis{qian, title={论版心}, author={钱七}, address={北京}, school={清华大学}, year=1999, edition=1}
@online{web, title={标点}, url={https://example.org/a}, urldate={2020-01-02}, date={2019-05-06}, author={孙八}}
@inproceedings{conf, title={字距}, author={周九}, booktitle={论文集}, publisher={印刷工业出版社}, address={北京}, year=2004, pages={12--19}}
@article{news, title={报头}, journal={人民日报}, date={2000-01-02}, entrysubtype={newspaper}, pages=1}
@standard{gb, title={参考文献著录规则}, number={GB/T 7714—2015}, year=2015, address={北京}, publisher={中国标准出版社}}
@patent{pat, title={排版方法}, author={王选}, number={CN85}, date={1985-04-01}}
`;

const plain = (html: string): string => html.replaceAll(/<[^>]*>/g, '').replaceAll('&#x26;', '&');
const lines = (references: readonly Reference[]): readonly string[] =>
  references.map(({ label, html }) => [label, plain(html)].filter((part) => part).join(' '));

describe('citations by numbers (GB/T 7714-2015)', () => {
  it('should number in the order of the text, ranges in one pair of brackets, notes where they are called', async () => {
    const book = await prepareCiting(
      {
        'a.md':
          '# 题[@conf]\n\n甲[@zhang]，注[^1]，乙[@knuth; @qian][^2]，丙[@zhang, 页 12-15]。\n\n[^1]: 见[@web]。\n\n[^2]: 注。',
        'b.md': '丁[@zhang; @web; @knuth; @gb]，见[文献@qian]。',
      },
      BIB,
    );
    assert.deepEqual(told(book.diagnostics), []);
    assert.equal(plain(chapterHtml(book)).replaceAll(/\s/g, ''), '题[1]甲[2]，注1，乙[4,5]2，丙[2]12-15。');
    assert.equal(plain(chapterHtml(book, 1)), '丁[2-4,6]，见文献[5]。');
    assert.match(
      chapterHtml(book),
      /<sup class="citation-number">\[<a href="#bx-ref-2" role="doc-biblioref">2<\/a>\]<\/sup>/,
    );
    assert.doesNotMatch(chapterHtml(book, 1), /<sup[^>]*>[^<]*文献/);
    assert.equal(book.book.chapters[0]?.title, '题');
  });

  it('should write entries with the marks of their kinds, 等 or et al. by their language', async () => {
    const keys = ['zhang', 'knuth', 'qian', 'web', 'conf', 'news', 'gb', 'pat'];
    const { book } = await prepareCiting({ 'a.md': keys.map((key) => `文[@${key}]`).join('') }, BIB);
    assert.deepEqual(lines(book.references), [
      '[1] 张三, 李四, 王五, 等. 版面设计[M]. 2版. 北京: 北京出版社, 2020.',
      '[2] KNUTH D E, LEE A, FU B, et al. Literate Programming[J]. The Computer Journal, 1984, 27(2): 97-111.',
      '[3] 钱七. 论版心[D]. 北京: 清华大学, 1999.',
      '[4] 孙八. 标点[EB/OL]. (2019-05-06)[2020-01-02]. https://example.org/a.',
      '[5] 周九. 字距[C]//论文集. 北京: 印刷工业出版社, 2004: 12-19.',
      '[6] 报头[N]. 人民日报, 2000-01-02(1).',
      '[7] 参考文献著录规则: GB/T 7714—2015[S]. 北京: 中国标准出版社, 2015.',
      '[8] 王选. 排版方法: CN85[P]. 1985-04-01.',
    ]);
  });

  it('should begin anew in each chapter where that is ordered', async () => {
    const files = { 'a.md': '甲[@zhang]', 'b.md': '乙[@knuth]丙[@zhang]' };
    const { book } = await prepareCiting(files, BIB, { place: 'chapter' });
    assert.deepEqual(book.references, []);
    assert.deepEqual(
      book.chapters.map(({ references = [] }) => references.map(({ id, label }) => `${label} ${id}`)),
      [['[1] bx-ref-1-1'], ['[1] bx-ref-2-1', '[2] bx-ref-2-2']],
    );
  });
});

describe('citations by author and date', () => {
  const style = { kind: 'shipped', name: 'author-date' } as const;

  it('should stand in full-width brackets in Chinese, the author of the text before them', async () => {
    const text = '甲[@zhang, 页 3; @knuth]，@qian指出，@knuth [p. 98]又说，乙[-@web]。';
    const book = await prepareCiting({ 'a.md': text }, BIB, { style });
    assert.equal(
      plain(chapterHtml(book)),
      '甲（张三等，2020，3页；Knuth et al.，1984），钱七（1999）指出，Knuth et al.（1984，p. 98）又说，乙（2019）。',
    );
    assert.deepEqual(lines(book.book.references), [
      '钱七（1999）。《论版心》。北京：清华大学。',
      '孙八（2019）。《标点》。https://example.org/a。',
      '张三、李四、王五、赵六（2020）。《版面设计》（第2版）。北京：北京出版社。',
      'Knuth, D. E., Lee, A., Fu, B., &#38; Wu, C. D. (1984). Literate Programming. The Computer Journal, 27(2), 97–111.',
    ]);
  });

  it('should stand in brackets of ASCII in Korean', async () => {
    const book = await prepareCiting({ 'a.md': '연구[@knuth]' }, BIB, { style, language: 'ko' });
    assert.equal(plain(chapterHtml(book)), '연구(Knuth et al., 1984)');
  });
});

describe('what cannot be cited', () => {
  it('should tell of a key that nothing has, with the nearest', async () => {
    const { diagnostics } = await prepareCiting({ 'a.md': '甲[@zhang]\n\n乙[@zhagn; @none]' }, BIB);
    assert.deepEqual(told(diagnostics), [
      'error citation-unknown manuscript/a.md:3:2',
      'error citation-unknown manuscript/a.md:3:2',
    ]);
    assert.match(diagnostics[0]?.help ?? '', /`@zhang`/);
  });

  it('should take a word with an @ for a citation only where its key is known, or nearly', async () => {
    const book = await prepareCiting({ 'a.md': '[@qian] @somebody a@zhang.cn @kunth' }, BIB);
    assert.deepEqual(told(book.diagnostics), ['warning citation-unknown manuscript/a.md:1:30']);
    assert.equal(plain(chapterHtml(book)), '[1] @somebody a@zhang.cn @kunth');
  });

  it('should tell of a second entry of one key, and of a file that cannot be read, at their lines', async () => {
    const twice = await prepareCiting({ 'a.md': '[@a]' }, '@book{a, title={甲}}\n\n@book{a, title={乙}}');
    assert.deepEqual(told(twice.diagnostics), ['warning bibliography-duplicate refs.bib:3:1']);
    assert.match(twice.book.references[0]?.html ?? '', /甲/);
    const broken = await prepareCiting({ 'a.md': '文' }, '@book{a,\n title={甲}\n year=1}');
    assert.deepEqual(told(broken.diagnostics).slice(0, 1), ['error bibliography-syntax refs.bib:3:1']);
  });

  it('should read CSL-JSON and CSL-YAML, and tell where they break', async () => {
    const entry = [{ id: 'a', type: 'book', title: '甲', author: [{ family: '张', given: '三' }] }];
    const json = { source: 'refs.json', format: 'json', text: JSON.stringify(entry) } as const;
    const yaml = {
      source: 'refs.yaml',
      format: 'yaml',
      text: 'references:\n- {id: b, type: book, title: 乙}',
    } as const;
    const { book, diagnostics } = await prepareCiting({ 'a.md': '[@a; @b]' }, '', { files: [json, yaml] });
    assert.deepEqual(told(diagnostics), []);
    assert.deepEqual(lines(book.references), ['[1] 张三. 甲[M].', '[2] 乙[M].']);
    for (const file of [
      { ...json, text: '[\n{"id":\n}]' },
      { ...yaml, source: 'refs.json', text: '- id: a\n  type: [\n- x: }' },
    ])
      assert.match(
        told((await prepareCiting({ 'a.md': '文' }, '', { files: [file] })).diagnostics)[0] ?? '',
        /^error bibliography-syntax refs.json:[23]:1$/,
      );
  });

  it('should tell of a style that is none, or is one of notes', async () => {
    for (const text of ['<style xmlns="http://purl.org/net/xbiblio/csl" class="note"/>', 'x']) {
      const style = { kind: 'file', source: 'a.csl', text } as const;
      const { diagnostics } = await prepareCiting({ 'a.md': '[@zhang]' }, BIB, { style });
      assert.equal(told(diagnostics)[0], 'error citation-style a.csl:1:1');
    }
  });

  it('should not let what an entry holds become more than text', async () => {
    const bib = '@book{a, title={<script>x</script><img src=x onerror=y>}, url={javascript:alert(1)}}';
    const book = await prepareCiting({ 'a.md': '文[@a, <b onclick=x>]' }, bib, {
      style: { kind: 'shipped', name: 'author-date' },
    });
    assert.doesNotMatch(chapterHtml(book), /<script|<img|<b |href="javascript/);
  });
});

describe('parseCitation', () => {
  const isKnown = (key: string): boolean => ['a', 'wang2020', '王2020', 'a.b'].includes(key);
  const placeOf = (text: string): string => {
    const [cite] = parseCitation(`[@a${text}]`, isKnown).cites;
    return [cite?.label, cite?.locator, cite?.suffix].join('|');
  };

  for (const [text, expected] of [
    [', 12', 'page|12|'],
    [', pp. 33-35, 38', 'page|33-35, 38|'],
    ['，第12页', 'page|12|'],
    [', 页 12–15 等', 'page|12-15| 等'],
    [', 第3章', 'chapter|3|'],
    [', chap. 3', 'chapter|3|'],
    [', vii', 'page|vii|'],
    [', 12쪽', 'page|12|'],
    [' 及其他', '||  及其他'.replace('  ', ' ')],
    ['', '||'],
  ] as const)
    it(`should read the place in ${JSON.stringify(text)}`, () => assert.equal(placeOf(text), expected));

  it('should end a key where a known one ends, but not within a word', () => {
    assert.deepEqual(parseCitation('@wang2020指出', isKnown).rest, '指出');
    assert.equal(parseCitation('@王2020的', isKnown).cites[0]?.key, '王2020');
    assert.equal(parseCitation('@a.b.', isKnown).cites[0]?.key, 'a.b');
    assert.equal(parseCitation('@abc', isKnown).cites[0]?.key, 'abc');
  });
});
