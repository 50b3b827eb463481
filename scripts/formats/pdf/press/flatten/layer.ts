import type { Box } from '../../../../model/preflight.ts';
import { isWithin, overlaps } from '../../preflight/matrix.ts';

/** A colour in inks, from 0 to 1: cyan, magenta, yellow, black; or a tint of a named one. */
export type InkColor =
  | { readonly kind: 'process'; readonly inks: readonly number[] }
  | { readonly kind: 'spot'; readonly plate: string; readonly tint: number };

/** A colour and how much of it covers what lies under it, from 0 to 1. */
export interface Coat {
  readonly color: InkColor;
  readonly alpha: number;
}

/** Something that was painted. */
interface PaintedItem {
  readonly box: Box;
  /** What covers its box and nothing else; absent where it is no rectangle, or not of one colour. */
  readonly coat?: Coat;
  /** The text object that it belongs to; characters of one do not cover each other. */
  readonly text?: object;
}

/** What a coat becomes in its layer, and on the page with all that lies under it. */
export interface Blended {
  readonly own: Coat;
  readonly final: InkColor;
}

/** Says what a coat becomes; `undefined` when it cannot be said. */
export type Blend = (coat: Coat) => Blended | undefined;

const WHITE: InkColor = { kind: 'process', inks: [0, 0, 0, 0] };
const PAPER: Coat = { color: WHITE, alpha: 1 };
const NOTHING: Coat = { color: WHITE, alpha: 0 };

/** Boxes that share no more than this, in points, do not touch. */
const TOUCH_PT = 0.2;

/**
 * What a page, or a group that is blended into it as a whole (ISO 32000-1, 11.4), has painted so far. A group is laid
 * over what its parent had painted when it began.
 */
export class Layer {
  readonly #items: PaintedItem[] = [];
  readonly #finals: PaintedItem[] = [];
  readonly #parent: Layer | undefined;
  readonly #alpha: number;
  readonly #isBlended: boolean;

  /** The page itself, or a group with its opacity, and whether it is blended otherwise than by covering. */
  constructor(parent?: Layer, alpha = 1, isBlended = false) {
    this.#parent = parent;
    this.#alpha = alpha;
    this.#isBlended = isBlended;
  }

  /** Whether it is the page itself. */
  get isPage(): boolean {
    return this.#parent === undefined;
  }

  /** Whether what is painted opaque here, or in no group, comes out as it is. */
  get isPlain(): boolean {
    return this.#alpha === 1 && !this.#isBlended && (this.#parent?.isPlain ?? true);
  }

  /**
   * Notes what was painted.
   * @param coat what it became, where it fills its box with nothing else
   */
  add(item: Omit<PaintedItem, 'coat'>, coat?: Blended): void {
    const final = coat && { color: coat.final, alpha: 1 };
    const own = this.#parent === undefined ? final : coat?.own;
    this.#items.push({ ...item, ...(own && { coat: own }) });
    if (this.#parent !== undefined) this.#finals.push({ ...item, ...(final && { coat: final }) });
  }

  /** Gives the parent what a finished group has painted. */
  finish(): void {
    const parent = this.#parent;
    for (const { coat, ...item } of this.#finals) {
      // In a group of groups a colour of the page says nothing.
      const isKnown = coat !== undefined && parent?.isPage;
      parent?.add(item, isKnown ? { own: coat, final: coat.color } : undefined);
    }
  }

  /**
   * How something is blended with all that lies under a box.
   * @param isBlended whether it is blended otherwise than by covering
   * @param text the text object that is drawn
   */
  blendAt(box: Box, isBlended: boolean, text?: object): Blend | undefined {
    const under = this.#under(box, text);
    if (isBlended && under !== NOTHING) return undefined;
    const parent = this.#parent?.blendAt(box, this.#isBlended);
    if (this.#parent !== undefined && parent === undefined) return undefined;
    return (coat) => {
      // What is opaque covers whatever its layer has painted there.
      const own = coat.alpha >= 1 ? coat : under && over(coat, under);
      if (own === undefined) return undefined;
      const final =
        parent === undefined
          ? over(own, PAPER)?.color
          : parent({ color: own.color, alpha: own.alpha * this.#alpha })?.final;
      return final && { own, final };
    };
  }

  /** The only coat under a box; `undefined` for several. */
  #under(box: Box, text: object | undefined): Coat | undefined {
    const inner: Box = [box[0] + TOUCH_PT, box[1] + TOUCH_PT, box[2] - TOUCH_PT, box[3] - TOUCH_PT];
    for (let index = this.#items.length - 1; index >= 0; index -= 1) {
      const item = this.#items[index] as PaintedItem;
      if ((text !== undefined && item.text === text) || !overlaps(item.box, inner)) continue;
      return isWithin(box, item.box, TOUCH_PT) ? item.coat : undefined;
    }
    return NOTHING;
  }
}

/** A coat over another (11.3.6); `undefined` for a named ink over or under another colour. */
function over({ color, alpha }: Coat, under: Coat): Coat | undefined {
  const rest = under.alpha * (1 - alpha);
  const all = alpha + rest;
  if (rest === 0 || all === 0) return { color, alpha };
  const mix = (one: number, other: number): number => (alpha * one + rest * other) / all;
  if (color.kind === 'process' && under.color.kind === 'process') {
    const below = under.color.inks;
    return {
      color: { kind: 'process', inks: color.inks.map((ink, index) => mix(ink, below[index] ?? 0)) },
      alpha: all,
    };
  }
  if (color.kind === 'process') return undefined;
  const isSame = under.color.kind === 'spot' && under.color.plate === color.plate;
  const isPaper = under.color.kind === 'process' && under.color.inks.every((ink) => ink === 0);
  if (!isSame && !isPaper) return undefined;
  const below = under.color.kind === 'spot' ? under.color.tint : 0;
  return { color: { ...color, tint: mix(color.tint, below) }, alpha: all };
}
