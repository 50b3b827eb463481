import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Language } from '../../../model/metadata.ts';
import { htmlOf, parse } from '../../../testing/parse.ts';

const inline = (text: string, language: Language = 'ja'): string =>
  htmlOf(text, { extensions: { 'aozora-ruby': true }, language }).replaceAll(/<\/?p>/g, '');

const ruby = (base: string, reading: string): string => `<ruby>${base}<rt>${reading}</rt></ruby>`;

describe('aozora-ruby', () => {
  it('should set the reading of what stands behind a bar', () => {
    assert.equal(inline('彼は｜東京《とうきょう》へ'), `彼は${ruby('東京', 'とうきょう')}へ`);
    assert.equal(inline('|お前《まえ》たち'), `${ruby('お前', 'まえ')}たち`);
    assert.equal(inline('｜約束《promise》'), ruby('約束', 'promise'));
    assert.equal(inline('「｜強敵《とも》」'), `「${ruby('強敵', 'とも')}」`);
  });

  it('should set the reading of the Han before it', () => {
    assert.equal(inline('私は東京《とうきょう》へ'), `私は${ruby('東京', 'とうきょう')}へ`);
    assert.equal(
      inline('佐々木《ささき》と𠮷野《よしの》'),
      `${ruby('佐々木', 'ささき')}と${ruby('𠮷野', 'よしの')}`,
    );
    assert.equal(
      inline('円《えん》周《しゅう》率《りつ》'),
      ['円えん', '周しゅう', '率りつ'].map((one) => ruby(one[0] ?? '', one.slice(1))).join(''),
    );
    assert.equal(inline('約束《promise》'), ruby('約束', 'promise'));
  });

  it('should set dots of emphasis', () => {
    assert.equal(inline('これは《《強調》》です'), 'これは<em>強調</em>です');
    assert.equal(inline('漢《《字》》'), '漢<em>字</em>');
  });

  it('should keep a bracket behind a bar', () => {
    assert.equal(inline('漢字｜《かんじ》'), '漢字《かんじ》');
    assert.equal(inline('漢字|《かんじ》'), '漢字《かんじ》');
  });

  it('should stand in headings, whose titles are read without readings, and in emphasis', () => {
    const options = { extensions: { 'aozora-ruby': true }, language: 'ja' } as const;
    assert.match(htmlOf('# 東京《とうきょう》', options), /<h1[^>]*><ruby>東京/);
    assert.equal(inline('**｜東京《とうきょう》**'), `<strong>${ruby('東京', 'とうきょう')}</strong>`);
    assert.deepEqual(parse('東京《とうきょう》', options).diagnostics, []);
  });

  for (const text of [
    '中国の小説《紅楼夢》を読む',
    '小説《红楼梦》',
    '映画の《となりのトトロ》',
    'ひらがな《よみがな》',
    'カタカナ《よみ》',
    '東京《》',
    '東京《とう\nきょう》',
    '東京《とう《きょう》',
    '｜東京とうきょう',
    '《《強調》',
    '《《》》',
    `漢字《${'か'.repeat(101)}》`,
    `｜${'か'.repeat(41)}《か》`,
    '甲|乙|丙',
    '《東京》',
  ])
    it(`should leave ${JSON.stringify(text.slice(0, 20))} as it stands`, () =>
      assert.equal(inline(text), text));

  it('should leave code alone', () => {
    assert.equal(inline('`東京《とうきょう》`'), '<code>東京《とうきょう》</code>');
  });

  describe('in Chinese', () => {
    it('should set only what stands behind a bar', () => {
      assert.equal(inline('｜银行《yínháng》', 'zh-CN'), ruby('银行', 'yínháng'));
    });

    for (const text of [
      '读曹雪芹《红楼梦》',
      '曹雪芹《Hongloumeng》',
      '《《史记》与《汉书》》',
      '《《史记》》',
    ])
      for (const language of ['zh-CN', 'zh-TW', 'zh-HK'] as const)
        it(`should take ${text} for titles (${language})`, () => assert.equal(inline(text, language), text));
  });

  it('should be off unless it is switched on', () => {
    for (const text of ['｜東京《とうきょう》', '東京《とうきょう》', '《《強調》》', '小説《紅楼夢》'])
      assert.equal(htmlOf(text, { language: 'ja' }), `<p>${text}</p>`);
  });
});
