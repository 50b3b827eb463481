import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SpineItem } from '../model/manuscript.ts';
import { assemble, manuscriptOf } from '../testing/books.ts';

function file(path: string, text: string, more: { level?: number; title?: string } = {}): SpineItem {
  return { kind: 'file', matter: 'body', path, text, ...more };
}

const PLACE = { file: 'SUMMARY.md', line: 3, column: 1 };

describe('levels of headings', () => {
  it('should move the headings of a section down, and no heading up', () => {
    const { book } = assemble(
      manuscriptOf([
        file('a.md', '# 章\n\n### 小'),
        file('b.md', '# 节\n\n## 目\n\n###### 末', { level: 2 }),
        file('c.md', '## 节\n\n### 目', { level: 2 }),
      ]),
    );
    assert.deepEqual(
      book.chapters.map(({ headings, level }) => [level, headings.map((heading) => heading.level)]),
      [
        [undefined, [1, 3]],
        [2, [2, 3, 6]],
        [2, [2, 3]],
      ],
    );
  });

  it('should name a file without a heading as the order does', () => {
    const spine = [file('a.md', '文', { title: '序' }), file('b.md', '# 章', { title: '别' })];
    const { book } = assemble(manuscriptOf(spine));
    assert.deepEqual(
      book.chapters.map(({ title }) => title),
      ['序', '章'],
    );
  });

  it('should make a divisional title of a line that opens a part', () => {
    const { book, diagnostics } = assemble(
      manuscriptOf([{ kind: 'part', matter: 'body', title: '上编 <b>', place: PLACE }, file('a.md', '# 章')]),
    );
    const [part] = book.chapters;
    assert.deepEqual([part?.kind, part?.title, part?.headings.length], ['part', '上编 <b>', 1]);
    assert.deepEqual(diagnostics, []);
  });
});
