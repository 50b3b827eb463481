import type { Furniture, FurniturePosition } from '../../model/furniture.ts';

/** A running head or a folio on its line. */
export interface FurnitureItem {
  readonly kind: 'head' | 'folio';
  readonly text: string;
  /** `start` is at the binding, `end` at the fore edge; down the fore edge they are head and foot. */
  readonly align: 'start' | 'centre' | 'end';
}

/** What stands on one line outside the type area. */
export interface FurnitureLine {
  readonly edge: 'head' | 'foot' | 'fore-edge';
  /** Where its items gather; `both` for one at either end. */
  readonly align: FurnitureItem['align'] | 'both';
  /** In their order from `start` to `end`. */
  readonly items: readonly FurnitureItem[];
}

/** Where a position is: on which line, and where on it. A head begins at the fore edge's head, a folio ends at its foot. */
function spotOf(position: FurniturePosition, kind: FurnitureItem['kind']) {
  if (position === 'fore-edge') return { edge: position, align: kind === 'head' ? 'start' : 'end' } as const;
  const [edge, side] = position.split('-') as ['head' | 'foot', 'outer' | 'centre' | 'inner'];
  return { edge, align: side === 'outer' ? 'end' : side === 'inner' ? 'start' : 'centre' } as const;
}

/**
 * The lines around a page's type area. Where head and folio share a corner the folio is the outer one (jlreq 2.6.1, c).
 */
export function furnitureLines(head: string, folio: string, orders: Furniture): readonly FurnitureLine[] {
  const items = [
    { kind: 'head', text: head, ...spotOf(orders.heads.position, 'head') } as const,
    { kind: 'folio', text: folio, ...spotOf(orders.folios.position, 'folio') } as const,
  ].filter(({ text }) => text !== '');
  return (['head', 'foot', 'fore-edge'] as const).flatMap((edge) => {
    const here = items
      .filter((item) => item.edge === edge)
      .map(({ kind, text, align }): FurnitureItem => ({ kind, text, align }));
    return here.length === 0 ? [] : [{ edge, align: gathering(here), items: inOrder(here) }];
  });
}

function gathering(items: readonly FurnitureItem[]): FurnitureLine['align'] {
  const ends = new Set(items.map(({ align }) => align).filter((align) => align !== 'centre'));
  if (ends.size === 2) return 'both';
  return [...ends][0] ?? 'centre';
}

const ORDER = ['start', 'centre', 'end'];

function inOrder(items: readonly FurnitureItem[]): readonly FurnitureItem[] {
  // At the binding the folio stands in the corner too, so it comes first.
  const rank = ({ kind, align }: FurnitureItem): number =>
    ORDER.indexOf(align) * 2 + Number(kind === (align === 'start' ? 'head' : 'folio'));
  return items.toSorted((a, b) => rank(a) - rank(b));
}

/**
 * How long a head may be on its line, px, so that it neither leaves the line nor comes nearer to the folio than `gap`
 * (jlreq 2.6.1, c).
 */
export function roomForHead(line: FurnitureLine, lengthPx: number, folioPx: number, gapPx: number): number {
  const head = line.items.find(({ kind }) => kind === 'head');
  const folio = line.items.find(({ kind }) => kind === 'folio');
  if (head === undefined || folio === undefined) return lengthPx;
  if (folio.align !== head.align && folio.align === 'centre') return (lengthPx - folioPx) / 2 - gapPx;
  if (folio.align !== head.align && head.align === 'centre') return lengthPx - 2 * (folioPx + gapPx);
  return lengthPx - folioPx - gapPx;
}
