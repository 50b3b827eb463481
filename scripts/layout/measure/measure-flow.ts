import type { FloatPlace, ForcedBreak } from '../break/break-input.ts';
import type { Flow, FlowBlock, FlowFloat, FlowLine, MeasureOptions } from '../flow.ts';
import { sharedRange } from '../shared-range.ts';
import { headsOfRows } from '../tables/table-rows.ts';
import { type BlockKind, keepsWithNext, keepsWithPrevious, kindOf } from './blocks.ts';
import { floatPlaceOf, isTurned, type PageOrder, pageOrderOf, spanOf } from './orders.ts';

/** How far, in px, a height may be off a whole number of lines and still count as one. */
const TOLERANCE_PX = 1;

/** Which of several breaks holds. */
const STRENGTH: Readonly<Record<ForcedBreak, number>> = { column: 0, page: 1, recto: 2, verso: 2 };

/** How far text may stand from the middle of its line, in lines: faces differ by a pixel. */
const OFF_LINE = 0.12;

/** What may make a line of text higher than the pitch. Readings, dots and small characters never do. */
const UNITS = 'img, math, svg';

/** Reads the lines and boxes of a laid-out flow. Only reads: the document is not touched. */
export function measureFlow(root: Element, options: MeasureOptions): Flow {
  const reader = new FlowReader(root, options);
  for (const child of root.children) reader.visit(child);
  return reader.flow();
}

/** From line to line in a note, px. */
export function linePitch(note: Element, fallback: number): number {
  const pitch = Number.parseFloat(getComputedStyle(note).lineHeight);
  return pitch > 0 ? pitch : fallback;
}

type Edges = Pick<FlowLine, 'start' | 'end'>;

class FlowReader {
  readonly #options: MeasureOptions;
  readonly #origin: number;
  readonly #blocks: FlowBlock[] = [];
  readonly #lines: FlowLine[] = [];
  readonly #floats: FlowFloat[] = [];
  readonly #columns: number[] = [];
  /** The author's orders for the next block. */
  #forced: ForcedBreak | undefined;
  #blanks = 0;
  readonly #targets: Element[] = [];
  /** The first element without height directly before the next block. */
  #target: Element | undefined;
  #group: number | undefined;
  /** From line to line in the note that is being read, px. */
  #notePitch: number | undefined;

  constructor(root: Element, options: MeasureOptions) {
    this.#options = options;
    this.#origin = options.axis.blockStart(root.getBoundingClientRect());
  }

