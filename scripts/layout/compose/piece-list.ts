import { GapKind, type Paragraph } from './paragraph.ts';

/** A paragraph in the document, as pieces. */
export interface ReadParagraph {
  readonly paragraph: Paragraph;
  /** Gaps behind pieces that the browser stretches when it justifies: 1, else 0. */
  readonly opportunities: Uint8Array;
  /** Where each piece stands: a text, or a unit. */
  readonly nodes: readonly (Text | Element)[];
  /** Offsets in a text of a piece's first character and behind its last. */
  readonly froms: Int32Array;
  readonly tos: Int32Array;
}

/** A piece before its gap is known; lengths in px. */
export interface Piece {
  /** Its first character, a code point. */
  readonly first: number;
  readonly width: number;
  /** See {@link Paragraph.weights}. */
  readonly weight: number;
  readonly isSpace: boolean;
  readonly startTrim: number;
  readonly endTrim: number;
}

/** What is between two pieces; lengths in px. */
export interface Gap {
  readonly gap: number;
  readonly shrink: number;
  readonly rank: number;
  readonly stretch: number;
  readonly kind: number;
  readonly opportunity: boolean;
}

/** Pieces as they are found. Its arrays serve one paragraph after the other. */
export class PieceList {
  #count = 0;
  #nodes: (Text | Element)[] = [];
  #capacity = 0;
  #lengths: Float64Array[] = [];
  #flags: Uint8Array[] = [];
  #offsets: Int32Array[] = [];

  constructor() {
    this.#grow(1024);
  }

  get count(): number {
    return this.#count;
  }

  clear(): void {
    this.#count = 0;
    this.#nodes = [];
  }

  push(
    { first, width, weight, isSpace, startTrim, endTrim }: Piece,
    node: Text | Element,
    from: number,
    to: number,
  ): void {
    const index = this.#count;
    if (index === this.#capacity) this.#grow(index * 2);
    this.#count += 1;
    this.#nodes.push(node);
    this.#offset(FROM)[index] = from;
    this.#offset(TO)[index] = to;
    this.#offset(FIRST)[index] = first;
    this.#length(WIDTH)[index] = width;
    this.#length(START_TRIM)[index] = startTrim;
    this.#length(END_TRIM)[index] = endTrim;
    this.#flag(SPACE)[index] = isSpace ? 1 : 0;
    this.#flag(WEIGHT)[index] = weight;
    this.#set(index, 0, 0, 0, 0, GapKind.none, false);
  }

  /** Sets the gap behind the last piece. */
  setGap({ gap, shrink, rank, stretch, kind, opportunity }: Gap): void {
    this.#set(this.#count - 1, gap, shrink, rank, stretch, kind, opportunity);
  }

  /** Sets how the gap behind the last piece is broken. */
  breakHere(kind: number): void {
    if (this.#count > 0) this.#flag(BREAK)[this.#count - 1] = kind;
  }

  /** Keeps the pieces from `first` on in one line. */
  join(first: number): void {
    this.#flag(BREAK).fill(GapKind.none, first, Math.max(this.#count - 1, first));
  }

  /** Adds characters to the last piece. */
  extend(node: Text, to: number): void {
    const last = this.#count - 1;
    if (this.#nodes[last] === node) this.#offset(TO)[last] = to;
  }

  /** Adds to the width of the last piece, px. */
  widen(px: number): void {
    const widths = this.#length(WIDTH);
    const last = this.#count - 1;
    if (last >= 0) widths[last] = (widths[last] ?? 0) + px;
  }

  /** The paragraph, in arrays of its own. */
  finish(emPx: number): ReadParagraph {
    const length = (which: number): Float64Array => this.#length(which).slice(0, this.#count);
    const flag = (which: number): Uint8Array => this.#flag(which).slice(0, this.#count);
    return {
      nodes: this.#nodes,
      froms: this.#offset(FROM).slice(0, this.#count),
      tos: this.#offset(TO).slice(0, this.#count),
      opportunities: flag(OPPORTUNITY),
      paragraph: {
        count: this.#count,
        emPx,
        widths: length(WIDTH),
        gaps: length(GAP),
        shrinks: length(SHRINK),
        stretches: length(STRETCH),
        startTrims: length(START_TRIM),
        endTrims: length(END_TRIM),
        ranks: flag(RANK),
        breaks: flag(BREAK),
        spaces: flag(SPACE),
        weights: flag(WEIGHT),
        firsts: this.#offset(FIRST).slice(0, this.#count),
      },
    };
  }

  #set(
    index: number,
    gap: number,
    shrink: number,
    rank: number,
    stretch: number,
    kind: number,
    opportunity: boolean,
  ): void {
    this.#length(GAP)[index] = gap;
    this.#length(SHRINK)[index] = shrink;
    this.#length(STRETCH)[index] = stretch;
    this.#flag(RANK)[index] = rank;
    this.#flag(BREAK)[index] = kind;
    this.#flag(OPPORTUNITY)[index] = opportunity ? 1 : 0;
  }

  #length(which: number): Float64Array {
    return this.#lengths[which] as Float64Array;
  }

  #flag(which: number): Uint8Array {
    return this.#flags[which] as Uint8Array;
  }

  #offset(which: number): Int32Array {
    return this.#offsets[which] as Int32Array;
  }

  #grow(capacity: number): void {
    this.#capacity = capacity;
    this.#lengths = grown(this.#lengths, LENGTHS, () => new Float64Array(capacity));
    this.#flags = grown(this.#flags, FLAGS, () => new Uint8Array(capacity));
    this.#offsets = grown(this.#offsets, OFFSETS, () => new Int32Array(capacity));
  }
}

const [WIDTH, GAP, SHRINK, STRETCH, START_TRIM, END_TRIM, LENGTHS] = [0, 1, 2, 3, 4, 5, 6] as const;
const [RANK, BREAK, OPPORTUNITY, SPACE, WEIGHT, FLAGS] = [0, 1, 2, 3, 4, 5] as const;
const [FROM, TO, FIRST, OFFSETS] = [0, 1, 2, 3] as const;

function grown<T extends { set(values: T): void }>(
  arrays: readonly T[],
  count: number,
  create: () => T,
): T[] {
  return Array.from({ length: count }, (_, index) => {
    const array = create();
    const before = arrays[index];
    if (before !== undefined) array.set(before);
    return array;
  });
}
