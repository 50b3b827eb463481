import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { htmlOf } from '../../../testing/parse.ts';

const TABLE = '| 年 | 吨 |\n|---|---|\n| 2022 | 1200 |';

/** The notes in the table's foot and the paragraphs behind it. */
function read(text: string, disabled: readonly string[] = []): readonly string[] {
  return [...htmlOf(text, disabled).matchAll(/<tr><td colspan="(\d)">(.*?)<\/td><\/tr>|<p>(.*?)<\/p>/gs)].map(
    ([, span, note, paragraph]) => (note === undefined ? `p ${paragraph}` : `${span} ${note}`),
  );
}

describe('notes of a table', () => {
  for (const word of [
    '注',
    '註',
    '注1',
    '注 ②',
    '资料来源',
    '來源',
    '出典',
    '주',
    '자료',
    '출처',
    'Note',
    'Source',
  ]) {
    it(`should be paragraphs behind it that begin with ${word}`, () => {
      assert.deepEqual(read(`${TABLE}\n\n${word}：不含**过境**货物。\n\n后文。`), [
        `2 ${word}：不含<strong>过境</strong>货物。`,
        'p 后文。',
      ]);
    });
  }

  it('should be several, and stand behind a title below the table', () => {
    const text = `${TABLE}\n\n表：货运量 {#f}\n\n注1：甲。\n\n注2：乙。\n\n后文。`;
    assert.deepEqual(read(text), ['2 注1：甲。', '2 注2：乙。', 'p 后文。']);
    assert.match(
      htmlOf(text),
      /^\n?<table id="f" class="noted"><caption>货运量<\/caption>.*<tfoot class="table-notes">/s,
    );
  });

  it('should be as wide as a table with merged cells', () => {
    assert.deepEqual(read('| 甲 | 乙 | < |\n|---|---|---|\n\n注：甲。'), ['3 注：甲。']);
  });

  it('should stay paragraphs away from tables, with other words, and when switched off', () => {
    assert.deepEqual(read(`${TABLE}\n\n后文。\n\n注：甲。`), ['p 后文。', 'p 注：甲。']);
    assert.deepEqual(read(`${TABLE}\n\n注意：甲。`), ['p 注意：甲。']);
    assert.deepEqual(read('注：甲。'), ['p 注：甲。']);
    assert.deepEqual(read(`${TABLE}\n\n注：甲。`, ['table-notes']), ['p 注：甲。']);
  });
});
