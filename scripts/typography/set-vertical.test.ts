import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import type { QuotationMarks } from '../model/edition.ts';
import type { Language } from '../model/metadata.ts';
import { bookForEdition, drawDiagrams, prepareBook } from '../prepare-book.ts';
import { editionOf, manuscriptOf, SMALL_PAGE } from '../testing/books.ts';
import { parse } from '../testing/parse.ts';
import { type MarkedText, quotationSetter } from './quotation-marks.ts';
import { setTypography } from './set-typography.ts';
import { setVertical, type VerticalText } from './set-vertical.ts';

function vertical(
  text: string,
  language: Language = 'ja',
  { quotationMarks = 'by-language', ...rest }: Partial<VerticalText & MarkedText> = {},
): string {
  const { content } = parse(text);
  setTypography(content, 'join', 'zh-CN');
  quotationSetter({ language, vertical: true, quotationMarks })?.(content);
  setVertical(content, { language, tateChuYoko: true, ...rest });
  return toHtml(content)
    .replace(/ data-source="[^"]*"/g, '')
    .replace(/<span class="tcy">(.*?)<\/span>/g, '[$1]')
    .replace(/<span class="upright">(.*?)<\/span>/g, '{$1}')
    .replace(/<span class="gap-[^"]*">(.*?)<\/span>/g, '<$1>')
    .replace(/^<p>|<\/p>$/g, '');
}

describe('numbers and letters in vertical lines', () => {
  it('should set two digits side by side in Japanese, two or three in Chinese (D10)', () => {
    assert.equal(vertical('12月と100人'), '[12]月と{100}人');
    assert.equal(vertical('12月和100人', 'zh-CN'), '[12]月和[100]人');
    assert.equal(vertical('１２月', 'ja'), '１２月');
  });

  it('should stack longer numbers in Japanese and turn them in Chinese (clreq id111, jlreq 3.2.3)', () => {
    assert.equal(vertical('1987年'), '{1987}年');
    assert.equal(vertical('19870年'), '<19870>年');
    assert.equal(vertical('到1987年', 'zh-TW'), '到<1987>年');
  });

  it('should not touch a formula, which is set across', () => {
    const math = '<math><mi>E</mi><mo>=</mo><mn>12</mn></math>';
    const content = fromHtml(`<p>式${math}12月</p>`, { fragment: true });
    setVertical(content, { language: 'ja', tateChuYoko: true });
    assert.equal(toHtml(content), `<p>式${math}<span class="tcy">12</span>月</p>`);
  });

  it('should leave numbers with separators, signs and units turned, and stand a percent sign below its number', () => {
    assert.equal(vertical('約3.14と2,400と12cmと-5と12:30'), '約<3.14>と<2,400>と<12cm>と<-5>と<12:30>');
    assert.equal(vertical('約12%増'), '約[12]{%}増');
  });

  it('should stand single letters, digits and acronyms upright, and turn words and phrases (D11)', () => {
    assert.equal(vertical('A案とGDPとA4と5つ'), '{A}案と{GDP}と{A4}と{5}つ');
    assert.equal(vertical('UNESCOとWebとWindows 11の'), '<UNESCO>と<Web>と<Windows 11>の');
  });

  it('should set double marks side by side, but no longer row of them', () => {
    assert.equal(vertical('え!?'), 'え[!?]');
    assert.equal(vertical('真的！！啊', 'zh-CN'), '真的[!!]啊');
    assert.equal(vertical('真的！！！啊', 'zh-CN'), '真的！！！啊');
    assert.equal(vertical('え!!!'), 'え!!!');
  });

  it('should touch neither code nor readings, nor a run over several elements', () => {
    assert.equal(vertical('`12`と'), '<code>12</code>と');
    assert.equal(vertical('<ruby>字<rt>12</rt></ruby>'), '<ruby>字<rt>12</rt></ruby>');
    assert.equal(vertical('H<sub>2</sub>O'), 'H<sub>2</sub>O');
    assert.match(vertical('|見出し|\n|---|\n|12月|'), /\[12\]月/);
  });

  it('should keep a number whole before a note and set the call of two digits side by side', async () => {
    const notes = Array.from({ length: 10 }, (_, index) => `[^${index}]`).join('');
    const definitions = Array.from({ length: 10 }, (_, index) => `[^${index}]: 注`).join('\n\n');
    const manuscript = manuscriptOf({ 'a.md': `字${notes.slice(0, -4)}と23[^9]。\n\n${definitions}` });
    const page = { ...SMALL_PAGE, writingMode: 'vertical' as const };
    const book = bookForEdition(
      await prepareBook(manuscript, { templates: {} }),
      editionOf({ page }),
      new Set(),
    );
    const html = toHtml(book.chapters[0]?.content ?? { type: 'root', children: [] });
    assert.match(html, /<span class="tcy">23<\/span><sup><a class="note-call tcy"[^>]*>10<\/a>/);
    assert.match(html, /<a class="note-call tcy"[^>]*>1<\/a>/);
  });

  it('should leave all turned when the author says so, the gaps kept', () => {
    assert.equal(vertical('約12月とA', 'ja', { tateChuYoko: false }), '約<12>月と<A>');
  });
});

