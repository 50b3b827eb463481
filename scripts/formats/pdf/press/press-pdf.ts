import type { Diagnostic } from '../../../model/diagnostic.ts';
import type { GlyphOutlines } from '../../../model/face.ts';
import { MM_PER_PT, type PageGeometry } from '../../../model/geometry.ts';
import type { InkTable } from '../../../model/ink.ts';
import type { Press } from '../../../model/press.ts';
import type { CmykPictures } from '../../pages/cmyk-pictures.ts';
import { pack } from '../flate.ts';
import type { DocumentFacts } from '../metadata.ts';
import type { PdfFile } from '../pdf-file.ts';
import {
  readArray,
  readDictionary,
  referenceTo,
  referredObject,
  writeArray,
  writeDictionary,
} from '../pdf-syntax.ts';
import { colorEngine } from './color-engine.ts';
import { imageConverter } from './convert-image.ts';
import { flattenPages } from './flatten/flatten-pages.ts';
import { grayProfile } from './gray-profile.ts';
import { markInk, marksContents, REGISTRATION_SPACE, slugContents, slugLetters } from './marks.ts';
import { addOutputIntent, declareStandard, linkDiagnostics } from './pdf-x.ts';
import { PrintColors } from './print-color.ts';
import { printedResolutions } from './printed-sizes.ts';
import { isOfCondition, type PrintingCondition } from './profiles.ts';
import { FileRecolorer } from './recolor-file.ts';
import { removeAnnotations } from './remove-annotations.ts';

/** What the press step needs beside the printed file. */
export interface PressInput {
  readonly press: Press;
  /** Absent when nothing is converted and no standard claimed. */
  readonly condition: PrintingCondition | undefined;
  /** Inks that the theme orders. */
  readonly inks: InkTable;
  /** Pictures that the author has in four colours. */
  readonly cmyk: CmykPictures;
  /** What the slug line says: of the file, then of each page, and the letters to say it with. */
  readonly slug: {
    readonly file: string;
    readonly page: (index: number) => string;
    readonly outlines: GlyphOutlines;
  };
}

/** Objects of the file that are worked on. */
interface FileParts {
  readonly root: number;
  readonly information: number;
  readonly pages: readonly number[];
}

/**
 * Makes a printed file fit for the press: inks, marks, and what the standard asks for.
 * @returns what the author should know of it
 */
export async function preparePress(
  file: PdfFile,
  { root, information, pages }: FileParts,
  geometry: PageGeometry,
  facts: DocumentFacts,
  input: PressInput,
): Promise<readonly Diagnostic[]> {
  const { press, condition } = input;
  if (press.color !== 'rgb' && condition !== undefined) await recolor(file, pages, input, condition);
  if (press.standard === 'x-1a') await flattenPages(file, pages);
  if (press.marks.length > 0) await addMarks(file, pages, geometry, input);
  if (press.standard === 'none' || condition === undefined) return [];
  const links = removeAnnotations(file, root, pages);
  await addOutputIntent(file, root, condition);
  declareStandard(file, root, information, press.standard, facts);
  return linkDiagnostics(press.standard, links);
}

/** Packs a stream that is added. */
const packed = async (text: string) => ({
  source: '<</Filter /FlateDecode>>',
  data: await pack(Buffer.from(text)),
});

async function recolor(
  file: PdfFile,
  pages: readonly number[],
  { press, inks, cmyk }: PressInput,
  condition: PrintingCondition,
): Promise<void> {
  if (press.color === 'rgb') return;
  const engine = press.color === 'cmyk' ? await colorEngine(condition.profile, 4, press) : undefined;
  const gray = await colorEngine(press.color === 'gray' ? condition.profile : grayProfile(), 1, press);
  const recolorer = new FileRecolorer(file, {
    colors: new PrintColors(press.color, inks, engine),
    images: imageConverter({
      color: press.color,
      inks: engine,
      gray,
      inkSum: press.limits.inkSum,
      cmyk,
      isOwnProfile: (profile) => isOfCondition(profile, condition),
      downsample: press.downsample
        ? { ...press.limits, resolutions: printedResolutions(file, pages) }
        : undefined,
    }),
    overprintBlack: press.color === 'cmyk' && press.overprintBlack,
    blendSpace: press.color === 'gray' ? 'DeviceGray' : 'DeviceCMYK',
  });
  await recolorer.recolor(pages);
}

