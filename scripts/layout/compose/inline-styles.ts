import type { TextWidths } from './text-widths.ts';

/** What lines must know of the style of a text. */
export interface InlineStyle {
  /** Tells it from others within its paragraph. */
  readonly key: string;
  /** As a canvas takes it. */
  readonly font: string;
  readonly emPx: number;
  readonly widthOf: (text: string) => number;
  /** Added behind each character, px. */
  readonly letterSpacingPx: number;
  /** No line ends inside it. */
  readonly noWrap: boolean;
  /** Han and letters beside each other are set apart (C15). */
  readonly autospace: boolean;
  readonly display: string;
  /** Code: what stands in it keeps its distances. */
  readonly isCode: boolean;
  /** Its words may be parted by patterns of hyphenation. */
  readonly hyphenates: boolean;
  /** Margin, border and padding on either side, px. */
  readonly beforePx: number;
  readonly afterPx: number;
  /** Margins on both sides together, px. */
  readonly marginsPx: number;
}

const CODE = new Set(['CODE', 'KBD', 'SAMP']);

/** Reads computed styles, each kind of element within a kind of paragraph once. */
export class InlineStyles {
  readonly #widths: TextWidths;
  readonly #known = new Map<string, InlineStyle>();

  constructor(widths: TextWidths) {
    this.#widths = widths;
  }

  /** Of a paragraph. */
  ofParagraph(style: CSSStyleDeclaration): InlineStyle {
    const { letterSpacing, hyphens } = style;
    const autospace = style.getPropertyValue('text-autospace');
    const key = `${fontOf(style)};${letterSpacing};${hyphens};${autospace}`;
    return this.#find(key, false, () => style);
  }

  /** Of an element in it. */
  of(element: Element, parent: InlineStyle): InlineStyle {
    const own = `${element.getAttribute('lang') ?? ''};${element.getAttribute('style') ?? ''}`;
    const key = `${parent.key}>${element.tagName}.${element.className};${own}`;
    const isCode = parent.isCode || CODE.has(element.tagName);
    return this.#find(key, isCode, () => getComputedStyle(element));
  }

  #find(key: string, isCode: boolean, style: () => CSSStyleDeclaration): InlineStyle {
    let known = this.#known.get(key);
    if (known === undefined) {
      known = this.#read(key, isCode, style());
      this.#known.set(key, known);
    }
    return known;
  }

  #read(key: string, isCode: boolean, style: CSSStyleDeclaration): InlineStyle {
    const font = fontOf(style);
    const edge = (side: 'Start' | 'End'): number =>
      px(style[`marginInline${side}`]) +
      px(style[`paddingInline${side}`]) +
      px(style[`borderInline${side}Width`]);
    return {
      key,
      font,
      emPx: px(style.fontSize),
      widthOf: this.#widths.of(font),
      letterSpacingPx: px(style.letterSpacing),
      noWrap: style.whiteSpace === 'nowrap',
      autospace: style.getPropertyValue('text-autospace') !== 'no-autospace',
      display: style.display,
      isCode,
      hyphenates: !isCode && style.hyphens === 'auto',
      beforePx: edge('Start'),
      afterPx: edge('End'),
      marginsPx: px(style.marginInlineStart) + px(style.marginInlineEnd),
    };
  }
}

function fontOf({ fontStyle, fontWeight, fontSize, fontFamily }: CSSStyleDeclaration): string {
  return `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
}

/** A computed length, px; 0 for a word such as `normal`. */
export function px(length: string): number {
  const value = Number.parseFloat(length);
  return Number.isNaN(value) ? 0 : value;
}
