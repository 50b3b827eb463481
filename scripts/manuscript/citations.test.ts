import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { told } from '../testing/parse.ts';
import { memoryFiles } from './memory-files.ts';
import { readManuscript } from './read-manuscript.ts';

const HEAD = 'title: 书\nlanguage: zh-CN\n';

const read = (keys: string, files: Readonly<Record<string, string>> = {}) =>
  readManuscript(
    '/book',
    memoryFiles({ '/book/book.yaml': HEAD + keys, '/book/01.md': '# 一', ...files }),
    {},
  );

describe('bibliographies', () => {
  it('should be read by their endings, the style be that of the language', async () => {
    const files = { '/book/a.bib': '@book{a}', '/book/lists/b.json': '[]' };
    const { manuscript, diagnostics } = await read('bibliography: [a.bib, lists/b.json]\n', files);
    assert.deepEqual(told(diagnostics), []);
    assert.deepEqual(manuscript?.citations, {
      files: [
        { source: 'a.bib', text: '@book{a}', format: 'bibtex' },
        { source: 'lists/b.json', text: '[]', format: 'json' },
      ],
      style: { kind: 'shipped', name: 'gb-t-7714-2015-numeric' },
      place: 'book',
    });
    assert.deepEqual(manuscript?.spine.at(-1), { kind: 'generated', matter: 'back', part: 'references' });
  });

  it('should not add a list to a spine that the author wrote, nor one of the book where chapters have theirs', async () => {
    for (const keys of ['spine: { back: [] }', 'references: { place: chapter }']) {
      const { manuscript } = await read(`bibliography: a.bib\n${keys}\n`, { '/book/a.bib': '' });
      assert.deepEqual(
        manuscript?.spine.filter((item) => item.kind === 'generated' && item.part === 'references'),
        [],
      );
    }
  });

  for (const [keys, expected] of [
    ['bibliography: ../a.bib\n', 'error path-outside book.yaml:3:15'],
    ['bibliography: /etc/a.bib\n', 'error path-outside book.yaml:3:15'],
    ['bibliography: none.bib\n', 'error file-missing book.yaml:3:15'],
    ['bibliography: a.txt\n', 'error config-value book.yaml:3:15'],
    ['bibliography: a.bib\ncitation-style: none.csl\n', 'error file-missing book.yaml:4:17'],
    ['bibliography: a.bib\ncitation-style: gb-t-7714\n', 'error config-value book.yaml:4:17'],
    ['citation-style: numeric\n', 'warning config-unused book.yaml:3:1'],
  ] as const)
    it(`should tell of ${JSON.stringify(keys)}`, async () => {
      const { diagnostics } = await read(keys, { '/book/a.bib': '' });
      assert.deepEqual(told(diagnostics), [expected]);
    });
});
