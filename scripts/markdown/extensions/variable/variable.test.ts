import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toHtml } from 'hast-util-to-html';
import type { Edition } from '../../../model/edition.ts';
import { prepareBook } from '../../../prepare-book.ts';
import { editionOf, manuscriptOf } from '../../../testing/books.ts';
import { told } from '../../../testing/parse.ts';

const VALUES = { 版本: '2.0', name: '<b>甲&乙</b>' };

const prepare = (text: string, ...editions: readonly Partial<Edition>[]) =>
  prepareBook(
    manuscriptOf(
      { 'a.md': text },
      { editions: editions.map((edition, index) => editionOf({ name: `e${index}`, ...edition })) },
    ),
    { templates: {} },
  );

type Prepared = Awaited<ReturnType<typeof prepare>>;

function htmlIn({ book, books }: Prepared, edition = 'e0'): string {
  const { chapters } = books.get(edition) ?? book;
  const trees = chapters.flatMap(({ content, notes }) => [content, ...notes.map((note) => note.content)]);
  return trees.map((tree) => toHtml(tree).replaceAll(/ data-source="[^"]*"/g, '')).join('');
}

describe('variable', () => {
  it('should write values as text, wherever text stands', async () => {
    const text =
      '# 手册{{版本}}\n\n用{{ 版本 }}，**{{版本}}**，`{{版本}}`，\\{{版本}}，{{name}}[^1]。\n\n![图](a.png "图{{版本}}"){credit="我"}\n\n| {{版本}} |\n|---|\n| a |\n\n[^1]: 注{{版本}}';
    const prepared = await prepare(text, { variables: VALUES });
    const html = htmlIn(prepared);
    assert.deepEqual(told(prepared.diagnostics), []);
    assert.equal(prepared.book.chapters[0]?.title, '手册2.0');
    for (const piece of [
      '用2.0，<strong>2.0</strong>，<code>{{版本}}</code>，{{版本}}，&#x3C;b>甲&#x26;乙&#x3C;/b><sup class="joined">',
      '<figcaption>图2.0',
      '<th>2.0</th>',
      '注2.0',
    ])
      assert.ok(html.includes(piece), `${piece} in ${html}`);
  });

  it('should tell of a name without a value, at its place, with the nearest', async () => {
    const { diagnostics } = await prepare('甲\n\n乙{{nmae}}', { variables: VALUES });
    assert.deepEqual(told(diagnostics), ['error variable-unknown manuscript/a.md:3:2']);
    assert.match(diagnostics[0]?.help ?? '', /\{\{name\}\}/);
  });

  it('should give each edition its own', async () => {
    const prepared = await prepare('用{{a}}', { variables: { a: '纸' } }, { variables: { a: '屏' } });
    assert.deepEqual([htmlIn(prepared), htmlIn(prepared, 'e1')], ['<p>用纸</p>', '<p>用屏</p>']);
  });

  for (const text of ['{{#if a}}', '{{> a}}', '{{a.b}}', '{{}}', '{a}', '```\n{{a}}\n```'])
    it(`should leave ${JSON.stringify(text)} as it stands`, async () => {
      const prepared = await prepare(text, { variables: VALUES });
      assert.deepEqual(told(prepared.diagnostics), []);
      assert.ok(htmlIn(prepared).includes(text.replaceAll('```', '').trim()));
    });

  it('should leave braces alone in a book without variables', async () => {
    const prepared = await prepare('用{{a}}', {});
    assert.deepEqual([htmlIn(prepared), told(prepared.diagnostics)], ['<p>用{{a}}</p>', []]);
  });
});
