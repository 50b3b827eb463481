import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toString as textOf } from 'hast-util-to-string';
import type { HeadingPatterns } from '../model/heading-number.ts';
import type { Matter, SpineItem } from '../model/manuscript.ts';
import type { Language } from '../model/metadata.ts';
import { assemble, BARE_METADATA, manuscriptOf } from '../testing/books.ts';
import { told } from '../testing/parse.ts';
import type { AssembledBook } from './assemble-book.ts';

const LADDER: HeadingPatterns = {
  chapter: '第{一}章',
  section: '{一}、',
  subsection: '（{一}）',
  'level-4': '{1}.',
  'level-5': '（{1}）',
  'level-6': '{①}',
};

/** Files as `body:# 章`. */
function book(
  headingNumbers: HeadingPatterns,
  files: readonly string[],
  language: Language = 'zh-CN',
): AssembledBook {
  const spine = files.map((file, index): SpineItem => {
    const [matter = '', text = ''] = file.split(/:(.*)/s);
    return { kind: 'file', matter: matter as Matter, path: `${index}.md`, text };
  });
  return assemble(manuscriptOf(spine, { headingNumbers, metadata: { ...BARE_METADATA, language } }));
}

function titles(...given: Parameters<typeof book>): readonly string[] {
  return book(...given).book.chapters.flatMap(({ headings }) => headings.map(({ title }) => title));
}

