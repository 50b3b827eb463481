import { takeBefore } from './emit/divide.ts';
import { freezeLines } from './emit/freeze.ts';
import type { PageBreak } from './break/break-pages.ts';
import type { Flow } from './flow.ts';
import type { MeasuredChapter } from './measure-chapter.ts';
import type { MeasuredFlow } from './measure/measure-flow.ts';

/** Content of one page and the notes at its foot. */
export interface PageContent {
  readonly content: DocumentFragment;
  readonly notes: readonly Node[];
}

/** Freezes a chapter's lines and takes it apart into pages; its section is empty afterwards. */
export function emitChapter(chapter: MeasuredChapter, breaks: readonly PageBreak[]): readonly PageContent[] {
  const firstNodes = freezeFlow(chapter.flow);
  const noteFirstNodes = chapter.notes.map((note) => freezeFlow(note.flow));
  return breaks.map((page) => ({
    content: takeLines(chapter.section, chapter.flow, firstNodes, page.to),
    notes: page.notes.flatMap((piece) => {
      const note = chapter.notes[piece.note];
      if (note === undefined) return [];
      if (piece.toLine >= note.flow.lines.length) return [note.aside];
      const shell = note.aside.cloneNode(false) as Element;
      shell.append(takeLines(note.aside, note.flow, noteFirstNodes[piece.note] ?? [], piece.toLine));
      note.aside.removeAttribute('id');
      note.aside.setAttribute('data-continued', '');
      return [shell];
    }),
  }));
}

/** The node each line begins with, found while the lines are frozen; `undefined` for a block's first line. */
function freezeFlow(flow: MeasuredFlow): (Node | undefined)[] {
  const first: (Node | undefined)[] = new Array(flow.lines.length);
  for (const block of flow.blocks) {
    if (block.lineStarts.length === 0) continue;
    freezeLines(block.element, block.lineStarts).forEach((node, index) => {
      first[block.firstLine + index + 1] = node;
    });
  }
  for (const text of flow.boxTexts) freezeLines(text.element, text.lineStarts);
  return first;
}

/** Takes the lines before `to` out of `root`. */
function takeLines(root: Element, flow: Flow, firstNodes: readonly (Node | undefined)[], to: number): DocumentFragment {
  const line = flow.lines[to];
  const block = line === undefined ? undefined : flow.blocks[line.block];
  if (line === undefined || block === undefined) {
    const rest = document.createRange();
    rest.selectNodeContents(root);
    return rest.extractContents();
  }
  const start = block.lineStarts[to - block.firstLine - 1];
  return takeBefore(root, firstNodes[to] ?? block.element, start?.hard ?? true);
}
