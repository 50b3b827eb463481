import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseMarkdown } from './parse-markdown.ts';

/** What is told of a text, as `line:column rule`. */
function toldOf(text: string): readonly string[] {
  const { diagnostics } = parseMarkdown({ path: 'a.md', text });
  return diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ ruleId, place }) => `${place?.line}:${place?.column} ${ruleId}`);
}

describe('a text that is not read', () => {
  it('should be told at the place of what is too deep', () => {
    const deep = (open: string, close: string): string => `甲\n\n乙${open.repeat(101)}丙${close.repeat(101)}`;
    assert.deepEqual(toldOf(deep('*a ', ' a*')), ['3:2 nesting-deep']);
    assert.deepEqual(toldOf(deep('![', '](u)')), ['3:202 nesting-deep']);
    assert.deepEqual(toldOf('*a '.repeat(80) + ' a*'.repeat(80)), []);
  });

  it('should be told where brackets begin titles over and over that nothing ends', () => {
    assert.deepEqual(toldOf(`甲\n\n${'[ (]('.repeat(100)}`), []);
    const [told = '', ...others] = toldOf(`甲\n\n${'[ (]('.repeat(4000)}`);
    assert.match(told, /^3:\d+ marks-endless$/);
    assert.deepEqual(others, []);
    const brackets = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
    assert.deepEqual(toldOf(brackets(500)), []);
    assert.match(toldOf(brackets(5000)).join(), /^1:\d+ marks-endless$/);
  });

  it('should be told where a quotation or an item goes on for thousands of lines without its mark', () => {
    for (const mark of ['> >', '-']) {
      assert.deepEqual(toldOf(`${mark} 天\n${'地\n'.repeat(500)}`), []);
      const [told = '', ...others] = toldOf(`${mark} 天\n${'地\n'.repeat(4500)}`);
      assert.match(told, /^\d{4}:1 marks-endless$/, mark);
      assert.deepEqual(others, []);
      assert.deepEqual(toldOf(`${mark} 天\n`.repeat(300)), []);
    }
  });

  it('should be told where links would repeat a long address', () => {
    const text = (links: number): string => `[a]: /${'u'.repeat(1_000_000)}\n\n${'[a]\n'.repeat(links)}`;
    assert.deepEqual(toldOf(text(3)), []);
    assert.deepEqual(toldOf(text(21)), ['1:1 marks-endless']);
  });

  it('should be told where rows would be filled with hundreds of thousands of cells', () => {
    const text = (columns: number, rows: number): string =>
      `${'|a'.repeat(columns)}|\n${'|-'.repeat(columns)}|\n${'|b\n'.repeat(rows)}`;
    assert.deepEqual(toldOf(text(20, 500)), []);
    assert.deepEqual(toldOf(text(1000, 300)), ['1:1 marks-endless']);
  });

  it('should not be one that closes what it begins, or begins much that is short', () => {
    for (const one of ['*天*地', '[天](a "地") ', '`天` ', '[0, 1) ', 'a < b ', '天[^a]', '{漢|かん}'])
      assert.deepEqual(toldOf(`${one.repeat(500)}\n\n[^a]: 注`), [], one);
    const readings = '<ruby>漢<rt>かん</rt></ruby>字が並ぶ。'.repeat(700);
    assert.deepEqual(toldOf(`[0, 1)と${readings}`), []);
  });
});
