import type { Element } from 'hast';
import { type Chapter, treesOf } from '../model/book.ts';
import type { Diagnostic, Place } from '../model/diagnostic.ts';
import { placeInParts } from '../model/source-part.ts';
import { headingSlugs, slugOf } from './heading-slugs.ts';
import { relativePath } from './paths.ts';
import { visitPlaced } from './place.ts';
import { isReference } from './references.ts';

/**
 * Turns links between files into links between ids, in place: `02-trade.md#rail` → `#rail`, `02-trade.md` →
 * the chapter's id, `02-trade.md#历史` → the id of that heading, by the name that other tools give it. Ids given twice and links that lead nowhere are reported; a dead link loses its `href`.
 * @param idsToCome ids of what is not made yet
 */
export function resolveLinks(
  chapters: readonly Chapter[],
  diagnostics: Diagnostic[],
  idsToCome: readonly string[] = [],
): void {
  const ids = new Set([...collectIds(chapters, diagnostics), ...idsToCome]);
  const fileAt = new Map(
    chapters.flatMap(({ path, id, headings }): [string, LinkedFile][] =>
      path === undefined ? [] : [[path, { id, slugs: headingSlugs(headings) }]],
    ),
  );
  for (const chapter of chapters) {
    if (chapter.path === undefined) continue;
    const path = chapter.path;
    for (const tree of treesOf(chapter)) {
      visitPlaced(tree, { file: chapter.source ?? path, line: 1, column: 1 }, (node, blockOf) => {
        if (node.tagName !== 'a') return;
        const block = blockOf();
        const start = node.position?.start;
        // Its own place, where Markdown or HTML gave it one: paragraphs may be long.
        const place = start === undefined ? block : placeOfNode(chapter, start, block);
        resolveLink(node, { path, place, ids, fileAt, diagnostics });
      });
    }
  }
}

function placeOfNode({ sources }: Chapter, start: { line: number; column: number }, block: Place): Place {
  if (sources === undefined) return { ...block, line: start.line, column: start.column };
  return placeInParts(sources, start.line, start.column);
}

function collectIds(chapters: readonly Chapter[], diagnostics: Diagnostic[]): ReadonlySet<string> {
  const ids = new Set<string>(chapters.map((chapter) => chapter.id));
  for (const chapter of chapters) {
    for (const tree of treesOf(chapter)) {
      const fallback = { file: chapter.source ?? '', line: 1, column: 1 };
      visitPlaced(tree, fallback, (node, placeOf) => {
        const id = node.properties['id'];
        if (typeof id !== 'string' || id === '') return;
        if (ids.has(id)) diagnostics.push(duplicateId(id, placeOf()));
        ids.add(id);
      });
    }
  }
  return ids;
}

function duplicateId(id: string, place: Place): Diagnostic {
  return {
    severity: 'error',
    ruleId: 'id-duplicate',
    message: `Unexpected second element with the id \`${id}\`, expected ids to be unique in the book`,
    help: 'Give one of the two another id.',
    place,
  };
}

/** A file that links may lead to. */
interface LinkedFile {
  /** The chapter's id. */
  readonly id: string;
  /** Ids of its headings by the names of {@link headingSlugs}. */
  readonly slugs: ReadonlyMap<string, string>;
}

interface LinkContext {
  readonly path: string;
  readonly place: Place;
  readonly ids: ReadonlySet<string>;
  readonly fileAt: ReadonlyMap<string, LinkedFile>;
  readonly diagnostics: Diagnostic[];
}

function resolveLink(node: Element, context: LinkContext): void {
  const href = node.properties['href'];
  if (typeof href !== 'string' || /^[a-z][a-z0-9+.-]*:/i.test(href)) return;
  const hash = href.indexOf('#');
  const file = hash < 0 ? href : href.slice(0, hash);
  const fragment = hash < 0 ? '' : decodeFragment(href.slice(hash + 1));
  const chapterPath = file === '' ? context.path : relativePath(context.path, file);
  // Sites made of the same Markdown write links to the pages they make: `02-trade.html` is `02-trade.md`.
  const written = chapterPath?.replace(/\.html$/, '.md');
  const chapter = written === undefined ? undefined : context.fileAt.get(written);
  const target = chapter && targetIn(chapter, fragment, context.ids);
  if (target !== undefined) {
    node.properties['href'] = `#${target}`;
    return;
  }
  // A wrong name in a file that is there: the file is as near as it gets, unless one is in it already.
  const near = file !== '' && chapter !== undefined && !isReference(node) ? chapter : undefined;
  if (near === undefined) delete node.properties['href'];
  else node.properties['href'] = `#${near.id}`;
  context.diagnostics.push({
    // Words of the author's stay and are printed; only the way there is lost, so the book can be built.
    severity: isReference(node) ? 'error' : 'warning',
    ruleId: 'link-target-missing',
    message: `Unexpected link to \`${href}\`, expected a file of the spine or an id in the book`,
    help:
      near === undefined
        ? 'Correct the path or the id behind `#`, or list the file in the spine.'
        : 'Correct the name behind `#`; until then the link leads to the beginning of the file.',
    place: context.place,
  });
}

/** An id of the author's comes before a heading's name. */
function targetIn({ id, slugs }: LinkedFile, fragment: string, ids: ReadonlySet<string>): string | undefined {
  if (fragment === '') return id;
  return ids.has(fragment) ? fragment : slugs.get(slugOf(fragment));
}

function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
