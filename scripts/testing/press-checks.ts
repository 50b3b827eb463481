import { mkdtemp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Check, Finding } from './external-checks.ts';
import { readInfo } from './external-readings.ts';
import { outputOf } from './external-tools.ts';

/** Editions of the book for the press in black ink alone. */
const BLACK: ReadonlySet<string> = new Set(['k', 'gray', 'sheets']);

/** What poppler calls the standards of the editions of the press book. */
const SUBTYPES: Readonly<Record<string, string>> = {
  k: 'PDF/X-4',
  cmyk: 'PDF/X-4',
  x1a: 'PDF/X-1:2001',
};

/** What must hold of an edition of the press book beyond what must of any PDF. */
export function pressPdf(pdf: string, edition: string, folder: string): readonly Check[] {
  const subtype = SUBTYPES[edition];
  const isBlack = BLACK.has(edition);
  return [
    ...(subtype === undefined
      ? []
      : [
          {
            name: `pdfinfo: ${subtype}`,
            run: async () => sameSubtype(await outputOf('pdfinfo', [pdf]), subtype),
          },
        ]),
    ...(isBlack ? [{ name: 'gs inkcov: black ink alone', run: () => checkInk(pdf) }] : []),
    ...(isBlack
      ? []
      : [{ name: 'gs tiffsep: the ink of the theme is a plate', run: () => checkPlates(pdf, folder) }]),
  ];
}

function sameSubtype(info: string, expected: string): Finding {
  const actual = readInfo(info, 'PDF subtype') ?? '';
  return { ok: actual === expected, figure: actual };
}

/** Lines like ` 0.00000  0.00000  0.00000  0.03210 CMYK OK`, one a page. */
async function checkInk(pdf: string): Promise<Finding> {
  const output = await outputOf('gs', ['-q', '-o', '-', '-sDEVICE=inkcov', pdf]);
  const pages = [...output.matchAll(/^ *([\d.]+) +([\d.]+) +([\d.]+) +([\d.]+) CMYK/gm)];
  const colored = pages.filter(([, ...inks]) => inks.slice(0, 3).some((ink) => Number(ink) > 0));
  const black = pages.filter(([, , , , ink]) => Number(ink) > 0);
  return {
    ok: pages.length > 0 && colored.length === 0 && black.length > 0,
    figure: `${pages.length} pages, ${colored.length} with other inks`,
  };
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
