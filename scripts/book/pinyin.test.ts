import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { homophones, pinyinSyllables } from './pinyin.ts';

describe('syllables of pinyin', () => {
  it('should stand in the order of the collation, or a reading would sort its word wrongly', () => {
    const { compare } = new Intl.Collator('zh-u-co-pinyin');
    const syllables = pinyinSyllables();
    assert.equal(syllables.length, 401);
    const misplaced = syllables.filter(
      ([, character], index) => index > 0 && compare(syllables[index - 1]?.[1] ?? '', character) >= 0,
    );
    assert.deepEqual(misplaced, []);
    const letters = syllables.map(([syllable]) => syllable.replace('v', 'u'));
    assert.deepEqual(letters, letters.toSorted());
  });

  it('should be found in readings with and without tones and spaces', () => {
    const found = homophones('chongqing');
    assert.equal(found, '充青');
    for (const reading of ['chóng qìng', 'Chong2qing4', 'chong-qing', 'CHONGQING']) {
      assert.equal(homophones(reading), found, reading);
    }
    assert.equal(homophones("xi'an"), '西安');
    assert.equal(homophones('xian'), '先');
    assert.equal(homophones('lǜse'), '驴色');
    assert.equal(homophones('lüe'), homophones('lve'));
  });

  it('should leave characters and digits, and refuse letters that are no syllable', () => {
    assert.equal(homophones('虫庆'), '虫庆');
    assert.equal(homophones('aershan1382'), '阿儿山1382');
    assert.equal(homophones('kouxyz'), undefined);
  });
});
