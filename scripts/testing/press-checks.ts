import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Check, Finding } from './external-checks.ts';
import { firstDifference, readBoxes, readInfo, readOutline } from './external-readings.ts';
import { outputOf } from './external-tools.ts';
import { middleOf, type PagePicture, readPpm } from './ppm.ts';

/** An edition for the press, and the one of the screen that it must say the same as. */
export interface PressFile {
  readonly edition: string;
  readonly pdf: string;
  readonly screen: string;
  /** Where pictures may be written. */
  readonly folder: string;
}

/** Editions in black ink alone. */
const BLACK: ReadonlySet<string> = new Set(['k', 'gray', 'sheets']);

/** What poppler calls the standards of editions, and what their metadata say. */
const STANDARDS: Readonly<Record<string, string>> = { k: 'PDF/X-4', cmyk: 'PDF/X-4', x1a: 'PDF/X-1:2001' };

/** Editions with marks; they take 12 mm around the bleed. */
const MARKED: ReadonlySet<string> = new Set(['cmyk']);

const PROFILE = new URL('../../styles/press/profiles/FOGRA39L_coated.icc', import.meta.url);
const PT_PER_MM = 72 / 25.4;

/** What must hold of any edition for the press beyond what must of any PDF. */
export function pressChecks(file: PressFile): readonly Check[] {
  const { edition, pdf } = file;
  const standard = STANDARDS[edition];
  const always: Check[] = [
    { name: 'pdfinfo -box: media, bleed and trim to 0.1 pt', run: () => checkBoxes(file) },
    { name: 'pdftotext: the text of the screen', run: () => checkText(file) },
    { name: 'mutool: outline of the screen', run: () => checkOutline(file) },
    {
      name: 'pdfinfo: tagged',
      run: async () => equal(readInfo(await outputOf('pdfinfo', [pdf]), 'Tagged'), 'yes'),
    },
    { name: 'qpdf: links', run: () => checkLinks(file, standard !== undefined) },
    { name: 'gs inkcov', run: () => checkInk(pdf, BLACK.has(edition)) },
  ];
  if (standard === undefined) return always;
  return [
    ...always,
    {
      name: `pdfinfo: ${standard}`,
      run: async () => equal(readInfo(await outputOf('pdfinfo', [pdf]), 'PDF subtype'), standard),
    },
    {
      name: 'pdfinfo -meta: the standard in XMP',
      run: async () =>
        equal(/GTS_PDFXVersion>([^<]*)</.exec(await outputOf('pdfinfo', ['-meta', pdf]))?.[1], standard),
    },
    { name: 'mutool: output intent', run: () => checkIntent(file) },
  ];
}

/** What must hold of the press book, whose pages are known. */
export function pressBookChecks(file: PressFile): readonly Check[] {
  const { edition, pdf, folder } = file;
  const checks: Check[] = [
    { name: 'pdftoppm: what lies on its side stands upright', run: () => checkUpright(file) },
    { name: 'pdftoppm: the bleed is printed', run: () => checkBleed(file) },
    { name: 'pdfimages: SVG is no picture', run: () => checkVector(file) },
  ];
  if (edition === 'sheets') return [];
  if (BLACK.has(edition)) return checks;
  return [
    ...checks,
    { name: 'gs tiffsep: the ink of the theme is a plate', run: () => checkPlates(pdf, folder) },
  ];
}

function equal(actual: string | undefined, expected: string): Finding {
  return { ok: actual === expected, figure: actual ?? 'nothing' };
}

async function checkBoxes({ edition, pdf }: PressFile): Promise<Finding> {
  const marks = MARKED.has(edition) ? 12 : 0;
  const box = (from: number, width: number, height: number): readonly number[] =>
    [from, from, from + width, from + height].map((mm) => mm * PT_PER_MM);
  const expected = {
    media: box(0, 154 + 2 * marks, 216 + 2 * marks),
    bleed: box(marks, 154, 216),
    trim: box(marks + 3, 148, 210),
  };
  const boxes = readBoxes(await outputOf('pdfinfo', ['-box', '-f', '1', '-l', '9999', pdf]));
  const off = boxes.map((page) =>
    Math.max(
      ...(['media', 'bleed', 'trim'] as const).flatMap((name) =>
        expected[name].map((side, index) => Math.abs(side - (page[name][index] ?? Number.NaN))),
      ),
    ),
  );
  const most = Math.max(...off);
  return {
    ok: off.length > 0 && most <= 0.1,
    figure: `${off.length} pages, ${most.toFixed(3)} pt off at most`,
  };
}