  flow(): Flow {
    // A float behind the last line belongs to it.
    const last = Math.max(this.#lines.length - 1, 0);
    const floats = this.#floats.map((float) => (float.line > last ? { ...float, line: last } : float));
    return {
      blocks: this.#blocks,
      lines: this.#lines,
      floats,
      targets: this.#targets,
      columns: this.#columns,
      blanksBehind: this.#blanks,
    };
  }

  visit(element: Element): void {
    const order = pageOrderOf(element);
    if (order !== undefined) {
      this.#order(order);
      // Without a name it is gone when pages are written.
      if (element.id !== '') this.#addTarget(element);
      return;
    }
    const { axis } = this.#options;
    const rect = element.getBoundingClientRect();
    const start = axis.blockStart(rect) - this.#origin;
    const end = axis.blockEnd(rect) - this.#origin;
    const place = floatPlaceOf(element, this.#group !== undefined);
    if (place !== undefined && place !== 'auto') {
      this.#addFloat(element, place, end - start + this.#gapOf(element));
      return;
    }
    const kind = kindOf(element);
    if (kind === 'container') this.#visitContainer(element, start, end);
    else if (end - start >= 0.01) this.#addBlock(element, kind, start, end, place === 'auto');
    else if (element.closest('table') === null) this.#addTarget(element);
  }

  #addTarget(element: Element): void {
    this.#targets.push(element);
    this.#target ??= element;
  }

  /** Of several breaks before one block the strongest holds; each blank page is left. */
  #order(order: PageOrder): void {
    if (order === 'blank') this.#blanks += 1;
    const forced = order === 'blank' ? 'page' : order;
    if (this.#forced === undefined || STRENGTH[forced] >= STRENGTH[this.#forced]) this.#forced = forced;
  }

  #visitContainer(element: Element, start: number, end: number): void {
    const first = this.#lines.length;
    const target = this.#target;
    const count = Number(element.getAttribute('data-columns'));
    const opensColumns = element.classList.contains('columns') && count > 1 && this.#group === undefined;
    if (opensColumns) this.#group = this.#columns.push(count) - 1;
    const isNote = element.classList.contains('note');
    if (isNote) this.#notePitch = linePitch(element, this.#options.pitchPx);
    if (element.tagName === 'TABLE') this.#visitTable(element);
    else for (const child of element.children) this.visit(child);
    if (opensColumns) this.#group = undefined;
    if (isNote) this.#notePitch = undefined;
    // What stands last in it ends with it; one without a line is itself a mere target.
    this.#target = target;
    if (this.#lines.length > first) this.#target = undefined;
    else this.#addTarget(element);
    this.#widen(first, start, end);
  }

  /** Rows are boxes; a page that begins with one repeats the table's head above it, and says above that what it continues. */
  #visitTable(table: Element): void {
    const firstBlock = this.#blocks.length;
    for (const child of table.children) if (child.tagName !== 'COLGROUP') this.visit(child);
    const { axis, pitchPx } = this.#options;
    const heads = headsOfRows(table);
    const rowBlocks = this.#blocks.slice(firstBlock).filter(({ element }) => heads.has(element));
    const [first, second] = rowBlocks;
    const last = rowBlocks.at(-1);
    // As with paragraphs, one line stands alone on neither side of a page's end (B08).
    const together = new Set([
      ...(this.#isOneLine(first) ? [second] : []),
      ...(this.#isOneLine(last) && last !== first ? [last] : []),
    ]);
    for (let index = firstBlock; index < this.#blocks.length; index += 1) {
      const block = this.#blocks[index];
      if (block === undefined || index === firstBlock) continue;
      const repeated = heads.get(block.element);
      const head = repeated === undefined ? 0 : axis.blockSize(repeated.getBoundingClientRect());
      this.#blocks[index] = {
        ...block,
        keepWithPrevious: block.keepWithPrevious || together.has(block),
        lead: head + pitchPx,
      };
    }
  }

  #isOneLine(block: FlowBlock | undefined): boolean {
    const line = block && this.#lines[block.firstLine];
    return line !== undefined && line.end - line.start < this.#options.pitchPx * 1.5;
  }

