import type { Diagnostic } from '../model/diagnostic.ts';
import type { FaceText } from '../model/face.ts';
import type {
  ChapterFlow,
  LaidOutPages,
  LayoutPlan,
  PageBodies,
  StaleChapters,
} from '../model/pagination.ts';
import { collectFaces } from './faces.ts';
import type { KnownChapter } from './known-chapter.ts';
import {
  type LaidOutChapters,
  layOutChapters,
  Measures,
  verifyWritten,
  type WrittenPages,
} from './lay-out-book.ts';

/** Chapters whose pages have left the document, by id; a tab that is used again knows them. */
const known = new Map<string, KnownChapter>();

/** What was measured in this tab. */
const measures = new Measures(true);

/** Pages that have been sent and not verified, with the ids of their chapters. */
let unverified: readonly { readonly ids: ReadonlySet<string>; readonly written: WrittenPages }[] = [];

/** The pages without their type areas as they were sent last, or what these are written by. */
let sent: readonly string[] = [];

/**
 * Puts chapters into the flow in place of those that are there, and what pages carry beside them.
 * @returns the text of each chapter by faces, and that of the samples under an empty id
 */
export function putFlow(flows: readonly ChapterFlow[], samples: string): Record<string, FaceText[]> {
  document.body.innerHTML = `<bx-flow>${flows.map(({ section }) => section).join('')}</bx-flow><bx-notes-flow>${flows
    .map(({ notes }) => notes)
    .join('')}</bx-notes-flow>${samples}`;
  const faces: Record<string, FaceText[]> = Object.create(null);
  for (const { id } of flows) {
    faces[id] = collectFaces(
      ...document.querySelectorAll(`bx-flow > [id="${id}"], bx-notes-flow > [data-chapter="${id}"]`),
    );
  }
  faces[''] = collectFaces(...document.querySelectorAll('bx-samples'));
  return faces;
}

/** What is known of the chapters laid out in this tab, by their ids; plain data, for another tab to begin with. */
export function knownChapters(): Record<string, KnownChapter> {
  return Object.fromEntries(known);
}

/**
 * Lays out the chapters in the flow among others as another tab knew them: what an author sees first of new styles,
 * right in itself, and in its place as far as the others stay as they were. Nothing of it is kept.
 * @returns `undefined` where a chapter is neither known nor in the flow
 */
export function layOutAmong(
  plan: LayoutPlan,
  others: Readonly<Record<string, KnownChapter>>,
): LaidOutPages | undefined {
  const laidOut = layOutChapters(plan, new Map(Object.entries(others)), { isTrusting: true, measures });
  return 'stale' in laidOut ? undefined : takePages(laidOut);
}

/**
 * Lays out the chapters in the flow among those laid out before, and takes their pages out of the document.
 * @returns chapters that must be put into the flow too where what is known of them does not hold any more
 */
export function layOutFlow(plan: LayoutPlan): LaidOutPages | StaleChapters {
  const ids = new Set(plan.chapters.map(({ id }) => id));
  for (const id of known.keys()) if (!ids.has(id)) known.delete(id);
  const laidOut = layOutChapters(plan, known, { measures });
  if ('stale' in laidOut) return laidOut;
  for (const [id, chapter] of laidOut.chapters) known.set(id, chapter.known);
  const now = new Set(laidOut.chapters.keys());
  const others = unverified.filter((one) => [...one.ids].some((id) => !now.has(id)));
  unverified = [...others, { ids: now, written: laidOut.written }];
  return takePages(laidOut);
}

/** Makes sure that all pages that were sent are what was measured: who waits for them is not kept by it. */
export function verifySent(plan: LayoutPlan): readonly Diagnostic[] {
  const found = unverified.flatMap(({ written }) => verifyWritten(written, plan));
  unverified = [];
  document.body.replaceChildren();
  return found;
}

function takePages({ pagination, firstPages, pages: all, chapters }: LaidOutChapters): LaidOutPages {
  const bodies: Record<string, PageBodies> = Object.create(null);
  for (const [id, { pages }] of chapters) bodies[id] = pages.map(({ page }) => bodyOf(page));
  const keys = all.map((page) => (page instanceof Element ? shellOf(page) : page.key));
  const changed = all.map((page, index) => {
    const key = keys[index] ?? '';
    if (key === sent[index]) return null;
    return page instanceof Element ? key : page.write().outerHTML;
  });
  sent = keys;
  document.body.replaceChildren();
  return { pagination, firstPages, shells: changed, bodies };
}

/** The type area of a page. */
function bodyOf(page: Element): string {
  return page.querySelector(':scope > bx-body')?.outerHTML ?? '';
}

/** A page with an empty type area. */
function shellOf(page: Element): string {
  const shell = page.cloneNode(false) as Element;
  for (const child of page.children) shell.append(child.cloneNode(child.localName !== 'bx-body'));
  return shell.outerHTML;
}