async function checkText({ pdf, screen, edition }: PressFile): Promise<Finding> {
  const text = async (file: string): Promise<string> =>
    outputOf('pdftotext', ['-enc', 'UTF-8', '-raw', file, '-']);
  const [one, other] = [await text(pdf), await text(screen)];
  // Blank pages at the end are of the sheets.
  const difference =
    edition === 'sheets' ? firstDifference(one.trimEnd(), other.trimEnd()) : firstDifference(one, other);
  return { ok: difference === undefined && one.length > 0, figure: difference ?? `${one.length} characters` };
}

async function checkOutline({ pdf, screen }: PressFile): Promise<Finding> {
  const outline = async (file: string): Promise<string> =>
    readOutline(await outputOf('mutool', ['show', file, 'outline'])).join('; ');
  const [one, other] = [await outline(pdf), await outline(screen)];
  return {
    ok: one === other && one !== '',
    figure: one === other ? `${one.split('; ').length} entries` : one,
  };
}

/** PDF/X allows no links on pages; without a standard they stay. */
async function checkLinks({ pdf, screen }: PressFile, isStandard: boolean): Promise<Finding> {
  const links = async (file: string): Promise<number> =>
    (await outputOf('qpdf', ['--json', '--json-key=qpdf', file])).match(/"\/Subtype": "\/Link"/g)?.length ??
    0;
  const [here, there] = [await links(pdf), await links(screen)];
  return { ok: here === (isStandard ? 0 : there), figure: `${here}, on the screen ${there}` };
}

/** Lines like ` 0.00000  0.00000  0.00000  0.03210 CMYK OK`, one a page. */
async function checkInk(pdf: string, isBlack: boolean): Promise<Finding> {
  const output = await outputOf('gs', ['-q', '-o', '-', '-sDEVICE=inkcov', pdf]);
  const pages = [...output.matchAll(/^ *([\d.]+) +([\d.]+) +([\d.]+) +([\d.]+) CMYK/gm)];
  const colored = pages.filter(([, ...inks]) => inks.slice(0, 3).some((ink) => Number(ink) > 0));
  const black = pages.filter(([, , , , ink]) => Number(ink) > 0);
  return {
    ok: pages.length > 0 && black.length > 0 && (colored.length === 0) === isBlack,
    figure: `${pages.length} pages, ${black.length} with black, ${colored.length} with other inks`,
  };
}

/** The intent's identifier and the very bytes of its profile, as MuPDF reads them. */
async function checkIntent({ pdf, folder }: PressFile): Promise<Finding> {
  // MuPDF counts from 1.
  const intent = 'trailer/Root/OutputIntents/1';
  const identifier = (await outputOf('mutool', ['show', pdf, `${intent}/OutputConditionIdentifier`])).trim();
  const out = join(await mkdtemp(join(folder, 'profile-')), 'profile.icc');
  await outputOf('mutool', ['show', '-b', '-o', out, pdf, `${intent}/DestOutputProfile`]);
  const [actual, expected] = await Promise.all([readFile(out), readFile(PROFILE)]);
  const isSame = actual.equals(expected);
  return {
    ok: isSame && identifier === '(FOGRA39)',
    figure: `${identifier}, profile of ${actual.length} bytes${isSame ? '' : ', another than ours'}`,
  };
}

/** The page, from 1, whose text begins with words. */
async function pageWith(pdf: string, words: string): Promise<number> {
  const pages = (await outputOf('pdftotext', ['-enc', 'UTF-8', '-raw', pdf, '-'])).split('\f');
  const index = pages.findIndex((text) => text.includes(words));
  if (index < 0) throw new Error(`Expected a page with ${words}`);
  return index + 1;
}

