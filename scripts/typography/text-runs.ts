import type { Element, ElementContent, Root, Text } from 'hast';

/** A text node and the element it stands in. */
export interface PlacedText {
  readonly text: Text;
  readonly parent: Root | Element;
}

/** Elements whose text runs on in the text around them. */
const PHRASING = new Set(
  'a abbr b bdi cite del dfn em i ins mark q ruby s small span strong sub sup time u var'.split(' '),
);

/** White space is kept in them, and characters are taken literally. */
const VERBATIM = new Set(['pre', 'code', 'kbd', 'math', 'samp', 'svg', 'textarea']);

/** Readings stand beside the line; a reading's text is no part of the run. */
const ANNOTATIONS = new Set(['rt', 'rp']);

/**
 * The text nodes of each run of text in order: a run ends at a block's edge, at a hard break, at code and at a note's
 * mark. Code, readings and the marks of notes, which are set with the notes, belong to no run, nor does what `skip`
 * names.
 */
export function textRunsOf(
  tree: Root | Element,
  skip: (element: Element) => boolean,
): readonly (readonly PlacedText[])[] {
  const runs: PlacedText[][] = [[]];
  const close = (): void => {
    if (runs.at(-1)?.length !== 0) runs.push([]);
  };
  const visit = (parent: Root | Element): void => {
    for (const child of parent.children as ElementContent[]) {
      if (child.type === 'text') runs.at(-1)?.push({ text: child, parent });
      if (child.type !== 'element' || ANNOTATIONS.has(child.tagName)) continue;
      const isMark = isNoteMark(child);
      const runsOn = PHRASING.has(child.tagName) && !isMark;
      if (!runsOn) close();
      if (!VERBATIM.has(child.tagName) && !isMark && !skip(child)) visit(child);
      if (!runsOn) close();
    }
  };
  visit(tree);
  return runs.filter((run) => run.length > 0);
}

/** A note's call, or the number before the note. */
function isNoteMark({ properties }: Element): boolean {
  const names = properties['className'];
  return Array.isArray(names) && (names.includes('note-call') || names.includes('note-number'));
}
