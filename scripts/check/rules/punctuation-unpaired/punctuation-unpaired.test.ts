import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Language } from '../../../model/metadata.ts';
import { assemble, BARE_METADATA, manuscriptOf } from '../../../testing/books.ts';
import { told } from '../../../testing/parse.ts';
import { punctuationUnpaired } from './punctuation-unpaired.ts';

/** The places that are told of. */
function check(text: string, language: Language = 'zh-CN'): readonly string[] {
  const manuscript = manuscriptOf({ 'a.md': text }, { metadata: { ...BARE_METADATA, language } });
  return told(punctuationUnpaired.check(assemble(manuscript).book, [])).map((one) =>
    one.replace('warning punctuation-unpaired a.md:', ''),
  );
}

const clean = (texts: readonly string[], language: Language = 'zh-CN'): void => {
  for (const text of texts) {
    it(`should not find any in ${JSON.stringify(text)} (${language})`, () =>
      assert.deepEqual(check(text, language), []));
  }
};

describe('punctuation-unpaired', () => {
  for (const [open, close] of ['“”', '‘’', '「」', '『』', '（）', '《》', '〈〉', '【】', '〔〕', '［］']) {
    it(`should find ${open} without ${close} and ${close} without ${open}`, () => {
      assert.deepEqual(check(`文\n\n甲${open}乙。`), ['3:2']);
      assert.deepEqual(check(`文\n\n甲乙${close}。`), ['3:3']);
    });
  }

  it('should find marks that cross, and those mixed with ASCII', () => {
    assert.deepEqual(check('“甲（乙”好）'), ['1:3', '1:7']);
    assert.deepEqual(check('甲（乙)丙'), ['1:2']);
    assert.deepEqual(check('甲“乙"丙'), ['1:2']);
  });

  it('should look into headings, items, cells, captions and notes, each alone', () => {
    assert.deepEqual(check('# 甲（\n\n- 乙（\n- ）丙\n\n| 丁“ |\n|-|\n| ” |'), [
      '1:4',
      '3:4',
      '4:3',
      '6:4',
      '8:3',
    ]);
    assert.deepEqual(check('文[^a]\n\n[^a]: 甲“乙'), ['3:8']);
    assert.deepEqual(check('文\n\n![甲](a.png "乙《丙")'), ['3:1']);
  });

  it('should tell of the first five of a paragraph and no more', () => {
    assert.deepEqual(check('（'.repeat(40)), ['1:1', '1:2', '1:3', '1:4', '1:5']);
    assert.deepEqual(check('”'.repeat(40)), ['1:1', '1:2', '1:3', '1:4', '1:5']);
  });

  it('should count lines and columns as written, through folds, escapes and emphasis', () => {
    assert.deepEqual(check('甲\\*“乙”\n**丙“丁**'), ['2:4']);
    assert.deepEqual(check('甲&lt;乙“丙'), ['1:7']);
  });

  describe('over paragraphs', () => {
    clean([
      '“甲。\n\n“乙。\n\n“丙。”',
      '他说：“甲：\n\n“‘乙。’”',
      '“‘甲。\n\n“‘乙。’”',
      '> “甲。\n>\n> “乙。”',
    ]);

    it('should find one that does not open again, and one that does not end', () => {
      assert.deepEqual(check('“甲。\n\n乙。'), ['1:1']);
      assert.deepEqual(check('“甲。\n\n“乙。'), ['1:1']);
      assert.deepEqual(check('“甲。\n\n# 乙'), ['1:1']);
    });

    it('should not let brackets go on', () => assert.deepEqual(check('（甲。\n\n（乙。）'), ['1:1']));

    clean(['「甲。\n\n乙「丁」。\n\n丙。」'], 'ja');
    clean([':::verse\n“甲，\n乙。\n\n丙，\n丁。”\n:::']);

    it('should find a quotation in Japanese before another one', () =>
      assert.deepEqual(check('「甲。\n\n「乙」', 'ja'), ['1:1']));
  });

  clean([
    '“甲‘乙’丙”（丁〔戊〕）',
    '1）甲；2）乙',
    '甲）乙\n\na）丙\n\n（一）丁\n\n一）戊',
    'don’t, ’90s, dogs’ and rock ’n’ roll',
    '‘Alī 与 ‘hello!’',
    'der „Titel“ und der „Titel”',
    '`“`\n\n```\n（\n```',
    '甲“`）`”乙',
    '甲[^a]（乙）\n\n[^a]: （丙）',
    ':::dialogue\n记者（甲）：“乙？”\n王越：（笑）“丙。”\n:::',
    '<ruby>漢<rt>（</rt></ruby>',
    '（甲**乙**丙）“[丁](a.md)”',
    'f(x] "甲',
  ]);

  it('should not take `1）` for an item behind words', () => assert.deepEqual(check('共12章）'), ['1:5']));
});
