import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { htmlOf, parse, told } from '../../../testing/parse.ts';

/** Rows of head and body as `cell×columns×rows`, ones left out. */
function rowsOf(text: string, disabled: readonly string[] = []): readonly string[] {
  return [...htmlOf(text, disabled).matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd]([^>]*)>(.*?)<\/t[hd]>/gs)]
      .map(([, attributes = '', cell]) => {
        const [across, down] = ['colspan', 'rowspan'].map(
          (name) => new RegExp(`${name}="(\\d+)"`).exec(attributes)?.[1],
        );
        return `${cell}${across === undefined ? '' : `→${across}`}${down === undefined ? '' : `↓${down}`}`;
      })
      .join('|'),
  );
}

const table = (...rows: readonly string[]): string => {
  const [head = '', ...body] = rows;
  return [head, head.replace(/[^|]+/g, '---'), ...body].join('\n');
};

describe('merged cells', () => {
  it('should be joined to the left by `<` and upward by `^`', () => {
    assert.deepEqual(
      rowsOf(
        table(
          '| 年 | 货运量 | < |',
          '| 2022 | 1 | 2 |',
          '| ^ | 3 | 4 |',
          '| ^ | 5 | < |',
          '| 2023 | 6 | 7 |',
        ),
      ),
      ['年|货运量→2', '2022↓3|1|2', '3|4', '5→2', '2023|6|7'],
    );
  });

  it('should be joined to rectangles in both directions', () => {
    const expected = ['甲|乙|丙', '天→2↓2|1', '2', '地|3|4'];
    for (const second of ['| ^ | < | 2 |', '| ^ | ^ | 2 |'])
      assert.deepEqual(
        rowsOf(table('| 甲 | 乙 | 丙 |', '| 天 | < | 1 |', second, '| 地 | 3 | 4 |')),
        expected,
      );
  });

  it('should keep the alignment of their columns', () => {
    assert.match(htmlOf('| 甲 | 乙 | 丙 |\n|---|---|--:|\n| 天 | < | 1 |'), /<td align="right">1<\/td>/);
  });

  it('should stay text with a backslash, in code, among other text and where there is nothing to join', () => {
    assert.deepEqual(rowsOf(table('| < | ^ |', '| ^ | \\< |', '| \\^ | `<` |', '| <1 | x^ |')), [
      '&#x3C;|^',
      '^|&#x3C;',
      '^|<code>&#x3C;</code>',
      '&#x3C;1|x^',
    ]);
    assert.deepEqual(parse(table('| < | ^ |', '| ^ | \\< |')).diagnostics, []);
  });

  it('should not be joined over the end of the head', () => {
    assert.deepEqual(rowsOf(table('| 甲 | 乙 |', '| ^ | 1 |')), ['甲|乙', '^|1']);
    const deep = `: {head-rows=2}\n\n${table('| 甲 | 乙 | < |', '| ^ | 1 | 2 |', '| ^ | 3 | 4 |')}`;
    assert.deepEqual(rowsOf(deep), ['甲↓2|乙→2', '1|2', '^|3|4']);
  });

  it('should stay text and be told of where they make no rectangle, or join a whole row', () => {
    const text = table('| 甲 | 乙 |', '| 天 | < |', '| 1 | ^ |');
    assert.deepEqual(rowsOf(text), ['甲|乙', '天|&#x3C;', '1|^']);
    assert.deepEqual(told(parse(text).diagnostics), ['warning table-merge a.md:3:1']);
    const whole = table('| 甲 | 乙 |', '| 天 | 地 |', '| ^ | ^ |');
    assert.deepEqual(rowsOf(whole), ['甲|乙', '天|地', '^|^']);
    assert.equal(parse(whole).diagnostics.length, 2);
  });

  it('should stay text when they are switched off', () => {
    assert.deepEqual(rowsOf(table('| 甲 | < |'), ['merged-cells']), ['甲|&#x3C;']);
  });
});
