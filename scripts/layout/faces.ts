import { baseOf, charactersOf, type FaceText, isSequence } from '../model/face.ts';

/**
 * Text of each face in some elements, in the whole document where none is named, by the styles that will draw it:
 * nothing has to be laid out for it.
 */
export function collectFaces(...roots: readonly Element[]): FaceText[] {
  const within = roots.length === 0 ? [document.body] : roots;
  const texts = new Map<string, Set<string>>();
  const add = (text: string, parent: Element): void => {
    const style = getComputedStyle(parent);
    const key = `${style.fontWeight} ${style.fontFamily}`;
    let characters = texts.get(key);
    if (characters === undefined) {
      characters = new Set();
      texts.set(key, characters);
    }
    for (const character of charactersOf(text)) {
      characters.add(character);
      if (isSequence(character)) characters.add(baseOf(character));
    }
  };
  for (const root of within) forEachText(root, (text, parent) => add(text.data, parent));
  // Places for page numbers are still empty.
  const numerals = document.querySelector<HTMLElement>('bx-samples')?.dataset['numerals'] ?? '';
  const slots = within.flatMap((root) => [...root.querySelectorAll('[data-page-of], [data-pages-of]')]);
  for (const slot of slots) add(numerals, slot);
  return [...texts].map(([key, characters]) => {
    const space = key.indexOf(' ');
    const [family = '', ...fallbacks] = key
      .slice(space + 1)
      .split(',')
      .map((name) => name.trim().replace(/^["']|["']$/g, ''));
    return { family, fallbacks, weight: Number(key.slice(0, space)), text: [...characters].sort().join('') };
  });
}

/** Where each of some characters first stands, as `data-source`; empty where no source is known. */
export function placesOfCharacters(characters: readonly string[]): Record<string, string> {
  const places: Record<string, string> = Object.create(null);
  const wanted = new Set(characters);
  forEachText(document.body, (text, parent) => {
    for (const character of charactersOf(text.data)) {
      if (!wanted.delete(character)) continue;
      places[character] = parent.closest('[data-source]')?.getAttribute('data-source') ?? '';
    }
  });
  return places;
}

function forEachText(root: Element, visit: (text: Text, parent: Element) => void): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (parent !== null && (node as Text).data.trim() !== '') visit(node as Text, parent);
  }
}
