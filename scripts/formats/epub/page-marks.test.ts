import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toHtml } from 'hast-util-to-html';
import type { PageStart } from '../../model/page-start.ts';
import type { PageInfo } from '../../model/pagination.ts';
import { chapterOf, partOf, sampleBook, textOf } from './fixture.ts';
import { markPages } from './page-marks.ts';

/** Pages of one chapter, labelled from 1. */
function pagesOf(chapter: string, count: number): PageInfo[] {
  return Array.from({ length: count }, (_, index) => ({
    label: String(index + 1),
    side: index % 2 === 0 ? 'recto' : 'verso',
    chapter,
  }));
}

/** A chapter with its marks as `|label|`: its first page begins with it, the others where `starts` say. */
function marked(html: string, ...starts: readonly (readonly [source: string, offset: number] | null)[]) {
  const all: (PageStart | null)[] = [{ source: '', offset: 0 }];
  all.push(...starts.map((start) => start && { source: start[0], offset: start[1] }));
  const book = { ...sampleBook(), chapters: [chapterOf('c05', html)] };
  const { book: result, marks } = markPages(book, { pages: pagesOf('c05', all.length), starts: all });
  const content = result.chapters[0]?.content ?? { type: 'root', children: [] };
  assert.equal(textOf(content), textOf(book.chapters[0]?.content ?? content), 'the text stays as it is');
  const written = toHtml(content)
    .replaceAll(/<span id="page-\d+" role="doc-pagebreak" aria-label="(\d+)"><\/span>/g, '|$1|')
    .replaceAll(/ data-source="[^"]*"/g, '');
  return { written, labels: marks.map(({ label }) => label) };
}

describe('marks of printed pages', () => {
  it('should stand between the two characters that a page parts, white space not counted', () => {
    const { written, labels } = marked('<p data-source="a:1:1">甲乙 丙\n丁</p>', ['a:1:1', 3]);
    assert.equal(written, '|1|<p>甲乙 丙\n|2|丁</p>');
    assert.deepEqual(labels, ['1', '2']);
  });

  it('should not part a reading from its character, digits side by side, a character from its variation', () => {
    const p = (text: string) => `<p data-source="a">${text}</p>`;
    assert.equal(
      marked(p('甲<ruby>漢字<rt>かんじ</rt></ruby>乙'), ['a', 2]).written,
      '|1|<p>甲|2|<ruby>漢字<rt>かんじ</rt></ruby>乙</p>',
    );
    assert.equal(
      marked(p('甲<span class="tcy">12</span>'), ['a', 2]).written,
      '|1|<p>甲|2|<span class="tcy">12</span></p>',
    );
    assert.equal(marked(p('甲葛\u{E0101}飾'), ['a', 2]).written, '|1|<p>甲|2|葛\u{E0101}飾</p>');
    assert.equal(marked(p('甲𠮷乙'), ['a', 2]).written, '|1|<p>甲|2|𠮷乙</p>');
  });

  it('should not count readings, numbers of notes and what pages write anew', () => {
    const text =
      '<p data-source="a">甲<ruby>漢<rt>かん</rt></ruby><sup><a class="note-call">12</a></sup><a data-without-pages="見乙">頁<span data-page-of="x"></span></a>乙丙</p>';
    assert.match(marked(text, ['a', 3]).written, /乙\|2\|丙<\/p>$/);
  });

  it('should stand before a heading, a figure and a numbered listing, within an item, a cell and a link', () => {
    const before = (html: string, expected: string) =>
      assert.equal(marked(`<p>甲</p>${html}`, ['b', 0]).written, `|1|<p>甲</p>${expected}`);
    before('<h2 data-source="b">乙</h2>', '|2|<h2>乙</h2>');
    before(
      '<figure data-source="a"><img data-source="b" src="x"><figcaption>乙</figcaption></figure>',
      '|2|<figure><img src="x"><figcaption>乙</figcaption></figure>',
    );
    before(
      '<pre data-source="b"><code data-numbers="1">a</code></pre>',
      '|2|<pre><code data-numbers="1">a</code></pre>',
    );
    before('<ul data-source="b"><li data-source="b">乙</li></ul>', '<ul><li>|2|乙</li></ul>');
    before(
      '<table><tbody><tr data-source="b"><td></td><td>乙</td></tr></tbody></table>',
      '<table><tbody><tr><td></td><td>|2|乙</td></tr></tbody></table>',
    );
    before('<p data-source="b"><a href="#x">乙</a></p>', '<p><a href="#x">|2|乙</a></p>');
    before('<hr data-source="b">', '|2|<hr>');
  });

  it('should let a page of floats alone begin with the next one, the last with the end of the chapter', () => {
    const { written, labels } = marked('<p data-source="a">甲乙</p>', null, ['a', 1], null);
    assert.equal(written, '|1|<p>甲|2||3|乙</p>|4|');
    assert.deepEqual(labels, ['1', '2', '3', '4']);
  });

  it('should leave out a page of which no place is known, and one without a folio', () => {
    const { written, labels } = marked('<p data-source="a">甲乙</p>', ['gone', 0], ['a', 9], ['a', 1]);
    assert.deepEqual([written, labels], ['|1|<p>甲|4|乙</p>', ['1', '4']]);
    const book = { ...sampleBook(), chapters: [chapterOf('c05', '<p>甲</p>'), partOf('c01', 'cover')] };
    const pages: PageInfo[] = [
      { label: '', side: 'recto', chapter: 'c05' },
      { label: '', side: 'verso' },
      { label: '1', side: 'recto', chapter: 'c01' },
    ];
    const starts = pages.map(() => ({ source: '', offset: 0 }));
    assert.deepEqual(markPages(book, { pages, starts }).marks, []);
  });
});
