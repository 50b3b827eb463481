import { PdfFile } from '../pdf-file.ts';
import { readArray, referredObject, writeArray } from '../pdf-syntax.ts';
import { type Face, facesOf, inNumbersOf, joinFaces, objectsBehind, writeFace } from './faces.ts';
import { nestOutline, type OutlineItem, outlineItems } from './outline.ts';
import { type NewNumbers, renumbered } from './renumber.ts';
import { type Roots, rootsOf, type WholeRoots, withRoots } from './roots.ts';
import { SharedObjects } from './shared-objects.ts';
import {
  joinStructures,
  newIds,
  readStructure,
  type Structure,
  withIds,
  writeStructure,
} from './structure.ts';

/**
 * The file that Chromium would have printed at once of what it printed in parts: one page tree, one structure tree, one
 * outline, each face once with the glyphs of all parts, pictures that are in several parts once.
 * @throws BuildError `pdf-unknown` when a part is not as Chromium writes them
 */
export async function mergeParts(parts: readonly Uint8Array[]): Promise<PdfFile> {
  const [first = new Uint8Array(), ...others] = parts;
  const file = new PdfFile(first);
  if (others.length === 0) return file;
  const merger = await PartMerger.into(file);
  for (const other of others) await merger.append(new PdfFile(other));
  await merger.finish();
  return file;
}

/** Elements that have an id, or name those of others (ISO 32000-1, table 349). */
const HAS_IDS = /\/(?:ID|Headers)\b/;

/** What a number becomes that is referred to by nothing that stays. */
const LEFT_OUT = 0;

class PartMerger {
  readonly #file: PdfFile;
  readonly #roots: WholeRoots;
  readonly #shared = new SharedObjects();
  readonly #pages: string[];
  #pageCount: number;
  readonly #outline: OutlineItem[];
  #structure: Structure;
  readonly #faces: Face[];

  static async into(file: PdfFile): Promise<PartMerger> {
    return new PartMerger(file, await facesOf(file));
  }

  private constructor(file: PdfFile, faces: readonly Face[]) {
    this.#file = file;
    this.#faces = [...faces];
    this.#roots = withRoots(file);
    this.#structure = readStructure(file, this.#roots);
    this.#renameElements();
    for (const number of file.numbers()) {
      const object = file.object(number);
      if (SharedObjects.canHold(object)) this.#shared.numberFor(object, () => number);
    }
    this.#outline = [...outlineItems(file, this.#roots.outline)];
    const { kids, count } = pageTree(file, this.#roots);
    this.#pages = [...kids];
    this.#pageCount = count;
  }

  /** Gives the elements of the first part new ids, in all that speaks of them. */
  #renameElements(): void {
    const ids = newIds(this.#structure, 0);
    if (ids.size === 0) return;
    const same: NewNumbers = { object: (number) => number, parentKey: 0, ids };
    for (const number of this.#file.numbers()) {
      const object = this.#file.object(number);
      if (HAS_IDS.test(object.source))
        this.#file.set(number, { ...object, source: renumbered(object.source, same) });
    }
    this.#structure = withIds(this.#structure, ids);
  }

  /** Takes over a part that follows. */
  async append(part: PdfFile): Promise<void> {
    const roots = rootsOf(part);
    const numbers = this.#numbersOfRoots(part, roots);
    const faces = this.#newFaces(await facesOf(part), numbers);
    const structure = readStructure(part, roots);
    const ids = newIds(structure, this.#structure.named.length);
    const moved = this.#copyObjects(part, numbers, ids);
    const list = (items: readonly string[]): readonly string[] => readArray(moved(writeArray(items)));
    const { kids, count } = pageTree(part, roots);
    this.#pages.push(...list(kids));
    this.#pageCount += count;
    this.#structure = joinStructures(this.#structure, {
      ...structure,
      elements: list(structure.elements),
      parents: structure.parents.map(([key, elements]) => [key, moved(elements)]),
      named: withIds(structure, ids).named.map(([id, element]) => [id, moved(element)]),
    });
    const numberOf = (number: number): number => numbers.get(number) ?? LEFT_OUT;
    for (const { object, level } of outlineItems(part, roots.outline))
      this.#outline.push({ object: numberOf(object), level });
    this.#faces.push(...faces.map((face) => inNumbersOf(face, numberOf)));
  }

