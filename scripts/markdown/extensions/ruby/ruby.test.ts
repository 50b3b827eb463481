import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { htmlOf, parse, told } from '../../../testing/parse.ts';

const inline = (text: string): string => htmlOf(text).replaceAll(/<\/?p>/g, '');

describe('ruby', () => {
  it('should set a reading for each character, where there are as many', () => {
    assert.equal(inline('{東京|とう|きょう}へ'), '<ruby>東<rt>とう</rt>京<rt>きょう</rt></ruby>へ');
    assert.equal(inline('{北京|Běi|jīng}'), '<ruby>北<rt>Běi</rt>京<rt>jīng</rt></ruby>');
    assert.equal(inline('{漢字|ㄏㄢˋ|ㄗˋ}'), '<ruby>漢<rt>ㄏㄢˋ</rt>字<rt>ㄗˋ</rt></ruby>');
  });

  it('should set one reading over the whole', () => {
    assert.equal(
      inline('{今日|きょう}は{振|ふ}り'),
      '<ruby>今日<rt>きょう</rt></ruby>は<ruby>振<rt>ふ</rt></ruby>り',
    );
  });

  it('should part the syllables of Chinese readings at spaces, where they are as many as the characters', () => {
    assert.equal(inline('{北京|Běi jīng}'), '<ruby>北<rt>Běi</rt>京<rt>jīng</rt></ruby>');
    assert.equal(inline('{漢字|ㄏㄢˋ ㄗˋ}'), '<ruby>漢<rt>ㄏㄢˋ</rt>字<rt>ㄗˋ</rt></ruby>');
    assert.equal(inline('{北京大学|Běijīng Dàxué}'), '<ruby>北京大学<rt>Běijīng Dàxué</rt></ruby>');
    assert.equal(inline('{東京|とう きょう}'), '<ruby>東京<rt>とう きょう</rt></ruby>');
  });

  it('should tell of bopomofo of several characters in one', () => {
    const { diagnostics } = parse('{漢字|ㄏㄢˋㄗˋ}{漢|ㄏㄢˋ}{漢字|ㄏㄢˋ ㄗˋ}{漢字|かんじ}');
    assert.deepEqual(told(diagnostics), ['warning ruby-readings a.md:1:1']);
  });

  it('should count a character with its variation selector or beyond the first plane as one', () => {
    assert.equal(inline('{葛󠄀城|かつら|ぎ}'), '<ruby>葛󠄀<rt>かつら</rt>城<rt>ぎ</rt></ruby>');
    assert.equal(inline('{𠮷野|よし|の}'), '<ruby>𠮷<rt>よし</rt>野<rt>の</rt></ruby>');
  });

  it('should leave a character without a reading where none is given', () => {
    assert.equal(inline('{お母|お|かあ}'), '<ruby>お<rt>お</rt>母<rt>かあ</rt></ruby>');
    assert.equal(inline('{お母||かあ}'), '<ruby>お<rt></rt>母<rt>かあ</rt></ruby>');
  });

  it('should stand in emphasis, links, headings and cells, where its bars are escaped', () => {
    assert.match(inline('**{今日|きょう}**'), /^<strong><ruby>/);
    assert.match(inline('[{今日|きょう}](https://example.org)'), /<a [^>]*><ruby>/);
    assert.match(
      htmlOf('# {今日|きょう} {#today}'),
      /<h1 id="today"><ruby>今日<rt>きょう<\/rt><\/ruby><\/h1>/,
    );
    assert.match(
      htmlOf('| a |\n|---|\n| {東京\\|とう\\|きょう} |'),
      /<td><ruby>東<rt>とう<\/rt>京<rt>きょう<\/rt><\/ruby><\/td>/,
    );
  });

  it('should tell of readings that are neither one nor as many as the characters', () => {
    const { diagnostics } = parse('甲{東京都|とう|きょう}');
    assert.deepEqual(told(diagnostics), ['warning ruby-readings a.md:1:2']);
    assert.equal(inline('{東京都|とう|きょう}'), '<ruby>東京都<rt>とうきょう</rt></ruby>');
  });

  for (const text of [
    '\\{今日|きょう}',
    '`{今日|きょう}`',
    '{今日}',
    '{|きょう}',
    '{今日|}',
    '{#id|a}',
    '{.a|b}',
    '{今\n日|きょう}',
    '{{a|b}}{',
  ])
    it(`should not be found in ${JSON.stringify(text)}, unless within the braces`, () => {
      assert.equal(/<ruby>/.test(htmlOf(text)), text === '{{a|b}}{');
    });

  it('should be text where it is switched off', () => {
    assert.equal(htmlOf('{今日|きょう}', ['ruby']), '<p>{今日|きょう}</p>');
  });
});
