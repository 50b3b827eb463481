import type { Element } from 'hast';
import { type Chapter, type ImageUse, treesOf } from '../model/book.ts';
import type { Diagnostic, Place } from '../model/diagnostic.ts';
import { relativePath } from './paths.ts';
import { visitPlaced } from './place.ts';

/**
 * Lists the pictures of a chapter and its notes and rewrites each `src` to a path relative to the manuscript's folder. A picture
 * without one, on the web or outside the folder keeps no `src`: nothing of it is ever fetched.
 */
export function collectImages(chapter: Chapter, diagnostics: Diagnostic[]): readonly ImageUse[] {
  const uses: ImageUse[] = [];
  const visitor = (node: Element, placeOf: () => Place): void => {
    if (node.tagName !== 'img') return;
    const place = placeOf();
    const source = String(node.properties['src'] ?? '');
    const path = relativePath(chapter.path ?? '', source);
    if (path === undefined) {
      diagnostics.push(refusal(source, place));
      delete node.properties['src'];
      return;
    }
    node.properties['src'] = path;
    uses.push({ path, place });
  };
  for (const tree of treesOf(chapter)) {
    visitPlaced(tree, { file: chapter.source ?? '', line: 1, column: 1 }, visitor);
  }
  return uses;
}

function refusal(source: string, place: Place): Diagnostic {
  const remote = /^[a-z][a-z0-9+.-]*:|^\/\//i.test(source);
  return {
    severity: 'error',
    ruleId: remote ? 'image-remote' : 'image-outside',
    message: `Unexpected picture \`${source}\`, expected a file in the manuscript's folder`,
    help: remote
      ? 'Download it into images/ and name it there: a book must not depend on the network.'
      : 'Copy it into images/ and name it by a relative path.',
    place,
  };
}
