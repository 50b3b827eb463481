import { createHash } from 'node:crypto';
import { Blob as FontBlob, Face } from 'harfbuzzjs';
import subsetFont from 'subset-font';
import type { FaceText, SubsetFace } from '../model/face.ts';
import type { Language } from '../model/metadata.ts';
import { FACES, FAMILIES, type Family, type FontPackage, faceFile } from './registry.ts';

/** Reads font files; the real one finds npm packages, tests give bytes. */
export interface FontFiles {
  /** Bytes of a file inside an npm package. Throws a BuildError naming the install command when it is not there. */
  read(packageName: string, path: string): Promise<Uint8Array>;
}

/** The subsets of a book, and what no face of it can draw. */
export interface SubsetResult {
  readonly faces: readonly SubsetFace[];
  /** Characters without a glyph in their face, once each. */
  readonly missing: readonly string[];
}

/**
 * Features that decide punctuation, widths and vertical forms; the others would only cost memory. `locl` is left out:
 * the face is already chosen by region.
 */
const FEATURES = [
  'halt', 'vhal', 'chws', 'vchw', 'palt', 'vpal', 'vert', 'vrt2', 'kern', 'liga', 'ccmp', 'mark', 'mkmk', 'calt', 'rlig',
];

/** Drawn by the engine or by styles and not in the text: folios, markers, leaders. */
const ALWAYS = ' 0123456789.,-–—…•◦▪①②③④⑤⑥⑦⑧⑨⑩ivxlcdm';

/** Cuts each face down to the book's characters. A family that is not ours is left to the theme that brought it. */
export async function subsetFaces(
  texts: readonly FaceText[],
  language: Language,
  files: FontFiles,
): Promise<SubsetResult> {
  const faces: SubsetFace[] = [];
  const missing = new Set<string>();
  for (const { family, weight, text } of texts) {
    if (!isFamily(family)) continue;
    const source = FACES[language][family];
    const bytes = await files.read(source.name, faceFile(source, weight));
    const subset = await subsetFont(Buffer.from(bytes), text + ALWAYS, {
      targetFormat: 'truetype',
      keepFeatures: FEATURES,
      noHinting: true,
    });
    // What was asked for and is not in the subset was not in the face: cheaper than reading the whole face's table.
    const coverage = charactersOf(subset);
    for (const character of text) {
      if (!coverage.has(character.codePointAt(0) ?? 0) && isVisible(character)) missing.add(character);
    }
    faces.push({ family, weight, bytes: subset, fileName: nameOf(source, weight, subset), licence: await licence(source, files) });
  }
  return { faces, missing: [...missing].sort() };
}

function isFamily(family: string): family is Family {
  return (FAMILIES as readonly string[]).includes(family);
}

function charactersOf(bytes: Uint8Array): ReadonlySet<number> {
  const face = new Face(new FontBlob(bytes));
  return new Set(face.collectUnicodes());
}

/** Spaces, joiners and variation selectors need no glyph of their own. */
function isVisible(character: string): boolean {
  return !/[\s\p{Cf}\p{Variation_Selector}]/u.test(character);
}

function nameOf(source: FontPackage, weight: number, bytes: Uint8Array): string {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  return `${source.prefix}-${weight}-${hash}.ttf`;
}

async function licence(source: FontPackage, files: FontFiles): Promise<SubsetFace['licence']> {
  const bytes = await files.read(source.name, 'LICENSE_FONT');
  return { fileName: `${source.prefix}-LICENSE.txt`, text: new TextDecoder().decode(bytes) };
}