  /** A table's gap to the text is a margin, as styles/base/floats.css sets it; a figure's is a part of it. */
  #gapOf(element: Element): number {
    return element.tagName === 'TABLE' && !isTurned(element) ? this.#options.pitchPx : 0;
  }

  #addFloat(element: Element, place: FloatPlace, heightPx: number): number {
    const before = this.#lines.at(-1);
    const begins = before === undefined || this.#blocks[before.block]?.group !== this.#group;
    const line = this.#lines.length - (begins ? 0 : 1);
    const span = this.#group === undefined ? undefined : spanOf(element);
    return this.#floats.push({ element, place, heightPx, line, ...(span === undefined ? {} : { span }) }) - 1;
  }

  #addBlock(element: Element, kind: BlockKind, start: number, end: number, movable: boolean): void {
    const pitchPx = this.#pitchOf(element);
    const edges = linesOf(element, kind, end - start, { ...this.#options, pitchPx });
    const block: FlowBlock = {
      element,
      begin: this.#target ?? element,
      firstLine: this.#lines.length,
      lineCount: edges.length,
      divisible: edges.length > 1,
      keepWithNext: keepsWithNext(element, edges.length),
      keepWithPrevious: keepsWithPrevious(element, edges.length),
      ...(element.closest('.note') === null ? {} : { pitchPx }),
      ...(this.#forced === undefined ? {} : { forced: this.#forced }),
      ...(this.#blanks === 0 ? {} : { blanks: this.#blanks }),
      ...(this.#group === undefined ? {} : { group: this.#group }),
      ...(movable ? { movable: this.#addFloat(element, 'auto', end - start) } : {}),
    };
    this.#forced = undefined;
    this.#blanks = 0;
    this.#target = undefined;
    const index = this.#blocks.push(block) - 1;
    this.#lines.push(
      ...edges.map((edge) => ({ block: index, start: start + edge.start, end: start + edge.end })),
    );
  }

  /** From line to line of a block, px: code keeps the pitch of the text within a note. */
  #pitchOf(element: Element): number {
    const pitchPx = this.#notePitch ?? this.#options.pitchPx;
    return element.matches('.note .code-line') ? linePitch(element, pitchPx) : pitchPx;
  }

  /** A container's own edge, as around code, stands on the page of its first line, and of its last. */
  #widen(from: number, start: number, end: number): void {
    const first = this.#lines[from];
    if (first === undefined) return;
    this.#lines[from] = { ...first, start: Math.min(first.start, start) };
    const last = this.#lines[this.#lines.length - 1] ?? first;
    this.#lines[this.#lines.length - 1] = { ...last, end: Math.max(last.end, end) };
  }
}

/** Where the lines of a block begin and end, px from its start; one for a box and for a paragraph of uneven lines. */
function linesOf(
  element: Element,
  kind: BlockKind,
  height: number,
  options: MeasureOptions,
): readonly Edges[] {
  const count = Math.max(Math.round(height / options.pitchPx), 1);
  const whole = Math.abs(height - count * options.pitchPx) < TOLERANCE_PX;
  return evenLines(height, kind === 'paragraph' && whole && !hasTallUnit(element, options) ? count : 1);
}

/**
 * Whether a picture or a formula stands among the text that is higher than a line: its paragraph is whole lines, its lines
 * are not. A formula may use the gaps beside its line, so that only the lines tell.
 */
function hasTallUnit(element: Element, options: MeasureOptions): boolean {
  const { axis, pitchPx } = options;
  const units = [...element.querySelectorAll(UNITS)];
  const pictures = units.filter((unit) => unit.closest('math, bx-formula') === null);
  if (pictures.some((unit) => axis.blockSize(unit.getBoundingClientRect()) > pitchPx)) return true;
  return pictures.length < units.length && !hasEvenLines(element, options);
}

/** Whether all running text of a paragraph stands in the middle of lines as high as the pitch, down to its end. */
function hasEvenLines(paragraph: Element, { axis, pitchPx }: MeasureOptions): boolean {
  const rect = paragraph.getBoundingClientRect();
  const em = Number.parseFloat(getComputedStyle(paragraph).fontSize);
  let last = 0;
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text !== null; text = walker.nextNode()) {
    if (text.parentElement?.closest('math, rt') !== null) continue;
    sharedRange.selectNodeContents(text);
    for (const box of sharedRange.getClientRects()) {
      const middle = (axis.blockStart(box) + axis.blockEnd(box)) / 2;
      const line = (middle - axis.blockStart(rect)) / pitchPx - 0.5;
      last = Math.max(last, Math.round(line));
      // Raised and small characters stand elsewhere in their line.
      if (axis.blockSize(box) >= em * 0.9 && Math.abs(line - Math.round(line)) > OFF_LINE) return false;
    }
  }
  return last === Math.round(axis.blockSize(rect) / pitchPx) - 1;
}

function evenLines(height: number, count: number): readonly Edges[] {
  const pitch = height / count;
  return Array.from({ length: count }, (_, line) => ({ start: line * pitch, end: (line + 1) * pitch }));
}
