import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EpubCheck } from '@likecoin/epubcheck-ts';
import { toHtml } from 'hast-util-to-html';
import JSZip from 'jszip';
import { titleAdmonitions } from '../../html/admonition-titles.ts';
import { assemble, BARE_METADATA, manuscriptOf } from '../../testing/books.ts';
import { htmlOf } from '../../testing/parse.ts';
import { buildEpub } from './build-epub.ts';
import { convertContent } from './content.ts';
import { hast, inputOf } from './fixture.ts';
import { labelsFor } from './labels.ts';

/** Markdown in the form it has in a document of the EPUB. */
function converted(text: string): string {
  const context = {
    file: 'c.xhtml',
    targets: new Map(),
    imageFile: () => undefined,
    labels: labelsFor('zh-CN'),
  };
  const children = convertContent(hast(htmlOf(text)).children, context);
  return toHtml({ type: 'root', children }).replaceAll('\n', '');
}

const EVERYTHING = `
::page-break

# 题

:::epigraph
行百里者半九十。
——《战国策》
:::

::::columns{count=3}
:::note
甲
:::

::column-break

> [!WARNING] 题
> - 乙
>
>   :::verse[静夜思]
>   床前明月光，
>   疑是地上霜。
>   :::
::::

::recto-break{#here}

:::dialogue
记者：问？
**王越**：答。
:::

::blank-page

版心
: 释义[^a]

:::keep
- [ ] 没做
:::

:::side-by-side
![甲](a.png){#fig-a credit="王越 摄"}
![乙](b.png)
:::

![丙](c.png){place=spread span=all}

[那里](#here)、[图](#fig-a)

::verso-break

[^a]: 注
`;

describe('blocks of the Markdown in an EPUB', () => {
  it('should pass EPUBCheck, all of them', async () => {
    const manuscript = manuscriptOf({ 'a.md': EVERYTHING }, { metadata: BARE_METADATA });
    const { book, diagnostics } = assemble(manuscript);
    assert.deepEqual(diagnostics, []);
    const bytes = await buildEpub(await inputOf(titleAdmonitions(book)));
    const { valid, messages } = await EpubCheck.validate(bytes);
    const found = messages.filter(({ severity }) => severity !== 'usage' && severity !== 'info');
    assert.deepEqual([valid, found], [true, []]);
    const names = Object.values((await JSZip.loadAsync(bytes)).files);
    const texts = await Promise.all(names.map((file) => file.async('string')));
    const chapter = texts.find((text) => text.includes('class="epigraph"')) ?? '';
    assert.match(chapter, /<p class="admonition-title keep-next">备注<\/p>/);
    assert.match(chapter, /href="#here".*href="#fig-a"/);
  });

  it('should have a page of its own where one was ordered, whatever its side', () => {
    for (const name of ['page-break', 'recto-break', 'verso-break', 'blank-page'])
      assert.equal(converted(`甲\n\n::${name}\n\n乙`), '<p>甲</p><div class="page-break"></div><p>乙</p>');
  });

  it('should not know columns, nor lose what a break is called', () => {
    assert.equal(converted('甲\n\n::column-break\n\n乙'), '<p>甲</p><p>乙</p>');
    assert.equal(converted('::column-break{#x}'), '<div id="x"></div>');
    assert.equal(converted('::page-break{#x}'), '<div class="page-break" id="x"></div>');
    assert.match(converted(':::columns\n甲\n:::'), /^<div class="columns"[^>]*><p>甲<\/p><\/div>$/);
  });

  it('should not take a change of subject for a break', () => {
    assert.equal(converted('甲\n\n---\n\n乙'), '<p>甲</p><hr><p>乙</p>');
  });
});
