import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toHtml } from 'hast-util-to-html';
import type { Book } from '../model/book.ts';
import { LANGUAGES } from '../model/metadata.ts';
import { assemble, BARE_METADATA, manuscriptOf } from '../testing/books.ts';
import { titleAdmonitions } from './admonition-titles.ts';

function bookOf(text: string, language: (typeof LANGUAGES)[number] = 'zh-CN'): Book {
  return assemble(manuscriptOf({ 'a.md': text }, { metadata: { ...BARE_METADATA, language } })).book;
}

function htmlOf(book: Book): string {
  return toHtml(book.chapters[0]?.content ?? []).replace(/ data-source="[^"]*"/g, '');
}

describe('titles of admonitions', () => {
  it('should be the word for the kind in the language of the book', () => {
    for (const [language, title] of [
      ['zh-CN', '备注'],
      ['zh-TW', '備註'],
      ['ja', '注記'],
      ['ko', '참고'],
    ] as const) {
      const html = htmlOf(titleAdmonitions(bookOf(':::note\n甲\n:::', language)));
      assert.match(html, new RegExp(`<p class="admonition-title keep-next">${title}</p>`));
    }
  });

  it('should differ by kind', () => {
    for (const language of LANGUAGES) {
      const kinds = ['note', 'tip', 'important', 'warning', 'caution'];
      const text = kinds.map((kind) => `:::${kind}\n甲\n:::`).join('\n\n');
      const titles = htmlOf(titleAdmonitions(bookOf(text, language))).match(/keep-next">[^<]+</g);
      assert.equal(new Set(titles).size, kinds.length, language);
    }
  });

  it('should be set in notes too', () => {
    const [chapter] = titleAdmonitions(bookOf('甲[^a]\n\n[^a]:\n    > [!TIP]\n    > 乙')).chapters;
    assert.match(toHtml(chapter?.notes[0]?.content ?? []), /keep-next"[^>]*>提示</);
  });

  it('should not replace a title of the author’s, nor change the book itself', () => {
    const book = bookOf(':::note[题]\n甲\n:::\n\n:::tip\n乙\n:::');
    const before = JSON.stringify(book);
    assert.match(htmlOf(titleAdmonitions(book)), /keep-next">题<.*keep-next">提示</s);
    assert.equal(JSON.stringify(book), before);
  });
});
