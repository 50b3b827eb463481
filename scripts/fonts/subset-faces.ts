import { createHash } from 'node:crypto';
import { Face, Blob as FontBlob } from 'harfbuzzjs';
import subsetFont from 'subset-font';
import { BuildError } from '../model/build-error.ts';
import { baseOf, charactersOf, type FaceText, isSequence, type SubsetFace } from '../model/face.ts';
import type { Language } from '../model/metadata.ts';
import { FACES, FAMILIES, type Family, type FontPackage, faceFile } from './registry.ts';
import { type VariationSequences, variationSequencesOf } from './variation-sequences.ts';

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
  'ssty',
  'dtls',
  'flac',
  'mark',
  'mkmk',
  'calt',
  'rlig',
];

/** Drawn by the engine or by styles and not in the text: folios, markers, leaders. */
const ALWAYS = ' 0123456789.,-–—…•◦▪①②③④⑤⑥⑦⑧⑨⑩ivxlcdm一二三四五六七八九十百千〇、・';

/**
 * Cuts each face down to the book's characters. What the first family of a text cannot draw goes to its fallbacks, as
 * the browser does it. A family that is not ours is left to the theme or the system that brings it; where one of ours
 * stands behind it, that holds the text too.
 */
export function subsetFaces(
  texts: readonly FaceText[],
  language: Language,
  files: FontFiles,
): Promise<SubsetResult> {
  return new FaceCutter(language, files).cut(texts);
}

/** Cuts the faces of a language again and again: one whose characters are the same is cut once. */
export class FaceCutter {
  readonly #library: FaceLibrary;
  #cut: ReadonlyMap<string, { readonly characters: string; readonly face: SubsetFace }> = new Map();

  constructor(language: Language, files: FontFiles) {
    this.#library = new FaceLibrary(language, files);
  }

