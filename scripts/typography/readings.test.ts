import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import type { Language } from '../model/metadata.ts';
import { markReadings } from './readings.ts';

function marked(html: string, language: Language = 'zh-CN'): string {
  const tree = fromHtml(html, { fragment: true });
  markReadings(tree, language);
  return toHtml(tree);
}

describe('readings of Chinese', () => {
  it('should be pinyin, in its language, by their tones (D08)', () => {
    assert.equal(
      marked('<ruby>妈<rt>mā</rt>吗<rt>ma</rt></ruby>'),
      '<ruby class="pinyin">妈<rt lang="zh-Latn-pinyin">mā</rt>吗<rt lang="zh-Latn-pinyin">ma</rt></ruby>',
    );
    assert.match(marked('<ruby>西安<rp>(</rp><rt>Xī’ān</rt><rp>)</rp></ruby>'), /class="pinyin"/);
    assert.match(marked('<p lang="zh"><ruby>好<rt>hǎo</rt></ruby></p>', 'ja'), /class="pinyin"/);
  });

  it('should be bopomofo, the light tone before its symbols (D09)', () => {
    assert.equal(
      marked('<ruby>好<rt>ㄏㄠˇ</rt>了<rt>ㄌㄜ˙</rt></ruby>', 'zh-TW'),
      '<ruby class="bopomofo">好<rt>ㄏㄠˇ</rt>了<rt>˙ㄌㄜ</rt></ruby>',
    );
  });

  for (const [html, language] of [
    ['<ruby>今日<rt>きょう</rt></ruby>', 'ja'],
    ['<ruby>好<rt>hǎo</rt></ruby>', 'ja'],
    ['<p lang="ja"><ruby>好<rt>hǎo</rt></ruby></p>', 'zh-CN'],
    ['<ruby>承诺<rt>promise</rt></ruby>', 'zh-CN'],
    ['<ruby>好<rt>hǎo1</rt></ruby>', 'zh-CN'],
    ['<ruby>漢字<rt>ㄏㄢˋㄗˋ</rt></ruby>', 'zh-TW'],
    ['<ruby>漢<rt>ㄏㄢˋ</rt>字<rt>zi</rt></ruby>', 'zh-TW'],
    ['<ruby><b>好</b><rt>hǎo</rt></ruby>', 'zh-CN'],
    ['<ruby>好<rt></rt></ruby>', 'zh-CN'],
  ] as const)
    it(`should not be found in ${html} (${language})`, () => assert.equal(marked(html, language), html));
});
