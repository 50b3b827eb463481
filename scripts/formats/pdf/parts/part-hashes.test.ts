import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer';
import { layoutBundle } from '../../../layout/bundle.ts';
import type { SubsetFace } from '../../../model/face.ts';
import { type BrowserSession, openBrowser } from '../../../platform/browser.ts';
import { type DrawnWith, partHashes } from './part-hashes.ts';

const HTML = `<!doctype html><html lang="zh-CN"><head><style>bx-page { display: block; height: 100px }</style></head><body>
  <bx-book><bx-page><p data-source="a.md:1:1">甲<a href="#a">链</a></p></bx-page><bx-page><p id="two" data-source="b.md:1:1">乙</p></bx-page></bx-book>
  <bx-targets hidden><span id="a"></span></bx-targets></body></html>`;
const FACE: SubsetFace = {
  ...{ family: 'F', weight: 400, fileName: 'f.ttf', licence: { fileName: '', text: '' } },
  bytes: new Uint8Array([1]),
};
const ASSET = { bytes: new Uint8Array([1]), mediaType: 'image/png' };
const DRAWN: DrawnWith = { faces: [FACE], assets: new Map([['a.png', ASSET]]) };
const PARTS = [
  { from: 0, to: 1 },
  { from: 1, to: 2 },
];

let session: BrowserSession;
let page: Page;
before(async () => {
  session = await openBrowser({ notice: () => {} });
  page = await session.newPage();
});
after(() => session.close());

/** The hashes of both parts, after a change of the document. */
async function hashes(change = '', drawn = DRAWN): Promise<readonly string[]> {
  await page.setContent(HTML);
  await page.evaluate(await layoutBundle());
  await page.evaluate(`{ const [one, two] = document.querySelectorAll('p'); ${change} }`);
  return partHashes(page, PARTS, drawn);
}

describe('hashes of parts', () => {
  it('should be the same for the same pages, in the document or out of it', async () => {
    assert.deepEqual(await hashes(), await hashes());
    assert.deepEqual(await hashes('banxin.showPages(0, 1);'), await hashes());
    assert.equal(new Set(await hashes()).size, 2);
  });

  it('should be others for another text, in its own part alone', async () => {
    const [one, two] = await hashes();
    const changes = {
      text: "one.append('文')",
      attribute: "one.lang = 'ja'",
      'two texts of one': "one.firstChild.data = '甲乙'; one.firstChild.splitText(1)",
      'a link to nothing': "document.getElementById('a').remove()",
    };
    const seen = new Set([one]);
    for (const [what, change] of Object.entries(changes)) {
      const [changed = '', other] = await hashes(`${change};`);
      assert.equal(other, two, what);
      assert.ok(!seen.has(changed), what);
      seen.add(changed);
    }
    const [joined = ''] = await hashes("one.firstChild.data = '甲乙';");
    assert.ok(!seen.has(joined));
  });

  it('should be others in all parts for another document, face or picture', async () => {
    const known = await hashes();
    const other = { bytes: new Uint8Array([2]) };
    const all = [
      await hashes(
        "document.querySelector('style').textContent = 'bx-page { display: block; height: 90px }';",
      ),
      await hashes("document.documentElement.className = 'vertical';"),
      await hashes("document.body.style.setProperty('--x', '1');"),
      await hashes('', { ...DRAWN, faces: [{ ...FACE, ...other }] }),
      await hashes('', { ...DRAWN, faces: [FACE, FACE] }),
      await hashes('', { ...DRAWN, assets: new Map([['a.png', { ...ASSET, ...other }]]) }),
      await hashes('', { ...DRAWN, assets: new Map([['b.png', ASSET]]) }),
      await hashes('', { ...DRAWN, assets: new Map() }),
    ];
    const seen = new Set(known);
    for (const pair of all) for (const hash of pair) seen.add(hash);
    assert.equal(seen.size, 2 * (all.length + 1));
  });
});

describe('pages that are out of the document', () => {
  it('should be found by who asks where in the manuscript something stands', async () => {
    await hashes('banxin.showPages(0, 1);');
    const found = await page.evaluate('banxin.sourcesAt([[1, 20, 80], [0, 20, 80], [1, 20, 80], [7, 0, 0]])');
    assert.deepEqual(found, ['b.md:1:1', 'a.md:1:1', 'b.md:1:1', '']);
  });
});
