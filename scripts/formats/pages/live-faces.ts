import type { Page } from 'puppeteer';
import { commonCharacters } from '../../fonts/common-characters.ts';
import { FaceCutter, type FontFiles, type SubsetResult } from '../../fonts/subset-faces.ts';
import { DOCUMENT_ORIGIN } from '../../html/page-document.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { charactersOf, type FaceText, type SubsetFace } from '../../model/face.ts';
import type { Language } from '../../model/metadata.ts';
import { fontFaceRules, glyphMissing, loadFonts } from './render-pages.ts';

/** A style of as many different characters is the book's text: whatever its author writes next is drawn in it. */
const RUNNING_TEXT = 500;

/**
 * The faces of a book that changes. They are cut anew for characters that have not been seen in it, which in running text
 * are rare ones: it has the common ones from the beginning.
 */
export class BookSubsets {
  readonly language: Language;
  readonly #cutter: FaceCutter;
  /** Characters that the subsets are made for, by style. */
  readonly #seen = new Map<string, FaceText & { readonly characters: Set<string> }>();
  #subset: SubsetResult = { faces: [], missing: [] };

  constructor(language: Language, fonts: FontFiles) {
    this.language = language;
    this.#cutter = new FaceCutter(language, fonts);
  }

  /** The faces that draw these texts, and whatever has been in the book before. */
  async for(texts: readonly FaceText[]): Promise<SubsetResult> {
    const isNew = texts.map((text) => this.#note(text)).includes(true);
    if (!isNew) return this.#subset;
    const wanted = [...this.#seen.values()].map(({ characters, ...face }) => ({
      ...face,
      text: [...characters].sort().join(''),
    }));
    this.#subset = await this.#cutter.cut(wanted);
    return this.#subset;
  }

  #note(text: FaceText): boolean {
    const key = JSON.stringify([text.family, text.fallbacks, text.weight]);
    const seen = this.#seen.get(key) ?? { ...text, characters: new Set<string>() };
    const before = seen.characters.size;
    for (const character of charactersOf(text.text)) seen.characters.add(character);
    this.#seen.set(key, seen);
    if (before < RUNNING_TEXT && seen.characters.size >= RUNNING_TEXT)
      for (const character of commonCharacters(this.language)) seen.characters.add(character);
    return seen.characters.size > before;
  }
}

/** The faces of a tab in which chapters are laid out one after another. */
export class LiveFaces {
  readonly #page: Page;
  readonly #files: Map<string, SubsetFace>;
  readonly #subsets: BookSubsets;
  readonly #texts = new Map<string, readonly FaceText[]>();
  #loaded: SubsetResult = { faces: [], missing: [] };
  #places: Readonly<Record<string, string>> = {};

  /** @param files answers the tab's requests: faces by their paths */
  constructor(page: Page, files: Map<string, SubsetFace>, subsets: BookSubsets) {
    this.#page = page;
    this.#files = files;
    this.#subsets = subsets;
  }

  /** The faces, and characters that stand in the book and that none of them can draw. */
  get state(): { readonly faces: readonly SubsetFace[]; readonly missing: readonly string[] } {
    const { faces, missing } = this.#loaded;
    const texts = [...this.#texts.values()].flat();
    const isThere = (character: string): boolean => texts.some(({ text }) => text.includes(character));
    return { faces, missing: missing.filter(isThere) };
  }

  /** Tells of those characters. */
  get diagnostics(): readonly Diagnostic[] {
    return this.state.missing.map((character) => glyphMissing(character, this.#places[character] ?? ''));
  }

  /** Makes the tab ready to draw what was put into its flow: faces and pictures. */
  async require(texts: Readonly<Record<string, readonly FaceText[]>>): Promise<void> {
    for (const [id, own] of Object.entries(texts)) this.#texts.set(id, own);
    const subset = await this.#subsets.for(Object.values(texts).flat());
    if (subset === this.#loaded) {
      await this.#page.evaluate(DECODED);
    } else {
      this.#loaded = subset;
      for (const face of subset.faces) this.#files.set(`/fonts/${face.fileName}`, face);
      await this.#page.evaluate(loadFonts(fontFaceRules(subset.faces, `${DOCUMENT_ORIGIN}/fonts/`)));
    }
    if (subset.missing.length === 0) return;
    const found = await this.#page.evaluate(`banxin.placesOfCharacters(${JSON.stringify(subset.missing)})`);
    this.#places = { ...this.#places, ...(found as Record<string, string>) };
  }

  /** Forgets the text of chapters that have left the book. */
  forget(isThere: (id: string) => boolean): void {
    for (const id of this.#texts.keys()) if (!isThere(id)) this.#texts.delete(id);
  }
}

/** Waits for the pictures of the document. */
const DECODED = `Promise.all([...document.images].map((image) => image.decode().catch(() => undefined))).then(() => undefined)`;