  /** The roots of the whole file stand for those of a part. */
  #numbersOfRoots(part: PdfFile, roots: Roots): Map<number, number> {
    const numbers = new Map<number, number>();
    for (const name of Object.keys(roots) as (keyof Roots)[]) {
      const number = roots[name];
      if (number !== undefined) numbers.set(number, this.#roots[name]);
    }
    if (roots.structure === undefined) return numbers;
    const entries = part.dictionary(roots.structure);
    for (const tree of ['ParentTree', 'IDTree']) {
      const number = referredObject(entries.get(tree));
      if (number !== undefined) numbers.set(number, LEFT_OUT);
    }
    return numbers;
  }

  /** Joins the faces of a part with those that are there already; returns the others. */
  #newFaces(faces: readonly Face[], numbers: Map<number, number>): readonly Face[] {
    return faces.filter((face) => {
      for (const [index, known] of this.#faces.entries()) {
        const joined = joinFaces(known, face);
        if (joined === undefined) continue;
        this.#faces[index] = joined;
        numbers.set(face.objects.font, known.objects.font);
        for (const number of objectsBehind(face)) numbers.set(number, LEFT_OUT);
        return false;
      }
      return true;
    });
  }

  /**
   * Copies the objects of a part that have no number in the whole file yet.
   * @returns what puts source text of the part into the numbers of the whole file
   */
  #copyObjects(
    part: PdfFile,
    numbers: Map<number, number>,
    ids: ReadonlyMap<string, string>,
  ): (source: string) => string {
    const copied: number[] = [];
    const make = (number: number): number => {
      const made = this.#file.add({ source: 'null' });
      numbers.set(number, made);
      copied.push(number);
      return made;
    };
    const numberOf = (number: number): number => {
      const known = numbers.get(number);
      if (known !== undefined) return known;
      const object = part.object(number);
      if (!SharedObjects.canHold(object)) return make(number);
      // What it refers to is looked for first: an image's mask, the functions of a gradient.
      const found = this.#shared.numberFor({ ...object, source: moved(object.source) }, () => make(number));
      numbers.set(number, found);
      return found;
    };
    const parentKey = this.#structure.nextKey;
    const moved = (source: string): string => renumbered(source, { object: numberOf, parentKey, ids });
    for (const number of part.numbers()) numberOf(number);
    for (const number of copied) {
      const object = part.object(number);
      this.#file.set(numberOf(number), { ...object, source: moved(object.source) });
    }
    return moved;
  }

  /** Writes what all parts have in common. */
  async finish(): Promise<void> {
    const { pages, outline } = this.#roots;
    this.#file.update(pages, { Kids: writeArray(this.#pages), Count: String(this.#pageCount) });
    writeStructure(this.#file, this.#roots, this.#structure);
    nestOutline(this.#file, outline, this.#outline);
    for (const [index, face] of this.#faces.entries()) await writeFace(this.#file, face, tagOf(index));
  }
}

/** The uppermost nodes of the page tree (ISO 32000-1, 7.7.3). */
function pageTree(
  file: PdfFile,
  { pages }: Roots,
): { readonly kids: readonly string[]; readonly count: number } {
  const entries = file.dictionary(pages);
  return { kids: readArray(entries.get('Kids') ?? '[]'), count: Number(entries.get('Count')) };
}

/** The tag of a file's subset (9.6.4): `AAAAAA`, `BAAAAA` …, as Chromium counts. */
function tagOf(index: number): string {
  let tag = '';
  for (let rest = index; tag.length < 6; rest = Math.floor(rest / 26))
    tag += String.fromCharCode(0x41 + (rest % 26));
  return tag;
}