/** A page as far as its media reach, 72 pixels an inch. */
async function picture({ pdf, folder }: PressFile, page: number): Promise<PagePicture> {
  const out = join(await mkdtemp(join(folder, 'page-')), 'page');
  await outputOf('pdftoppm', ['-r', '72', '-f', `${page}`, '-l', `${page}`, '-singlefile', pdf, out]);
  return readPpm(await readFile(`${out}.ppm`));
}

/** The left half of the picture is blue and has to be above; in black ink blue is darker. */
async function checkUpright(file: PressFile): Promise<Finding> {
  const page = await picture(file, await pageWith(file.pdf, '第二章'));
  const isBlack = BLACK.has(file.edition);
  // Without the edges, where tabs and marks are.
  const side = page.width / 4;
  const inner: PagePicture = {
    width: page.width / 2,
    height: page.height,
    at: (x, y) => page.at(Math.floor(x + side), y),
  };
  const blue = middleOf(inner, (r, g, b) => (isBlack ? r > 15 && r < 60 : b > r + 60 && b > g + 40));
  const red = middleOf(inner, (r, g, b) => (isBlack ? r > 65 && r < 150 : r > b + 60 && r > g + 60));
  const figure = `blue ${blue?.x.toFixed()} ${blue?.y.toFixed()}, red ${red?.x.toFixed()} ${red?.y.toFixed()}`;
  return {
    ok: blue !== undefined && red !== undefined && Math.abs(blue.x - red.x) < 12 && red.y - blue.y > 60,
    figure,
  };
}

/** The corners of a full page, the edge of a tab: a pixel within the bleed, and none beyond it. */
async function checkBleed(file: PressFile): Promise<Finding> {
  const marks = MARKED.has(file.edition) ? Math.round(12 * PT_PER_MM) : 0;
  const full = await picture(file, (await pageWith(file.pdf, '第四章')) + 1);
  const [right, bottom] = [full.width - marks - 2, full.height - marks - 2];
  const corners = [
    [marks + 1, marks + 1],
    [right, marks + 1],
    [marks + 1, bottom],
    [right, bottom],
  ] as const;
  const white = corners.filter(([x, y]) => Math.min(...full.at(x, y)) > 240);
  const beyond =
    marks === 0 ? [] : [full.at(marks - 3, full.height / 3), full.at(right + 5, full.height / 3)];
  const tabbed = await picture(file, await pageWith(file.pdf, '第一章 红与黑'));
  const column = Array.from({ length: tabbed.height }, (_, y) =>
    Math.max(...tabbed.at(tabbed.width - marks - 2, y)),
  );
  const dark = column.filter((value) => value < 80).length;
  return {
    ok: white.length === 0 && beyond.every((pixel) => Math.min(...pixel) > 240) && dark > 50,
    figure: `${4 - white.length} of 4 corners printed, a tab of ${dark} px at the edge`,
  };
}

async function checkVector({ pdf }: PressFile): Promise<Finding> {
  const page = await pageWith(pdf, '矢');
  const list = await outputOf('pdfimages', ['-list', '-f', `${page}`, '-l', `${page}`, pdf]);
  const count = list.trim().split('\n').length - 2;
  return { ok: count === 0, figure: `${Math.max(0, count)} pictures on its page` };
}

/** One picture a plate is written; those of named inks have their names. */
async function checkPlates(pdf: string, folder: string): Promise<Finding> {
  const out = await mkdtemp(join(folder, 'plates-'));
  await outputOf('gs', [
    '-q',
    '-dBATCH',
    '-dNOPAUSE',
    '-r36',
    '-sDEVICE=tiffsep',
    `-sOutputFile=${join(out, '%d.tif')}`,
    pdf,
  ]);
  const plates = new Set((await readdir(out)).flatMap((name) => /\((.*)\)/.exec(name)?.[1] ?? []));
  return { ok: plates.has('PANTONE 871 C') && !plates.has('All'), figure: [...plates].sort().join(', ') };
}
