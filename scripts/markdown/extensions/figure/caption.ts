import type { Image, PhrasingContent, Root } from 'mdast';
import { visit } from '../../../model/visit.ts';

/** What could begin something inline in a title, which is plain text to Markdown. */
const MARKS = /[*_~`[{$|]|:\/\//;

/** Captions by their pictures, between the stages of an extension. */
const CAPTIONS = new WeakMap<Image, readonly PhrasingContent[]>();

/** Reads the titles of all pictures as inline Markdown; HTML in them stays text. */
export function readCaptions(tree: Root, parse: (text: string) => Root | undefined): void {
  visit(tree, 'image', (image) => {
    const { title } = image;
    if (!title || !MARKS.test(title)) return;
    const [only, ...others] = parse(title)?.children ?? [];
    // What begins a block, such as a list, is no caption's.
    if (only?.type !== 'paragraph' || others.length > 0) return;
    visit(only, (node, index, parent) => {
      // Places in the title are none in the file.
      delete node.position;
      if (node.type === 'html' && parent !== undefined && index !== undefined)
        parent.children[index] = { type: 'text', value: node.value };
    });
    CAPTIONS.set(image, only.children);
  });
}

/** The caption of a picture: its title, without one its alt text. */
export function captionOf(image: Image, notes: ReadonlySet<string>): readonly PhrasingContent[] {
  const caption = CAPTIONS.get(image) ?? [{ type: 'text' as const, value: image.title || image.alt || '' }];
  return caption.flatMap((node) => (node.type === 'text' ? withNotes(node.value, notes) : [node]));
}

/** Calls of the file's notes are calls in a title, too. */
function withNotes(text: string, notes: ReadonlySet<string>): PhrasingContent[] {
  return text.split(/(\[\^[^\]\s]+\])/).flatMap((piece): PhrasingContent[] => {
    const label = /^\[\^(.+)\]$/.exec(piece)?.[1];
    const identifier = label?.toLowerCase();
    if (label !== undefined && identifier !== undefined && notes.has(identifier))
      return [{ type: 'footnoteReference', identifier, label }];
    return piece === '' ? [] : [{ type: 'text', value: piece }];
  });
}