describe('numbers of headings (E08)', () => {
  it('should follow the ladder, a gap only behind what has none of its own', () => {
    assert.deepEqual(titles(LADDER, ['body:# 甲\n\n## 乙\n\n### 丙\n\n#### 丁\n\n##### 戊\n\n###### 己']), [
      '第一章\u3000甲',
      '一、乙',
      '（一）丙',
      '1.\u3000丁',
      '（1）戊',
      '①\u3000己',
    ]);
  });

  it('should count through the book and anew below each heading', () => {
    assert.deepEqual(
      titles(LADDER, ['body:# 甲\n\n## 乙\n\n## 丙\n\n### 丁', 'body:# 戊\n\n## 己\n\n### 庚']),
      ['第一章\u3000甲', '一、乙', '二、丙', '（一）丁', '第二章\u3000戊', '一、己', '（一）庚'],
    );
  });

  it('should repeat the numbers above, also of levels without a pattern, and none that is missing', () => {
    const decimal: HeadingPatterns = { section: '{1}.{1}', subsection: '{1}.{1}.{1}' };
    assert.deepEqual(
      titles(decimal, ['body:# 甲\n\n## 乙\n\n### 丙\n\n## 丁\n\n### 戊', 'body:# 己\n\n### 庚']),
      ['甲', '1.1\u3000乙', '1.1.1\u3000丙', '1.2\u3000丁', '1.2.1\u3000戊', '己', '庚'],
    );
    assert.deepEqual(titles(decimal, ['body:## 乙']), ['乙']);
  });

  it('should number appendices in their own way, below them too, and nothing else of front and back', () => {
    const patterns: HeadingPatterns = { chapter: '第{1}章', appendix: '附录{A}', section: '{1}.{1}' };
    const files = ['front:# 前言\n\n## 缘起', 'body:# 甲\n\n## 乙', 'back:# 丙\n\n## 丁', 'back:# 戊'];
    assert.deepEqual(titles(patterns, files), [
      '前言',
      '缘起',
      '第1章\u3000甲',
      '1.1\u3000乙',
      '附录A\u3000丙',
      'A.1\u3000丁',
      '附录B\u3000戊',
    ]);
    assert.deepEqual(titles({ chapter: '第{1}章' }, ['back:# 后记']), ['后记']);
  });

  it('should number divisional titles apart, and chapters on over them', () => {
    const patterns: HeadingPatterns = { part: '第{一}编', chapter: '第{1}章', section: '第{1}节' };
    const part = (title: string): string => `body:---\nkind: part\n---\n\n# ${title}\n\n## 引`;
    assert.deepEqual(titles(patterns, [part('甲'), 'body:# 乙', part('丙'), 'body:# 丁\n\n## 戊']), [
      '第一编\u3000甲',
      '引',
      '第1章\u3000乙',
      '第二编\u3000丙',
      '引',
      '第2章\u3000丁',
      '第1节\u3000戊',
    ]);
  });

  it('should leave out what is unnumbered and whatever is below it, without counting it', () => {
    const files = [
      'body:# 引子 {.unnumbered}\n\n## 缘起\n\n# 甲\n\n## 乙 {-}\n\n### 丙\n\n## 丁 {#a .unnumbered}\n\n## 戊',
    ];
    assert.deepEqual(titles(LADDER, files), ['引子', '缘起', '第一章\u3000甲', '乙', '丙', '丁', '一、戊']);
    assert.deepEqual(book(LADDER, files).diagnostics, []);
  });

  it('should keep a number of the author’s and tell of it, and count on', () => {
    const { book: made, diagnostics } = book(LADDER, ['body:# 第一章 甲\n\n## 一、乙\n\n## 丙']);
    assert.deepEqual(
      made.chapters[0]?.headings.map(({ title }) => title),
      ['第一章 甲', '一、乙', '二、丙'],
    );
    assert.deepEqual(told(diagnostics), [
      'warning heading-number 0.md:1:1',
      'warning heading-number 0.md:3:1',
    ]);
  });

  it('should set a space behind numbers in Korean', () =>
    assert.deepEqual(titles({ chapter: '제{1}장' }, ['body:# 나루'], 'ko'), ['제1장 나루']));

  it('should be elements of their own, before what the title holds', () => {
    const [chapter] = book(LADDER, ['body:# **甲**乙']).book.chapters;
    const [heading] = chapter?.content.children ?? [];
    assert.ok(heading?.type === 'element');
    assert.deepEqual(
      heading.children.map((child) => textOf(child)),
      ['第一章', '\u3000', '甲', '乙'],
    );
    const [number] = heading.children;
    assert.ok(number?.type === 'element' && number.properties['className']?.toString() === 'heading-number');
  });

  it('should not be written where no pattern is given', () => {
    assert.deepEqual(titles({}, ['body:# 甲\n\n## 乙']), ['甲', '乙']);
    assert.deepEqual(titles({ section: '{一}、' }, ['body:# 甲\n\n## 乙']), ['甲', '一、乙']);
  });

  it('should stand before a title from front matter', () => {
    const [chapter] = book(LADDER, ['body:---\ntitle: 简称\n---\n\n# 很长的题目']).book.chapters;
    assert.equal(chapter?.title, '第一章\u3000简称');
  });
});

describe('what refers to numbered headings', () => {
  const text =
    'body:# 甲 {#a}\n\n## 乙\n\n### 丙 {#c}\n\n见[](#a)、[](#乙)、[](#c)、[{number}](#乙)、[{title}](#a)';
  const words = (patterns: HeadingPatterns): string => {
    const [chapter] = book(patterns, [text]).book.chapters;
    return textOf(chapter?.content.children.at(-1) as never);
  };

  it('should say their numbers, and find them by the names of their titles alone', () => {
    assert.equal(words(LADDER), '见第一章、第一节、（一）、一、甲');
    assert.equal(
      words({ chapter: '第{1}章', section: '{1}.{1}', subsection: '{1}.{1}.{1}' }),
      '见第1章、第1.1节、第1.1.1节、1.1、甲',
    );
  });

  it('should number figures by chapter', () => {
    const { book: made } = assemble(
      manuscriptOf(
        { 'a.md': '# 甲', 'b.md': '# 乙\n\n![图](a.png){#f}' },
        {
          headingNumbers: LADDER,
          references: {
            contentsDepth: 2,
            figures: 'chapter',
            tables: 'auto',
            listings: 'auto',
            indexOrder: 'pinyin',
          },
        },
      ),
    );
    assert.deepEqual(
      made.captions.map(({ label }) => label),
      ['图2-1'],
    );
  });
});
