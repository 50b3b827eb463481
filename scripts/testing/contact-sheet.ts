import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { renderBook } from '../formats/pages/render-book.ts';
import { loadBook } from '../load-book.ts';
import { openBrowser } from '../platform/browser.ts';
import { npmFontFiles } from '../platform/font-files.ts';
import { bookForEdition } from '../prepare-book.ts';

// Pictures for the README, of the very pages: `npm run contact-sheet` writes docs/contact-sheet.png (every page of the
// sample) and docs/spreads.png (two spreads of it). Look at them before committing.

const REPO = fileURLToPath(new URL('../../', import.meta.url));

/** Source text: frames each page at its trim and lays the frames out as spreads, the first page alone on the right. */
const arrange = `
  const style = document.createElement('style');
  style.textContent = \`
    html, body { background: #8b8d89; }
    #sheet { display: grid; width: max-content; gap: 40px 0; padding: 40px; background: #8b8d89; }
    .frame { position: relative; overflow: hidden; width: var(--trim-width); height: var(--trim-height); background: #fff; }
    .frame.verso { margin-left: 40px; border-right: 1px solid #ddd; box-sizing: border-box; }
    .frame bx-page { position: absolute; left: calc(-1 * var(--edge)); bottom: calc(-1 * var(--edge)); break-after: auto; }
  \`;
  document.head.append(style);
  const frames = [...document.querySelectorAll('bx-page')].map((page) => {
    const frame = document.createElement('div');
    frame.className = page.classList.contains('recto') ? 'frame recto' : 'frame verso';
    frame.append(page);
    return frame;
  });
  const sheet = document.createElement('div');
  sheet.id = 'sheet';
  document.body.replaceChildren(sheet);
  globalThis.show = (first, last, columns, zoom) => {
    sheet.style.zoom = zoom;
    sheet.style.gridTemplateColumns = 'repeat(' + columns + ', auto)';
    const shown = frames.slice(first, last + 1);
    if (first === 0) {
      const empty = document.createElement('div');
      empty.className = 'frame verso';
      empty.style.visibility = 'hidden';
      shown.unshift(empty);
    }
    sheet.replaceChildren(...shown);
  };
`;

const { manuscript, book, books, fillParts, assets, files } = await loadBook(REPO);
const edition = manuscript?.editions.find((one) => one.format === 'pdf');
if (book === undefined || edition === undefined)
  throw new Error('Expected the sample book to have a PDF edition');
const session = await openBrowser({ notice: (message) => console.error(message) });
try {
  const page = await session.newPage();
  const setBook = bookForEdition({ book, books, fillParts }, edition, new Set(assets.keys()));
  await renderBook({
    page,
    book: setBook,
    edition,
    assets,
    styles: files,
    fonts: npmFontFiles(),
    stage: () => {},
  });
  await page.evaluate(arrange);
  for (const [name, first, last, columns, zoom] of [
    ['contact-sheet', 0, Number.POSITIVE_INFINITY, 4, 0.5],
    ['spreads', 9, 12, 4, 0.75],
  ] as const) {
    await page.evaluate(`show(${first}, ${JSON.stringify(last)} ?? Infinity, ${columns}, ${zoom})`);
    await page.setViewport({ width: 1600, height: 1200, deviceScaleFactor: 1 });
    const sheet = await page.$('#sheet');
    const bytes = await sheet?.screenshot({ type: 'png' });
    if (bytes !== undefined) await writeFile(`${REPO}docs/${name}.png`, bytes);
  }
} finally {
  await session.close();
}
