import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Element } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { toString as textOf } from 'hast-util-to-string';
import type { Book } from '../model/book.ts';
import { visit } from '../model/visit.ts';
import { assemble, manuscriptOf, SMALL_PAGE } from '../testing/books.ts';
import { fpoFrame } from './fpo.ts';
import { setPictures } from './pictures.ts';

function bookOf(text: string): Book {
  return assemble(manuscriptOf({ 'a.md': text })).book;
}

function htmlOf(book: Book): string {
  return toHtml(book.chapters[0]?.content ?? { type: 'root', children: [] }).replace(
    / data-source="[^"]*"/g,
    '',
  );
}

describe('pictures of an edition', () => {
  it('should be set in the size that was ordered', () => {
    const book = setPictures(bookOf('![甲](a.png "题"){width=8 lines=4}'), new Set(['a.png']), SMALL_PAGE);
    assert.equal(
      htmlOf(book),
      '<figure data-width="8" data-lines="4" style="--figure-width: 8; --figure-lines: 4"><img src="a.png" alt="甲"><figcaption>题</figcaption></figure>',
    );
  });

  it('should not be given a height when none was ordered', () => {
    const book = setPictures(bookOf('![甲](a.png "题")'), new Set(['a.png']), SMALL_PAGE);
    assert.match(htmlOf(book), /<figure style="--figure-width: 10"><img/);
  });

  it('should not be wider than the measure, nor higher than the page', () => {
    const book = setPictures(bookOf('![甲](a.png "题"){width=40 lines=50}'), new Set(['a.png']), SMALL_PAGE);
    assert.match(htmlOf(book), /--figure-width: 10; --figure-lines: 6"/);
  });

  it('should not have an ordered size on a page or a spread of its own', () => {
    const html = (place: string): string =>
      htmlOf(setPictures(bookOf(`![甲](a.png){place=${place} lines=2}`), new Set(['a.png']), SMALL_PAGE));
    for (const place of ['page', 'spread']) assert.doesNotMatch(html(place), /style=/);
    assert.match(html('top'), /--figure-width: 10; --figure-lines: 2"/);
  });

  it('should have frames of the shape that the page gives them', () => {
    const shape = (place: string, page = SMALL_PAGE): number[] => {
      const html = htmlOf(setPictures(bookOf(`![甲](a.png){place=${place}}`), new Set(), page));
      return (/viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(html) ?? []).slice(1).map(Number);
    };
    // 10 characters of 9 pt by 8 lines on 13.5 pt, 10 mm from the binding, a line for the caption.
    assert.deepEqual(shape('page'), [90, 90]);
    assert.deepEqual(shape('spread'), [236.69, 90]);
    // Lines follow each other across the page; the caption has one and a half below.
    const vertical = { ...SMALL_PAGE, writingMode: 'vertical' } as const;
    assert.deepEqual(shape('page', vertical), [103.5, 69.75]);
    assert.deepEqual(shape('spread', vertical), [263.69, 69.75]);
  });

  it('should share the lines of a vertical page side by side, a line between them', () => {
    const row = ':::side-by-side\n![甲](a.png)\n![乙](a.png){lines=2}\n:::';
    const vertical = { ...SMALL_PAGE, writingMode: 'vertical' } as const;
    const html = htmlOf(setPictures(bookOf(row), new Set(['a.png']), vertical));
    assert.deepEqual(
      [...html.matchAll(/--figure-lines: ([\d.]+)/g)].map(([, lines]) => lines),
      ['4', '2'],
    );
  });

  it('should share the measure side by side, a character between them', () => {
    const widths = (...attributes: readonly string[]): string[] => {
      const row = `:::side-by-side\n${attributes.map((text) => `![甲](a.png)${text}`).join('\n')}\n:::`;
      const html = htmlOf(setPictures(bookOf(row), new Set(['a.png']), SMALL_PAGE));
      return [...html.matchAll(/--figure-width: ([\d.]+)/g)].map(([, width]) => width ?? '');
    };
    assert.deepEqual(widths('', ''), ['4.5', '4.5']);
    assert.deepEqual(widths('', '', ''), ['2.67', '2.67', '2.67']);
    assert.deepEqual(widths('{width=3}', ''), ['3', '6']);
    assert.deepEqual(widths('{width=3}', '{width=4}'), ['3', '4']);
    assert.deepEqual(widths('{width=6}', '{width=12}'), ['3', '6']);
    assert.deepEqual(widths('{width=20}', ''), ['7.35', '1.65']);
  });

  it('should be frames for position only where they are missing', () => {
    const book = setPictures(bookOf('![甲](图/a.png "题"){width=8 lines=4}'), new Set(), SMALL_PAGE);
    const html = htmlOf(book);
    assert.match(
      html,
      /<div class="fpo"><svg viewBox="0 0 72 54" role="img" aria-label="图片待补：图\/a.png 甲"/,
    );
    assert.match(html, /<figcaption>题<\/figcaption>/);
    assert.doesNotMatch(html, /<img/);
  });

  it('should have a frame of a height even where none was ordered', () => {
    const book = setPictures(bookOf('![甲](a.png "题")'), new Set(), SMALL_PAGE);
    assert.match(htmlOf(book), /--figure-width: 10; --figure-lines: 6/);
  });

  it('should be set in notes too', () => {
    const book = bookOf('甲[^a]\n\n[^a]: 见![乙](a.png)');
    const [note] = setPictures(book, new Set(), SMALL_PAGE).chapters[0]?.notes ?? [];
    assert.match(toHtml(note?.content ?? []), /<div class="fpo">/);
    assert.match(toHtml(book.chapters[0]?.notes[0]?.content ?? []), /<img/);
  });

  it('should not change the book itself', () => {
    const book = bookOf('![甲](a.png "题"){lines=4}');
    const before = JSON.stringify(book);
    setPictures(book, new Set(), SMALL_PAGE);
    setPictures(book, new Set(['a.png']), SMALL_PAGE);
    assert.equal(JSON.stringify(book), before);
  });
});

describe('the frame for position only', () => {
  it('should be drawn without any text of its own', () => {
    const frame = fpoFrame('图片待补：a.png', 300, 120);
    assert.equal(textOf(frame), '');
    visit(frame, (node) => assert.notEqual(node.type, 'text'));
  });

  it('should have the shape it is given and an accessible name', () => {
    const svg = fpoFrame('名 "&<', 300.456, 120).children[0] as Element;
    assert.equal(svg.properties['viewBox'], '0 0 300.46 120');
    assert.equal(svg.properties['role'], 'img');
    assert.match(toHtml(svg), /aria-label="名 &#x22;&#x26;&#x3C;"|aria-label="名 &#x22;&#x26;<"/);
  });

  it('should not need more of a document than shapes', () => {
    const names = new Set<string>();
    visit(fpoFrame('名', 10, 10), 'element', ({ tagName }) => {
      names.add(tagName);
    });
    assert.deepEqual([...names].sort(), ['div', 'path', 'rect', 'svg']);
  });
});
