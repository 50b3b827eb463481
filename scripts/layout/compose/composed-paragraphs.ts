/** A paragraph whose lines have been written. */
export interface ComposedParagraph {
  readonly html: string;
  /** How many lines it has. */
  readonly lines: number;
  /** How many of them are left short. */
  readonly short: number;
}

/** Chapters composed at a time of which paragraphs are remembered: those of an edit, not those of a book. */
const MOST_ROOTS = 4;

/**
 * Paragraphs as they were composed last, by all that their lines follow from: of a chapter that is laid out after every
 * edit nearly all are as before.
 */
export class ComposedParagraphs {
  #known: ReadonlyMap<string, ComposedParagraph> = new Map();
  #now = new Map<string, ComposedParagraph>();
  #isKept = false;

  /** Begins a run over some chapters; what the run before did not need is forgotten with it. */
  begin(roots: number): void {
    // A book whose pages are all known says nothing of what comes next.
    if (roots === 0) return;
    this.#known = this.#now;
    this.#now = new Map();
    this.#isKept = roots <= MOST_ROOTS;
  }

  /** A paragraph as it was composed. */
  find(key: string): ComposedParagraph | undefined {
    const found = this.#now.get(key) ?? this.#known.get(key);
    if (found !== undefined) this.keep(key, found);
    return found;
  }

  /** Remembers one. */
  keep(key: string, paragraph: ComposedParagraph): void {
    if (this.#isKept) this.#now.set(key, paragraph);
  }
}
