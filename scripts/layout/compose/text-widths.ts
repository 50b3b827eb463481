/** Widths of texts in the faces in which they are drawn. */
export class TextWidths {
  readonly #context = document.createElement('canvas').getContext('2d');
  readonly #fonts = new Map<string, Map<string, number>>();
  #font = '';

  /** The widths of a face, by text: to be kept by who asks often. */
  of(font: string): (text: string) => number {
    const widths = this.#fonts.get(font) ?? new Map<string, number>();
    this.#fonts.set(font, widths);
    return (text) => {
      let width = widths.get(text);
      if (width === undefined) {
        width = this.#measure(font, text)?.width ?? 0;
        widths.set(text, width);
      }
      return width;
    };
  }

  /** What of a mark's width its ink leaves blank on either side, px. */
  blanks(font: string, mark: string): Blanks {
    const metrics = this.#measure(font, mark);
    if (metrics === undefined) return { start: 0, end: 0 };
    return { start: -metrics.actualBoundingBoxLeft, end: metrics.width - metrics.actualBoundingBoxRight };
  }

  /** The width of a space behind hangul, px: faces draw it wider than behind a letter, and a canvas never does. */
  hangulSpace(font: string): number {
    const probe = document.createElement('span');
    Object.assign(probe.style, { font, position: 'absolute', visibility: 'hidden', whiteSpace: 'nowrap' });
    document.body.append(probe);
    const [joined = 0, apart = 0] = ['가가', '가 가'].map((text) => {
      probe.textContent = text;
      return probe.getBoundingClientRect().width;
    });
    probe.remove();
    return apart - joined;
  }

  #measure(font: string, text: string): TextMetrics | undefined {
    if (this.#context === null) return undefined;
    if (this.#font !== font) {
      this.#context.font = font;
      this.#font = font;
    }
    return this.#context.measureText(text);
  }
}

/** Blank of a mark before and behind its ink, px. */
export interface Blanks {
  readonly start: number;
  readonly end: number;
}
