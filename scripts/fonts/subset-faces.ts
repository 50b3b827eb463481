import { createHash } from 'node:crypto';
import { Face, Blob as FontBlob } from 'harfbuzzjs';
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
 * Features that decide punctuation, widths and vertical forms (`hwid`: digits side by side in one em); the others would only cost memory. `locl` is left out:
 * the face is already chosen by region.
 */
const FEATURES = [
  'halt',
  'vhal',
  'chws',
  'vchw',
  'palt',
  'vpal',
  'vert',
  'vrt2',
  'hwid',
  'kern',
  'liga',
  'ccmp',
  'mark',
  'mkmk',
  'calt',
  'rlig',
];

/** Drawn by the engine or by styles and not in the text: folios, markers, leaders. */
const ALWAYS = ' 0123456789.,-–—…•◦▪①②③④⑤⑥⑦⑧⑨⑩ivxlcdm一二三四五六七八九十百千〇、・';

/**
 * Cuts each face down to the book's characters. What the first family of a text cannot draw goes to its fallbacks, as
 * the browser does it. A family that is not ours is left to the theme that brought it.
 */
export async function subsetFaces(
  texts: readonly FaceText[],
  language: Language,
  files: FontFiles,
): Promise<SubsetResult> {
  const library = new FaceLibrary(language, files);
  const wanted = new Map<string, WantedFace>();
  const missing = new Set<string>();
  for (const { family, fallbacks = [], weight, text } of texts) {
    if (!isFamily(family)) continue;
    let rest = [...text].filter(isVisible);
    const drawnBy = [family, ...fallbacks.filter(isFamily)];
    for (const [index, name] of drawnBy.entries()) {
      if (rest.length === 0 && index > 0) break;
      const coverage = await library.coverage(name, weight);
      const drawn = rest.filter((character) => coverage.has(character.codePointAt(0) ?? 0));
      rest = rest.filter((character) => !coverage.has(character.codePointAt(0) ?? 0));
      if (index > 0 && drawn.length === 0) continue;
      const key = `${name} ${weight}`;
      const face = wanted.get(key) ?? { family: name, weight, characters: new Set(ALWAYS) };
      for (const character of index === 0 ? text : drawn) face.characters.add(character);
      wanted.set(key, face);
    }
    for (const character of rest) missing.add(character);
  }
  const faces: SubsetFace[] = [];
  for (const face of wanted.values()) faces.push(await library.subset(face));
  return { faces, missing: [...missing].sort() };
}

interface WantedFace {
  readonly family: Family;
  readonly weight: number;
  readonly characters: Set<string>;
}

/** The faces of a language, each read once. */
class FaceLibrary {
  readonly #language: Language;
  readonly #files: FontFiles;
  readonly #coverages = new Map<string, Promise<ReadonlySet<number>>>();

  constructor(language: Language, files: FontFiles) {
    this.#language = language;
    this.#files = files;
  }

  /** Code points that a face has glyphs for. */
  coverage(family: Family, weight: number): Promise<ReadonlySet<number>> {
    const key = `${family} ${weight}`;
    const known = this.#coverages.get(key) ?? this.#read(family, weight).then(charactersOf);
    this.#coverages.set(key, known);
    return known;
  }

  async subset({ family, weight, characters }: WantedFace): Promise<SubsetFace> {
    const source = FACES[this.#language][family];
    const bytes = await subsetFont(Buffer.from(await this.#read(family, weight)), [...characters].join(''), {
      targetFormat: 'truetype',
      keepFeatures: FEATURES,
      noHinting: true,
    });
    const fileName = nameOf(source, weight, bytes);
    return { family, weight, bytes, fileName, licence: await licence(source, this.#files) };
  }

  #read(family: Family, weight: number): Promise<Uint8Array> {
    const source = FACES[this.#language][family];
    return this.#files.read(source.name, faceFile(source, weight));
  }
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
