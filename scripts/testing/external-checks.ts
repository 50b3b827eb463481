import { checkEpub } from '../check-epub.ts';
import { captionsLast } from './article.ts';
import {
  type Area,
  bare,
  countRadicals,
  firstDifference,
  readBoxes,
  readFonts,
  readInfo,
  readOutline,
  readPageLabels,
  readTextInside,
} from './external-readings.ts';
import { lastLines, outputOf, runTool } from './external-tools.ts';

/** What a check found, for one line of the report. */
export interface Finding {
  readonly ok: boolean;
  /** The figure, or what is wrong. */
  readonly figure: string;
}

/** Something that a program of somebody else says of a finished book. */
export interface Check {
  readonly name: string;
  /** @throws MissingToolError, or Error when the program fails */
  readonly run: () => Promise<Finding>;
}

/** What the sample's PDF has to be, in points and pages from 1. */
export interface ExpectedPdf {
  readonly title: string;
  readonly trim: { readonly width: number; readonly height: number };
  readonly bleed: number;
  /** First page of the body. */
  readonly bodyFrom: number;
  /** Where the body's text stands. */
  readonly typeArea: Area;
  /** The body's text, white space aside. */
  readonly bodyText: string;
  /** As {@link readOutline}. */
  readonly outline: readonly string[];
  /** As {@link readPageLabels}. */
  readonly pageLabels: readonly string[];
}

/** What must hold of any PDF of ours. */
export function soundPdf(pdf: string): readonly Check[] {
  return [
    { name: 'pdffonts: CID, embedded, subset, with Unicode', run: () => checkFonts(pdf) },
    { name: 'qpdf --check', run: () => checkSyntax(pdf) },
    { name: 'gs renders every page', run: () => checkRendering(pdf) },
    {
      name: 'pdftotext: no radicals (U+2E80–2FDF)',
      run: async () => noRadicals(await outputOf('pdftotext', ['-enc', 'UTF-8', pdf, '-'])),
    },
    {
      name: 'mutool: no radicals (U+2E80–2FDF)',
      run: async () => noRadicals(await outputOf('mutool', ['draw', '-q', '-F', 'txt', pdf])),
    },
  ];
}

/** What must hold of the sample's PDF beyond {@link soundPdf}. */
export function samplePdf(pdf: string, expected: ExpectedPdf): readonly Check[] {
  const info = (): Promise<string> => outputOf('pdfinfo', ['-enc', 'UTF-8', pdf]);
  return [
    {
      name: 'pdftotext: the article in the type area',
      run: async () => sameText(await textByPoppler(pdf, expected), expected),
    },
    {
      name: 'mutool: the article in the type area',
      run: async () => sameText(await textByMupdf(pdf, expected), expected),
    },
    { name: 'pdfinfo: TrimBox and MediaBox', run: () => checkBoxes(pdf, expected) },
    { name: 'pdfinfo: tagged', run: async () => same([readInfo(await info(), 'Tagged') ?? ''], ['yes']) },
    {
      name: 'pdfinfo: title',
      run: async () => same([readInfo(await info(), 'Title') ?? ''], [expected.title]),
    },
    {
      name: 'mutool: outline',
      run: async () =>
        same(readOutline(await outputOf('mutool', ['show', pdf, 'outline'])), expected.outline),
    },
    {
      name: 'qpdf --json: page labels',
      run: async () =>
        same(
          readPageLabels(await outputOf('qpdf', ['--json', '--json-key=pagelabels', pdf])),
          expected.pageLabels,
        ),
    },
  ];
}

/** What must be as in another PDF of the same book. */
export function samePdf(pdf: string, expected: string): readonly Check[] {
  const compare = async (read: (path: string) => Promise<string>): Promise<Finding> => {
    const [actual, wanted] = [await read(pdf), await read(expected)];
    const difference = firstDifference(actual, wanted);
    return {
      ok: difference === undefined && actual !== '',
      figure: difference ?? `${actual.length} characters`,
    };
  };
  const fonts = async (path: string): Promise<string> =>
    readFonts(await outputOf('pdffonts', [path]))
      .map(({ row }) => row.replace(/^\w{6}\+/, '').replace(/\d+ \d+$/, ''))
      .sort()
      .join('\n');
  return [
    // In the order of contents, for readers guess another one from positions.
    {
      name: 'pdftotext: same text',
      run: () => compare((path) => outputOf('pdftotext', ['-raw', path, '-'])),
    },
    {
      name: 'mutool: same outline',
      run: () =>
        compare(async (path) => readOutline(await outputOf('mutool', ['show', path, 'outline'])).join('\n')),
    },
    {
      name: 'pdfinfo: same structure',
      run: () =>
        compare(async (path) =>
          (await outputOf('pdfinfo', ['-struct-text', path])).replace(/^\s*Object \d+ 0$/gm, ''),
        ),
    },
    {
      name: 'pdfinfo: same destinations',
      run: () => compare((path) => outputOf('pdfinfo', ['-dests', path])),
    },
    { name: 'pdffonts: same faces', run: () => compare(fonts) },
  ];
}

/** What must hold of any EPUB of ours. */
export function soundEpub(epub: string): readonly Check[] {
  return [{ name: 'banxin check: our rules, EPUBCheck in both forms, Ace', run: () => examine(epub) }];
}

