import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readInfo } from './info.ts';

const NOTHING = { marked: [], problems: [] };

describe('what stands behind a fence', () => {
  for (const [info, expected] of [
    [
      'js title="main.js" {1,3-5} showLineNumbers',
      {
        language: 'js',
        title: 'main.js',
        marked: [
          [1, 1],
          [3, 5],
        ],
        firstNumber: 1,
      },
    ],
    ['js showLineNumbers=10', { language: 'js', firstNumber: 10 }],
    ['js:main.js', { language: 'js', title: 'main.js' }],
    ['js title=main.js', { language: 'js', title: 'main.js' }],
    ['js{4}', { language: 'js', marked: [[4, 4]] }],
    [
      'js{1, 3}',
      {
        language: 'js',
        marked: [
          [1, 1],
          [3, 3],
        ],
      },
    ],
    ['ts:line-numbers=2 {1}', { language: 'ts', firstNumber: 2, marked: [[1, 1]] }],
    ['ts:no-line-numbers', { language: 'ts' }],
    ['js [main.js]', { language: 'js', title: 'main.js' }],
    [
      'py title="a b.py" linenums="1" hl_lines="2 3-4"',
      {
        language: 'py',
        title: 'a b.py',
        firstNumber: 1,
        marked: [
          [2, 2],
          [3, 4],
        ],
      },
    ],
    [
      'go {linenos=table,hl_lines=[2,"4-5"],linenostart=199}',
      {
        language: 'go',
        firstNumber: 199,
        marked: [
          [2, 2],
          [4, 5],
        ],
      },
    ],
    ['js {numberLines: true}', { language: 'js', firstNumber: 1 }],
    ['{.haskell .numberLines startFrom="10" #lst-a}', { language: 'haskell', firstNumber: 10, id: 'lst-a' }],
    ['python {#lst-py lst-cap="计数"}', { language: 'python', id: 'lst-py', title: '计数' }],
    ['rust,editable,ignore', { language: 'rust' }],
    ['text {numbers start=10 #代码}', { language: 'text', firstNumber: 10, id: '代码' }],
    ['c++ {.wide}', { language: 'c++' }],
    ['js live twoslash foo=bar', { language: 'js' }],
    ['', { language: '' }],
    ['c numbers=false', { language: 'c' }],
  ] as const) {
    it(`should be read from \`${info}\``, () => {
      assert.deepEqual(readInfo(info), { ...NOTHING, ...expected });
    });
  }

  it('should be a problem in braces where it means nothing, and nowhere else', () => {
    assert.deepEqual(readInfo('js {1,x} wide').problems, ['1', 'x']);
    assert.deepEqual(readInfo('js {width=3 #a}').problems, ['width=3']);
    assert.deepEqual(readInfo('js {5-2,0}').problems, ['5-2', '0']);
    assert.deepEqual(readInfo('js {a {b} c').problems, ['b']);
  });

  it('should take no longer than it is long', () => {
    const long = `js ${'{1'.repeat(30_000)} ${'a="'.repeat(30_000)} ${'['.repeat(30_000)}`;
    assert.equal(readInfo(long).language, 'js');
  });
});
