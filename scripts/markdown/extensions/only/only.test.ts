import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toHtml } from 'hast-util-to-html';
import type { Book } from '../../../model/book.ts';
import { type Diagnostic, formatPlace } from '../../../model/diagnostic.ts';
import { bookForEdition, prepareBook } from '../../../prepare-book.ts';
import { editionOf, manuscriptOf } from '../../../testing/books.ts';
import { htmlOf, parse, told } from '../../../testing/parse.ts';

const EDITIONS = [
  editionOf({ name: 'print' }),
  editionOf({ name: 'large' }),
  editionOf({ name: 'ebook', format: 'epub' }),
];

async function booksOf(text: string) {
  const manuscript = manuscriptOf({ 'a.md': text }, { editions: EDITIONS });
  const prepared = await prepareBook(manuscript, { templates: {} });
  const books = EDITIONS.map((edition): Book => bookForEdition(prepared, edition, new Set()));
  return { books, prepared };
}

function textOf({ chapters }: Book): string {
  const html = chapters.map(({ content }) => toHtml(content)).join('');
  assert.doesNotMatch(html, /data-only/);
  return html.replace(/<[^>]*>|\s/g, '');
}

function messages(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ ruleId, place }) => `${ruleId} ${place === undefined ? '' : formatPlace(place)}`);
}

describe('passages of some editions', () => {
  it('should be in those, by name and by format, one within another', async () => {
    const { books, prepared } = await booksOf(
      '甲\n\n:::only{edition=print}\n乙\n:::\n\n:::only{edition="large ebook"}\n丙\n:::\n\n::::only{format=pdf}\n丁\n\n:::only{edition=large}\n戊\n:::\n::::\n',
    );
    assert.deepEqual(books.map(textOf), ['甲乙丁', '甲丙丁戊', '甲丙']);
    assert.deepEqual(messages(prepared.diagnostics), []);
  });

  it('should take their headings, notes and pictures with them', async () => {
    const text =
      '# 甲\n\n:::only{format=epub}\n## 乙\n\n文[^1]![丙](a.png)\n:::\n\n尾[^2]\n\n[^1]: 注[^3]\n\n[^2]: 二\n\n[^3]: 三\n';
    const { books } = await booksOf(text);
    const facts = books.map(({ chapters: [chapter], images }) => [
      chapter?.headings.map(({ title }) => title),
      chapter?.notes.map(({ number }) => number),
      images.length,
    ]);
    assert.deepEqual(facts, [
      [['甲'], [1], 0],
      [['甲'], [1], 0],
      [['甲', '乙'], [1, 2, 3], 1],
    ]);
  });

  it('should let two editions have the same id, and a link find its own', async () => {
    const text =
      ':::only{format=epub}\n## 乙 {#x}\n:::\n\n:::only{format=pdf}\n## 丙 {#x}\n:::\n\n[链](#x)\n';
    const { prepared } = await booksOf(text);
    assert.deepEqual(messages(prepared.diagnostics), []);
  });

  it('should tell of a link that leads nowhere in some editions, once', async () => {
    const { prepared } = await booksOf(':::only{format=epub}\n## 乙 {#x}\n:::\n\n[链](#x)\n');
    assert.deepEqual(messages(prepared.diagnostics), ['link-target-missing manuscript/a.md:5:1']);
  });

  it('should refuse a name that is none', async () => {
    const { books, prepared } = await booksOf(
      '甲\n\n:::only{edition=pritn}\n乙\n:::\n\n:::only{format=html}\n丙\n:::',
    );
    assert.deepEqual(messages(prepared.diagnostics), [
      'only-condition manuscript/a.md:3:1',
      'only-condition manuscript/a.md:7:1',
    ]);
    assert.deepEqual(books.map(textOf), ['甲', '甲', '甲']);
  });

  for (const braces of ['', '{edition=""}', '{edition=print format=pdf}']) {
    it(`should refuse ${JSON.stringify(braces)}, and leave nothing out`, async () => {
      const text = `:::only${braces}\n乙\n:::`;
      assert.deepEqual(told(parse(text).diagnostics), ['error only-condition a.md:1:1']);
      assert.deepEqual((await booksOf(text)).books.map(textOf), ['乙', '乙', '乙']);
    });
  }

  it('should be plain containers where book.yaml switches it off', () => {
    assert.doesNotMatch(htmlOf(':::only{edition=print}\n乙\n:::', ['only']), /data-only/);
  });
});