describe('quotation marks in vertical lines (C09)', () => {
  it('should be corner brackets in Simplified Chinese and Korean, and stay in other languages', () => {
    assert.equal(vertical('他说：“读‘书’。”', 'zh-CN'), '他说：『读「书」。』');
    assert.equal(vertical('“물은 ‘빌린 것’이다.”', 'ko'), '『물은 「빌린 것」이다.』');
    assert.equal(vertical('他說：“讀‘書’。”', 'zh-TW'), '他說：“讀‘書’。”');
  });

  it('should follow a quotation over elements and paragraphs', () => {
    assert.equal(vertical('“**读**书', 'zh-CN'), '『<strong>读</strong>书');
    assert.equal(vertical('读书。”', 'zh-CN'), '读书。』');
  });

  it('should leave apostrophes and quotations in Western text, turned with it', () => {
    assert.match(
      vertical('他说“I don’t know”。', 'zh-CN'),
      /^他说『<span class="turned">I don’t know<\/span>』。$/,
    );
    assert.match(vertical('书名He said “no” to me的', 'zh-CN'), /He said “no” to me/);
    assert.match(vertical('He said “no”.', 'zh-CN'), />He said “no”\.</);
  });

  it('should touch neither captions, which are horizontal, nor code, nor anything when the author says so', () => {
    assert.match(vertical('![图](a.png "“文”12字")', 'zh-CN'), /“文”12字/);
    assert.equal(vertical('`“码”`中', 'zh-CN'), '<code>“码”</code>中');
    assert.equal(vertical('“文”', 'zh-CN', { quotationMarks: 'as-written' }), '“文”');
  });
});

describe('a book in two editions', () => {
  it('should change the vertical one alone', async () => {
    const prepared = await prepareBook(manuscriptOf({ 'a.md': '“12月”' }), { templates: {} });
    const htmlOf = (
      writingMode: 'horizontal' | 'vertical',
      quotationMarks: QuotationMarks = 'by-language',
    ): string => {
      const edition = editionOf({ page: { ...SMALL_PAGE, writingMode }, quotationMarks });
      const [chapter] = bookForEdition(prepared, edition, new Set()).chapters;
      return toHtml(chapter?.content ?? { type: 'root', children: [] });
    };
    assert.match(htmlOf('vertical'), /『<span class="tcy">12<\/span>月』/);
    assert.match(htmlOf('horizontal'), /“12月”/);
    assert.match(htmlOf('horizontal', 'corner'), /「12月」/);
    assert.match(htmlOf('vertical', 'as-written'), /“<span class="tcy">12/);
  });

  it('should leave the words of a drawing as they were drawn', async () => {
    const prepared = await prepareBook(manuscriptOf({ 'a.md': '```mermaid\n甲\n```' }), { templates: {} });
    const svg = '<svg viewBox="0 0 9 9"><text>12月</text></svg>';
    const drawn = await drawDiagrams(
      prepared,
      async ([source = '']) => new Map([[source, { kind: 'drawn', svg }]]),
    );
    const edition = editionOf({ page: { ...SMALL_PAGE, writingMode: 'vertical' } });
    const [chapter] = bookForEdition({ ...prepared, ...drawn }, edition, new Set()).chapters;
    assert.match(toHtml(chapter?.content ?? { type: 'root', children: [] }), /<text>12月<\/text>/);
  });
});