async function checkFonts(pdf: string): Promise<Finding> {
  const fonts = readFonts(await outputOf('pdffonts', [pdf]));
  const bad = fonts.filter((font) => !(font.isCid && font.isEmbedded && font.isSubset && font.hasUnicode));
  if (bad.length > 0) return { ok: false, figure: bad.map(({ row }) => row).join('; ') };
  return { ok: fonts.length > 0, figure: `${fonts.length} fonts` };
}

async function checkSyntax(pdf: string): Promise<Finding> {
  const { exitCode, stdout, stderr } = await runTool('qpdf', ['--check', pdf]);
  // It ends with 3 for what it could mend, which is a fault of ours all the same.
  if (exitCode !== 0 || stderr.trim() !== '') {
    return { ok: false, figure: `exit ${exitCode}: ${lastLines(stderr || stdout)}` };
  }
  return { ok: true, figure: `PDF ${readInfo(stdout.replace('PDF Version', 'version'), 'version')}` };
}

async function checkRendering(pdf: string): Promise<Finding> {
  const args = ['-o', '/dev/null', '-sDEVICE=nullpage', '-dPDFSTOPONERROR', pdf];
  const { exitCode, stdout, stderr } = await runTool('gs', args);
  const pages = await pageCount(pdf);
  const rendered = stdout.match(/^Page \d+$/gm)?.length ?? 0;
  // Ghostscript mends and goes on, saying so in lines of asterisks.
  const complaint = /^(?:\s*\*\*\*\*|.*\b[Ee]rror\b).*$/m.exec(stdout + stderr)?.[0];
  if (exitCode === 0 && complaint === undefined && rendered === pages) {
    return { ok: true, figure: `${rendered} pages` };
  }
  return {
    ok: false,
    figure: `exit ${exitCode}, ${rendered} of ${pages} pages: ${complaint ?? lastLines(stderr)}`,
  };
}

function noRadicals(text: string): Finding {
  const characters = bare(text).length;
  const radicals = countRadicals(text);
  return { ok: radicals === 0 && characters > 0, figure: `${radicals} of ${characters} characters` };
}

async function textByPoppler(pdf: string, { typeArea, bodyFrom }: ExpectedPdf): Promise<string> {
  // Whole points, a little outside of the area; running heads and folios are at least a line away.
  const left = Math.floor(typeArea.left) - 1;
  const top = Math.floor(typeArea.top) - 1;
  const crop = [
    '-x',
    left,
    '-y',
    top,
    '-W',
    Math.ceil(typeArea.width) + 3,
    '-H',
    Math.ceil(typeArea.height) + 3,
  ];
  return outputOf('pdftotext', ['-enc', 'UTF-8', '-f', `${bodyFrom}`, ...crop.map(String), pdf, '-']);
}

async function textByMupdf(pdf: string, { typeArea, bodyFrom }: ExpectedPdf): Promise<string> {
  const json = await outputOf('mutool', ['draw', '-q', '-F', 'stext.json', pdf, `${bodyFrom}-N`]);
  return readTextInside(json, typeArea);
}

function sameText(actual: string, { bodyText }: ExpectedPdf): Finding {
  const difference = firstDifference(captionsLast(actual), captionsLast(bodyText));
  return { ok: difference === undefined, figure: difference ?? `${bare(actual).length} characters` };
}

async function checkBoxes(pdf: string, { trim, bleed }: ExpectedPdf): Promise<Finding> {
  const pages = await pageCount(pdf);
  const boxes = readBoxes(await outputOf('pdfinfo', ['-box', '-f', '1', '-l', `${pages}`, pdf]));
  const media = [0, 0, trim.width + 2 * bleed, trim.height + 2 * bleed];
  const trimmed = [bleed, bleed, bleed + trim.width, bleed + trim.height];
  const bad = boxes.findIndex((page) => !(isNear(page.media, media) && isNear(page.trim, trimmed)));
  const shown = boxes[Math.max(bad, 0)];
  const figure = `trim ${shown?.trim.join(' ')}, media ${shown?.media.join(' ')} pt`;
  if (bad >= 0) return { ok: false, figure: `page ${bad + 1}: ${figure}` };
  return { ok: boxes.length === pages, figure: `${boxes.length} of ${pages} pages: ${figure}` };
}

/** Within a tenth of a point on each side. */
function isNear(actual: readonly number[], expected: readonly number[]): boolean {
  return (
    actual.length === expected.length &&
    expected.every((value, index) => Math.abs((actual[index] ?? Number.NaN) - value) < 0.1)
  );
}

function same(actual: readonly string[], expected: readonly string[]): Finding {
  const ok = actual.length === expected.length && actual.every((line, index) => line === expected[index]);
  const found = actual.join('; ');
  return { ok, figure: ok ? found : `${found} instead of ${expected.join('; ')}` };
}

async function pageCount(pdf: string): Promise<number> {
  return Number(readInfo(await outputOf('pdfinfo', [pdf]), 'Pages'));
}

/** Every checker there is has to have run. */
async function examine(epub: string): Promise<Finding> {
  const { diagnostics, checkers = [] } = await checkEpub(epub, () => {});
  const idle = checkers.filter(({ ran }) => !ran).map(({ name, reason }) => `${name}: ${reason}`);
  const wrong = diagnostics.map(({ severity, message }) => `${severity} ${message}`);
  const ok = wrong.length === 0 && idle.length === 0 && checkers.length === 3;
  return { ok, figure: [`${wrong.length} errors and warnings`, ...idle, ...wrong.slice(0, 5)].join('; ') };
}
