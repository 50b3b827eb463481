import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openWorkshop, type Workshop } from './preview-workshop.ts';
import { CONFIG, chapter, newBook } from './testing/preview-reader.ts';

describe('the workshop of a preview', () => {
  const abort = new AbortController();
  let folder: string;
  let workshop: Workshop;
  before(async () => {
    folder = await newBook({
      'book.yaml': `${CONFIG}  ebook: { format: epub, theme: plain }\n`,
      '01.md': chapter('第一章', '甲', 6),
      '02.md': chapter('第二章', '乙', 6),
    });
    workshop = await openWorkshop(folder, { signal: abort.signal, notice: () => {} });
  });
  after(async () => {
    await workshop?.close();
    await rm(folder, { recursive: true });
  });

  it('should show the last pages in changed styles before they are laid out anew', async () => {
    assert.equal(await workshop.restyle(), undefined, 'there are no pages yet');
    const { snapshot } = await workshop.build({});
    assert.equal(await workshop.restyle(), undefined, 'nothing has changed');
    await mkdir(join(folder, 'styles/themes/plain'), { recursive: true });
    await writeFile(join(folder, 'styles/themes/plain/theme.css'), 'p { color: rgb(1, 2, 3) }');
    const styled = (await workshop.restyle())?.snapshot;
    assert.match(styled?.css ?? '', /rgb\(1, 2, 3\)/);
    assert.deepEqual(styled?.pages, snapshot?.pages);
    const laidOut = await workshop.build({});
    assert.equal(laidOut.snapshot?.css, styled?.css);
    assert.equal(await workshop.restyle(), undefined);
    await writeFile(join(folder, 'styles/themes/plain/theme.css'), 'p { color: rgb(4, 5, 6) }');
    const building = workshop.build({});
    const early = await Promise.race([workshop.restyle(), building]);
    assert.match(early?.snapshot?.css ?? '', /rgb\(4, 5, 6\)/, 'while they are laid out');
    assert.deepEqual(early?.snapshot?.pages, laidOut.snapshot?.pages);
    await building;
    await rm(join(folder, 'styles'), { recursive: true });
  });

  it('should show another theme and edition than the first, and tell what there is', async () => {
    const { choices, snapshot } = await workshop.build({ edition: 'shu', theme: 'feature' });
    assert.deepEqual([choices?.edition, choices?.theme], ['shu', 'feature']);
    assert.deepEqual(
      choices?.editions.map(({ name, format }) => `${name} ${format}`),
      ['print pdf', 'shu pdf', 'ebook epub'],
    );
    assert.ok(['feature', 'newspaper', 'plain'].every((name) => choices?.themes.includes(name)));
    assert.equal(snapshot?.writingMode, 'vertical');
    assert.deepEqual(snapshot?.contents.map(({ title, level }) => `${level} ${title}`).slice(-2), [
      '1 第一章',
      '1 第二章',
    ]);
  });

  it('should lay an EPUB open, from its package on', async () => {
    const { epub, snapshot } = await workshop.build({ edition: 'ebook' });
    assert.equal(snapshot, undefined);
    const { url = '' } = epub?.state ?? {};
    const opf = epub?.files.get(decodeURIComponent(url));
    assert.match(new TextDecoder().decode(opf?.bytes), /<dc:title[^>]*>预览</);
    assert.ok([...(epub?.files.keys() ?? [])].every((path) => path.startsWith('/epub/')));
  });

  it('should not show an edition or a theme that there is not', async () => {
    await assert.rejects(workshop.build({ edition: 'nope' }));
    await assert.rejects(workshop.build({ theme: 'nope' }));
  });
});
