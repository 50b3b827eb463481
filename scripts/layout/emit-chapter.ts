import { takeBefore } from './emit/divide.ts';
import { freezeLines } from './emit/freeze.ts';
import type { Flow } from './flow.ts';
import type { LineEnds } from './measure/line-ends.ts';
import type { BrokenChapter, MeasuredChapter } from './measure-chapter.ts';
import { sharedRange } from './shared-range.ts';

/** Content of one page and the notes at its foot. */
export interface PageContent {
  readonly content: DocumentFragment;
  readonly notes: readonly Node[];
}

/** Freezes a chapter's lines and takes it apart into pages; its section is empty afterwards. */
export function emitChapter(chapter: MeasuredChapter, broken: BrokenChapter): readonly PageContent[] {
  const text = new FrozenFlow(chapter.flow, broken.ends);
  const notes = chapter.notes.map(
    (note, index) => new FrozenFlow(note.flow, broken.noteEnds[index] ?? NO_ENDS),
  );
  return broken.pages.map((page) => ({
    // A page of notes alone takes nothing: the line behind it may have been reached already.
    content:
      page.to === page.from ? document.createDocumentFragment() : text.takeLines(chapter.section, page.to),
    notes: page.notes.flatMap((piece) => {
      const aside = chapter.notes[piece.note]?.aside;
      const flow = notes[piece.note];
      if (aside === undefined || flow === undefined) return [];
      if (piece.toLine >= flow.lineCount) return [aside];
      const shell = aside.cloneNode(false) as Element;
      shell.append(flow.takeLines(aside, piece.toLine));
      aside.removeAttribute('id');
      aside.setAttribute('data-continued', '');
      return [shell];
    }),
  }));
}

const NO_ENDS: LineEnds = { ofBlock: new Map(), boxTexts: [] };

/** A flow whose known line ends have been written into its texts. */
class FrozenFlow {
  readonly #flow: Flow;
  readonly #ends: LineEnds;
  /** The node each line begins with; absent for a block's first line and for lines that were not asked for. */
  readonly #firstNodes = new Map<number, Node>();

  constructor(flow: Flow, ends: LineEnds) {
    this.#flow = flow;
    this.#ends = ends;
    for (const [index, starts] of ends.ofBlock) {
      const block = flow.blocks[index];
      if (block === undefined) continue;
      freezeLines(block.element, starts).forEach((node, line) => {
        this.#firstNodes.set(block.firstLine + line + 1, node);
      });
    }
    for (const text of ends.boxTexts) freezeLines(text.element, text.lineStarts);
  }

  get lineCount(): number {
    return this.#flow.lines.length;
  }

  /** Takes the lines before `to` out of `root`. */
  takeLines(root: Element, to: number): DocumentFragment {
    const index = this.#flow.lines[to]?.block ?? this.#flow.blocks.length;
    const block = this.#flow.blocks[index];
    const node = this.#firstNodes.get(to);
    const start = block && this.#ends.ofBlock.get(index)?.[to - block.firstLine - 1];
    if (node !== undefined) return takeBefore(root, node, start?.hard ?? true);
    // A block that could not be divided here goes whole on the page on which it began.
    const next = block?.firstLine === to ? block : this.#flow.blocks[index + 1];
    if (next !== undefined) return takeBefore(root, next.element, true);
    sharedRange.selectNodeContents(root);
    return sharedRange.extractContents();
  }
}
