import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import jpeg from 'jpeg-js';
import { parseDocument } from 'yaml';
import { CYAN_AND_BLACK, onItsSide, withProfile } from './cmyk-jpegs.ts';
import { pngOf } from './png.ts';

const BOOK = `
title: 印刷
language: zh-CN
contributors: [{ name: 甲, role: author }]
spine: { front: [cover], body: [a.md, b.md, c.md, d.md] }
editions:
  screen: { format: pdf, theme: inked, thumb-tabs: true, bleed: 3 }
  k: { format: pdf, theme: inked, thumb-tabs: true, press: { color: k } }
  gray: { format: pdf, theme: inked, thumb-tabs: true, press: { color: gray, standard: none } }
  cmyk: { format: pdf, theme: inked, thumb-tabs: true, press: { color: cmyk, marks: true } }
  sheets: { format: pdf, theme: inked, thumb-tabs: true, press: { color: gray, standard: none, page-multiple: 16 } }
  fine: { format: pdf, theme: inked, thumb-tabs: true, press: { color: cmyk, standard: none, downsample: true, resolution: { color: 5, gray: 5, line: 1 } } }
  x1a: { format: pdf, theme: inked, thumb-tabs: true, press: { color: cmyk, standard: x-1a } }
`;
const TEXT = `# 第一章 红与黑

正文，*着重*，**粗**，[链接](#节)。![灰](gray.jpg)

![彩](color.png)

![照](photo.jpg)

![矢](shape.svg)

![四](four.jpg)

## 节 {#节}

> 引文
`;
/** A picture that lies on its side, alone on its page: blue on the left, which is above, else red. */
const SIDE = `# 第二章

![侧](side.jpg)
`;
const MORE = `# 第三章

![深](deep.png)

![线](line.png)

![侧四](side-four.jpg)

![异](other.jpg)

- 半透明
`;
/** A picture over a whole page. */
const FULL = `# 第四章

满版。

![满版](photo.jpg){place=bleed}
`;
/** A JPEG of 16 × 16 pixels of full magenta and yellow, with Adobe's marker: 0 is full ink. */
export const FOUR_COLORS = Buffer.from(
  '/9j/7gAOQWRvYmUAZAAAAAAC/9sAQwANCQoLCggNCwoLDg4NDxMgFRMSEhMnHB4XIC4pMTAuKS0sMzpKPjM2RjcsLUBXQUZMTlJTUjI+WmFaUGBKUVJP/9sAQwEODg4TERMmFRUmTzUtNU9PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09P/8AAFAgAEAAQBAEiAAIRAQMRAQQiAP/EABYAAQEBAAAAAAAAAAAAAAAAAAAFB//EABQQAQAAAAAAAAAAAAAAAAAAAAD/xAAVAQEBAAAAAAAAAAAAAAAAAAAFB//EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAOBAEAAhEDEQQAAD8AvgGU2acA/9k=',
  'base64',
);
/** The colour of the picture of 16 bits. */
export const DEEP = [200, 45, 30];
const SHAPE = `<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50" viewBox="0 0 100 50"><defs><linearGradient id="a"><stop offset="0" stop-color="#f00"/><stop offset="1" stop-color="#00f"/></linearGradient></defs><rect width="100" height="50" fill="url(#a)"/></svg>`;
const THEME = `
bx-page.part-cover { background: device-cmyk(0.6 0.4 0.4 1); color: #fff; }
h1 { color: device-cmyk(0 85% 90% 0); }
h2 { color: var(--ink-gold); }
ul { background: rgb(0 0 0 / 20%); } li { opacity: .5; }
blockquote { background: conic-gradient(#f00, #fff, #00f); color: #555; border-inline-start: 1px solid rgb(200 30 30); }
`;

/** Writes a book in all kinds of colours, with editions of each kind for the press and one of the screen. */
export async function writePressBook(folder: string): Promise<void> {
  const manuscript = join(folder, 'manuscript');
  const theme = join(folder, 'styles/themes/inked');
  await Promise.all([manuscript, theme].map((path) => mkdir(path, { recursive: true })));
  const red = (x: number): readonly number[] => [255 - x, x, 40, x < 20 ? 128 : 255];
  const photo = jpeg.encode({ width: 64, height: 64, data: pixels(64, (x) => [0, x * 4, 200, 255]) }, 90);
  const gray = jpeg.encode(
    { width: 16, height: 16, data: pixels(16, (x) => [x * 16, x * 16, x * 16, 255]) },
    95,
  );
  const side = jpeg.encode(
    { width: 32, height: 16, data: pixels(32, (x) => (x < 16 ? [0, 0, 255, 255] : [255, 0, 0, 255]), 16) },
    95,
  );
  const profile = await readFile(new URL('../../styles/press/profiles/FOGRA39L_coated.icc', import.meta.url));
  // The same colours under another name.
  const otherProfile = Buffer.from(profile.toString('latin1').replaceAll('FOGRA39L', 'Another1'), 'latin1');
  await Promise.all([
    writeFile(join(manuscript, 'book.yaml'), BOOK),
    writeFile(join(manuscript, 'a.md'), TEXT),
    writeFile(join(manuscript, 'color.png'), pngOf(64, 64, 4, pixels(64, red))),
    writeFile(join(manuscript, 'photo.jpg'), photo.data),
    writeFile(join(manuscript, 'gray.jpg'), gray.data),
    writeFile(join(manuscript, 'shape.svg'), SHAPE),
    writeFile(join(manuscript, 'four.jpg'), FOUR_COLORS),
    writeFile(join(manuscript, 'b.md'), SIDE),
    writeFile(join(manuscript, 'c.md'), MORE),
    writeFile(join(manuscript, 'd.md'), FULL),
    writeFile(join(manuscript, 'side.jpg'), onItsSide(side.data)),
    writeFile(
      join(manuscript, 'deep.png'),
      pngOf(
        8,
        8,
        3,
        pixels(8, () => DEEP),
        16,
      ),
    ),
    writeFile(
      join(manuscript, 'line.png'),
      pngOf(
        20,
        20,
        1,
        pixels(20, (x) => [x % 2 === 0 ? 0 : 255]),
      ),
    ),
    writeFile(join(manuscript, 'side-four.jpg'), onItsSide(CYAN_AND_BLACK)),
    writeFile(join(manuscript, 'other.jpg'), withProfile(CYAN_AND_BLACK, otherProfile)),
    writeFile(join(theme, 'theme.css'), THEME),
    writeFile(join(theme, 'inks.yaml'), 'gold: { spot: PANTONE 871 C, cmyk: [20, 25, 60, 25] }\n'),
  ]);
}

function pixels(size: number, color: (x: number) => readonly number[], rows = size): Uint8Array {
  return Uint8Array.from(Array.from({ length: size * rows }, (_, at) => color(at % size)).flat());
}

/** Writes another book with its first edition for the screen and in each kind for the press; it is in A5. */
export async function writePressSample(from: string, folder: string): Promise<void> {
  const manuscript = join(folder, 'manuscript');
  await cp(from, manuscript, { recursive: true });
  const path = join(manuscript, 'book.yaml');
  const source = parseDocument(await readFile(path, 'utf8'));
  const [print] = Object.values(source.toJS().editions as Record<string, object>);
  source.set('editions', {
    screen: print,
    k: { ...print, press: { color: 'k' } },
    cmyk: { ...print, press: { color: 'cmyk', marks: true } },
    x1a: { ...print, press: { color: 'cmyk', standard: 'x-1a' } },
  });
  await writeFile(path, String(source));
}