/** Cuts each page's contents off at the bleed and draws marks around it, which belong to no structure (14.8.2.2). */
async function addMarks(
  file: PdfFile,
  pages: readonly number[],
  geometry: PageGeometry,
  { press, slug }: PressInput,
): Promise<void> {
  const ink = markInk(press);
  const box = bleedBox(geometry).map((value) => Math.round(value * 1000) / 1000);
  const [left = 0, bottom = 0, right = 0, top = 0] = box;
  const all = file.add({
    source:
      '[/Separation /All /DeviceCMYK <</FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [1 1 1 1] /N 1>>]',
  });
  const media = writeArray(
    [0, 0, right + left, top + bottom].map((value) => Math.round(value * 1000) / 1000),
  );
  const hasSlug = press.marks.includes('slug');
  const letters = slugLetters(slug.outlines);
  const line = slugContents(geometry, hasSlug ? slug.file : '', letters);
  const spaces = `/ColorSpace <</${REGISTRATION_SPACE} ${referenceTo(all)}>>`;
  const marks = file.add({
    source: `<</Type /XObject /Subtype /Form /BBox ${media} /Resources <<${spaces}>> /Filter /FlateDecode>>`,
    data: await pack(Buffer.from(`${marksContents(geometry, press.marks, ink)}\n${line.contents}`)),
  });
  const begin = file.add({
    source: '<<>>',
    data: Buffer.from(`q ${left} ${bottom} ${right - left} ${top - bottom} re W n\n`),
  });
  const color = { all: `/${REGISTRATION_SPACE} cs 1 scn`, gray: '0 g', k: '0 0 0 1 k' }[ink];
  const ends = pages.map((_, index) => {
    const words = hasSlug ? slugContents(geometry, slug.page(index), letters, line.end).contents : '';
    return packed(`\nQ\n/Artifact BMC\nq /BxMarks Do Q\nq ${color}\n${words}\nQ\nEMC\n`);
  });
  for (const [index, end] of (await Promise.all(ends)).entries()) {
    const page = pages[index] as number;
    const entries = file.dictionary(page);
    const contents = entries.get('Contents') ?? '[]';
    const own = contents.startsWith('[') ? readArray(contents) : [contents];
    file.update(page, {
      Contents: writeArray([referenceTo(begin), ...own, referenceTo(file.add(end))]),
      Resources: withMarks(file, entries.get('Resources') ?? '<<>>', marks, all),
    });
  }
}

/** A page's resources with the marks among them. */
function withMarks(file: PdfFile, source: string, marks: number, all: number): string {
  const number = referredObject(source);
  const resources = number === undefined ? readDictionary(source) : file.dictionary(number);
  for (const [kind, name, object] of [
    ['XObject', 'BxMarks', marks],
    ['ColorSpace', REGISTRATION_SPACE, all],
  ] as const) {
    const inner = resources.get(kind) ?? '<<>>';
    const innerNumber = referredObject(inner);
    const entries = innerNumber === undefined ? readDictionary(inner) : file.dictionary(innerNumber);
    resources.set(kind, writeDictionary(entries.set(name, referenceTo(object))));
  }
  return writeDictionary(resources);
}

/** The bleed's edges in points. */
function bleedBox({ trim, bleedMm, marksMm }: PageGeometry): readonly number[] {
  const pt = (mm: number): number => mm / MM_PER_PT;
  return [
    pt(marksMm),
    pt(marksMm),
    pt(marksMm + trim.widthMm + 2 * bleedMm),
    pt(marksMm + trim.heightMm + 2 * bleedMm),
  ];
}
