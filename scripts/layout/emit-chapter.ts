import type { LayoutPlan } from '../model/pagination.ts';
import type { PageBreak } from './break/break-input.ts';
import type { BrokenChapter } from './break-chapter.ts';
import { markHead, TARGET_ATTRIBUTE, takeBefore } from './emit/divide.ts';
import { freezeLines } from './emit/freeze.ts';
import type { Flow, FlowBlock } from './flow.ts';
import type { LineEnds } from './measure/line-ends.ts';
import { isTurned } from './measure/orders.ts';
import type { MeasuredChapter } from './measure-chapter.ts';
import { sharedRange } from './shared-range.ts';
import { joinParts } from './tables/divide-rows.ts';

/** Content of one page. */
export interface PageContent {
  readonly page: PageBreak;
  /** Floats and text from the head down. */
  readonly content: DocumentFragment;
  /** Floats and then notes at the foot. */
  readonly bottom: readonly Element[];
  readonly notes: readonly Node[];
}

/**
 * Freezes a chapter's lines and takes it apart into pages; its section is empty afterwards.
 */
export function emitChapter(
  chapter: MeasuredChapter,
  broken: BrokenChapter,
  { vertical, labels }: Pick<LayoutPlan, 'vertical' | 'labels'>,
): readonly PageContent[] {
  const continuedLabel = labels.continued;
  const { flow, section } = chapter;
  const floating = new Set(broken.pages.flatMap(floatsOf));
  const moved = new Set<Element>();
  for (const index of floating) {
    const element = flow.floats[index]?.element;
    if (element === undefined) continue;
    moved.add(element);
    element.remove();
  }
  for (const order of section.querySelectorAll('hr.break:not([id])')) order.remove();
  const text = new FrozenFlow(flow, broken.ends, moved, continuedLabel);
  const notes = chapter.notes.map(
    (note, index) => new FrozenFlow(note.flow, broken.noteEnds[index] ?? NO_ENDS, new Set(), continuedLabel),
  );
  return broken.pages.map((page) => {
    const content = document.createDocumentFragment();
    content.append(...page.top.flatMap((index) => setFloat(flow, index, setOf(page, flow))));
    for (const band of page.bands) {
      const set = bandOf(text, section, flow, band);
      const first = set instanceof HTMLElement ? set : set.firstElementChild;
      // The space before its first block was dropped at its head. A figure may be horizontal among vertical lines.
      if (band.gapPx !== undefined)
        (first as HTMLElement | null)?.style.setProperty(
          vertical ? 'margin-right' : 'margin-top',
          `${band.gapPx}px`,
        );
      content.append(set);
    }
    const bottom = page.bottom.flatMap((index) => setFloat(flow, index, 'bottom'));
    return { page, content, bottom, notes: takeNotes(chapter, notes, page) };
  });
}

const NO_ENDS: LineEnds = { ofBlock: new Map(), boxTexts: [] };

/** How a page's upper floats are set; the styles of pages know them by `data-set`. */
type FloatSet = 'top' | 'bottom' | 'page' | 'spread-first' | 'spread-second';

function setOf(page: PageBreak, flow: Flow): FloatSet {
  if (page.spread !== undefined) return `spread-${page.spread}`;
  return fillsPage(page, flow) ? 'page' : 'top';
}

/** Whether a float has its page to itself, without notes, and fills it: a table does only when it is turned. */
export function fillsPage({ kind, top, bottom, notes }: PageBreak, { floats }: Flow): boolean {
  const [float] = top;
  const element = float === undefined ? undefined : floats[float]?.element;
  if (kind !== 'floats' || element === undefined || top.length + bottom.length + notes.length > 1)
    return false;
  return element.tagName !== 'TABLE' || isTurned(element);
}

function setFloat(flow: Flow, index: number, set: FloatSet): Element[] {
  const element = flow.floats[index]?.element;
  if (element === undefined) return [];
  if (set !== 'spread-first' && set !== 'spread-second') {
    element.setAttribute('data-set', set);
    return [element];
  }
  const half = document.createElement('bx-half');
  half.setAttribute('data-set', set);
  // The second half is the same picture for the eye alone; the styles leave the room of its caption empty.
  const figure = set === 'spread-first' ? element : (element.cloneNode(true) as Element);
  if (set === 'spread-second') {
    half.setAttribute('aria-hidden', 'true');
    for (const one of [figure, ...figure.querySelectorAll('[id]')]) one.removeAttribute('id');
  }
  half.append(figure);
  return [half];
}

/** Every float of a page. */
export function floatsOf({ top, bottom, bands }: PageBreak): readonly number[] {
  return [...top, ...bottom, ...bands.flatMap((band) => band.floats.map(({ float }) => float))];
}

