import { posix } from 'node:path';
import type { Chapter } from '../../model/book.ts';
import { BuildError } from '../../model/build-error.ts';
import type { DocumentKind, EpubProfile } from '../../model/epub-profile.ts';

/** Which kind of document a chapter is, as profiles name them. */
export function kindOf({ part, matter }: Chapter): DocumentKind {
  switch (part) {
    case 'cover':
    case 'title-page':
    case 'contents':
    case 'colophon':
      return part;
    default:
      return matter;
  }
}

/** Ids of the package document that belong to no document of the spine. */
const RESERVED = ['nav', 'ncx', 'css', 'cover-image'];

/**
 * Names the documents of a book one after the other, as its profile has it: a chapter, and which of its pieces, from 0.
 * @throws BuildError `epub-file-name` when two would have one name
 */
export function fileNamer({
  files,
  folders,
  navigation,
}: EpubProfile): (chapter: Chapter, piece: number) => string {
  const used = new Set([...RESERVED, posix.basename(navigation, '.xhtml')]);
  const counts = new Map<string, number>();
  return (chapter, piece) => {
    const pattern = files[kindOf(chapter)];
    const isCounted = pattern?.endsWith('0') === true;
    const count = isCounted ? (counts.get(pattern) ?? 0) + 1 : 0;
    if (isCounted) counts.set(pattern, count);
    const name = isCounted
      ? pattern.replace(/0+$/, (zeros) => String(count).padStart(zeros.length, '0'))
      : `${pattern ?? chapter.id}${piece === 0 ? '' : `-${piece + 1}`}`;
    if (!/^[A-Za-z0-9][-\w.]*$/.test(name) || used.has(name)) {
      throw new BuildError(
        'epub-file-name',
        `Unexpected file name \`${name}\` in the EPUB, expected ASCII letters and digits, unique in the book`,
        "Let names in the profile end in zeros, which stand for a number; of Banxin's own profiles, report it.",
      );
    }
    used.add(name);
    return posix.join(folders.text, `${name}.xhtml`);
  };
}