  /** As {@link subsetFaces}. */
  async cut(texts: readonly FaceText[]): Promise<SubsetResult> {
    const { wanted, missing } = await this.#assign(texts);
    const before = this.#cut;
    const cut = new Map<string, { readonly characters: string; readonly face: SubsetFace }>();
    for (const [key, face] of wanted) {
      const characters = [...face.characters].join('');
      const known = before.get(key);
      const isKnown = known?.characters === characters;
      cut.set(key, isKnown ? known : { characters, face: await this.#library.subset(face) });
    }
    this.#cut = cut;
    return { faces: [...cut.values()].map(({ face }) => face), missing: [...missing].sort() };
  }

  /** Which face draws which characters. */
  async #assign(
    texts: readonly FaceText[],
  ): Promise<{ readonly wanted: ReadonlyMap<string, WantedFace>; readonly missing: ReadonlySet<string> }> {
    const wanted = new Map<string, WantedFace>();
    const missing = new Set<string>();
    for (const { family, fallbacks = [], weight, text } of texts) {
      const drawnBy = [family, ...fallbacks].filter(isFamily);
      if (drawnBy.length === 0) continue;
      const drawn = family === 'Banxin Math' ? withItalics(text) : text;
      const characters = [...charactersOf(text)];
      const sequences = characters.filter(isSequence);
      let rest = characters.filter((character) => !isSequence(character) && isVisible(character));
      for (const [index, name] of drawnBy.entries()) {
        if (rest.length === 0 && index > 0) break;
        const coverage = await this.#library.coverage(name, weight);
        const found = rest.filter((character) => coverage.has(character.codePointAt(0) ?? 0));
        rest = rest.filter((character) => !coverage.has(character.codePointAt(0) ?? 0));
        if (index > 0 && found.length === 0) continue;
        const key = `${name} ${weight}`;
        const face = wanted.get(key) ?? { family: name, weight, characters: new Set(ALWAYS) };
        for (const character of index === 0 ? drawn : found) face.characters.add(character);
        const own = sequences.filter((sequence) => found.includes(baseOf(sequence)));
        for (const sequence of await this.#library.withoutForm(own, name, weight)) missing.add(sequence);
        for (const sequence of own) face.characters.add(sequence);
        wanted.set(key, face);
      }
      // One that is not ours may draw what ours cannot.
      if (isFamily(family)) for (const character of rest) missing.add(character);
    }
    return { wanted, missing };
  }
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
  readonly #sequences = new Map<string, Promise<VariationSequences>>();

  constructor(language: Language, files: FontFiles) {
    this.#language = language;
    this.#files = files;
  }

  /** Code points that a face has glyphs for. */
  coverage(family: Family, weight: number): Promise<ReadonlySet<number>> {
    const key = `${family} ${weight}`;
    const known = this.#coverages.get(key) ?? this.#charactersOf(family, weight);
    this.#coverages.set(key, known);
    return known;
  }

  /** Those of some variation sequences that a face has only the plain form of. */
  async withoutForm(
    sequences: readonly string[],
    family: Family,
    weight: number,
  ): Promise<readonly string[]> {
    if (sequences.length === 0) return [];
    const key = `${family} ${weight}`;
    const known = this.#sequences.get(key) ?? this.#read(family, weight).then(variationSequencesOf);
    this.#sequences.set(key, known);
    const forms = await known;
    return sequences.filter((sequence) => !forms.has(sequence));
  }

  async #charactersOf(family: Family, weight: number): Promise<ReadonlySet<number>> {
    const bytes = await this.#read(family, weight);
    // Of a file that it cannot read harfbuzz makes an empty face.
    const characters = new Set(new Face(new FontBlob(bytes)).collectUnicodes());
    if (characters.size > 0 && isWhole(bytes)) return characters;
    const { name } = FACES[this.#language][family];
    throw new BuildError(
      'font-unreadable',
      `The font \`${faceFile(FACES[this.#language][family], weight)}\` of \`${name}\` is damaged`,
      `Run \`npm install ${name}\` again where Banxin is installed.`,
    );
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

/** Whether each table of a font lies within the file (OpenType, "Table directory"). */
function isWhole(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let table = 0; table < view.getUint16(4); table += 1) {
    const entry = 12 + 16 * table;
    if (entry + 16 > bytes.length || view.getUint32(entry + 8) + view.getUint32(entry + 12) > bytes.length)
      return false;
  }
  return true;
}

/** A variable of one letter is drawn as the mathematical italic of it (MathML Core, `math-auto`). */
function withItalics(text: string): string {
  const italics = [...text].flatMap((character) => {
    const code = character.codePointAt(0) ?? 0;
    const block = ITALICS.find(({ first, last }) => code >= first && code <= last);
    return block === undefined ? [] : [String.fromCodePoint(block.italic + code - block.first)];
  });
  // Planck's constant took the place of the italic h; the radical is drawn by its element.
  return `${text}${italics.join('')}ℎ√`;
}

/** Letters, and where Unicode has their mathematical italics. */
const ITALICS = [
  { first: 0x41, last: 0x5a, italic: 0x1d434 },
  { first: 0x61, last: 0x7a, italic: 0x1d44e },
  { first: 0x391, last: 0x3a9, italic: 0x1d6e2 },
  { first: 0x3b1, last: 0x3c9, italic: 0x1d6fc },
];

/** Spaces, joiners and variation selectors need no glyph of their own; forms that selectors choose are asked for by themselves. */
function isVisible(character: string): boolean {
  return !/[\s\p{Cf}\p{Variation_Selector}]/u.test(character);
}

function nameOf(source: FontPackage, weight: number, bytes: Uint8Array): string {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  return `${source.prefix}-${weight}-${hash}.ttf`;
}

async function licence(source: FontPackage, files: FontFiles): Promise<SubsetFace['licence']> {
  const bytes = await files.read(source.name, source.file === undefined ? 'LICENSE_FONT' : 'LICENSE');
  return { fileName: `${source.prefix}-LICENSE.txt`, text: new TextDecoder().decode(bytes) };
}