function bandOf(
  text: FrozenFlow,
  section: Element,
  flow: Flow,
  band: PageBreak['bands'][number],
): HTMLElement | DocumentFragment {
  const [first] = band.columns;
  if (first === undefined) return document.createDocumentFragment();
  const line = band.columns.find(({ from, to }) => to > from)?.from ?? first.from;
  const group = flow.blocks[flow.lines[line]?.block ?? 0]?.group;
  if (group === undefined) return text.takeLines(section, first.to);
  const columns = document.createElement('bx-columns');
  columns.dataset['columns'] = String(flow.columns[group] ?? 1);
  columns.style.blockSize = `${band.heightPx}px`;
  const heads = band.columns.map(() => 0);
  const feet = band.columns.map(() => 0);
  for (const { float, edge, column, offsetPx } of band.floats) {
    const { heightPx = 0, span = 1 } = flow.floats[float] ?? {};
    (edge === 'head' ? heads : feet).fill(offsetPx + heightPx, column, column + span);
    const holder = document.createElement('bx-column-float');
    holder.style.setProperty('--at', String(column));
    holder.style.setProperty(edge === 'head' ? 'inset-block-start' : 'inset-block-end', `${offsetPx}px`);
    holder.append(...setFloat(flow, float, edge === 'head' ? 'top' : 'bottom'));
    columns.append(holder);
  }
  band.columns.forEach(({ from, to }, index) => {
    const column = document.createElement('bx-column');
    if (heads[index] !== 0) column.style.setProperty('--head', `${heads[index]}px`);
    if (feet[index] !== 0) column.style.setProperty('--foot', `${feet[index]}px`);
    if (to > from) column.append(text.takeLines(section, to));
    columns.append(column);
  });
  return columns;
}

function takeNotes(chapter: MeasuredChapter, flows: readonly FrozenFlow[], page: PageBreak): Node[] {
  return page.notes.flatMap((piece) => {
    const aside = chapter.notes[piece.note]?.aside;
    const flow = flows[piece.note];
    if (aside === undefined || flow === undefined) return [];
    if (piece.toLine >= flow.lineCount) {
      if (piece.fromLine > 0) markHead(aside);
      return [aside];
    }
    const shell = aside.cloneNode(false) as Element;
    shell.append(flow.takeLines(aside, piece.toLine));
    aside.removeAttribute('id');
    aside.setAttribute('data-continued', '');
    return [shell];
  });
}

/** A flow whose known line ends have been written into its texts. */
class FrozenFlow {
  readonly #flow: Flow;
  readonly #ends: LineEnds;
  readonly #moved: ReadonlySet<Element>;
  readonly #continuedLabel: string;
  /** The node each line begins with; absent for a block's first line and for lines that were not asked for. */
  readonly #firstNodes = new Map<number, Node>();

  constructor(flow: Flow, ends: LineEnds, moved: ReadonlySet<Element>, continuedLabel: string) {
    this.#flow = flow;
    this.#ends = ends;
    this.#moved = moved;
    this.#continuedLabel = continuedLabel;
    for (const target of flow.targets) target.setAttribute(TARGET_ATTRIBUTE, '');
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

  /** Takes the lines before `to` out of `root`; they begin a page, a column, or stand below columns. */
  takeLines(root: Element, to: number): DocumentFragment {
    const lines = this.#extractLines(root, to);
    joinParts(lines);
    markHead(lines);
    return lines;
  }

  #extractLines(root: Element, to: number): DocumentFragment {
    const index = this.#flow.lines[to]?.block ?? this.#flow.blocks.length;
    const block = this.#flow.blocks[index];
    const node = this.#firstNodes.get(to);
    const start = block && this.#ends.ofBlock.get(index)?.[to - block.firstLine - 1];
    if (node !== undefined) return takeBefore(root, node, start?.hard ?? true, this.#continuedLabel);
    // A block that could not be divided here goes whole on the page on which it began.
    const next = this.#firstLeft(block?.firstLine === to ? index : index + 1);
    if (next !== undefined) return takeBefore(root, next.begin, true, this.#continuedLabel);
    sharedRange.selectNodeContents(root);
    return sharedRange.extractContents();
  }

  /** The first block from `index` on that has not left its place. */
  #firstLeft(index: number): FlowBlock | undefined {
    for (let next = index; next < this.#flow.blocks.length; next += 1) {
      const block = this.#flow.blocks[next];
      if (block !== undefined && !this.#moved.has(block.element)) return block;
    }
    return undefined;
  }
}
