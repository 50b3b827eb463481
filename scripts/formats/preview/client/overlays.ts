import type { BookState } from '../messages.ts';
import { findingsOn, type Measures } from './findings.ts';
import { type Box, guidesOf, type Shape } from './guides.ts';
import type { OverlayName } from './settings.ts';

/** Draws overlays over the pages in sight; each in a shadow tree, where no style of the book's reaches it. */
export class Overlays {
  #names: ReadonlySet<OverlayName> = new Set();
  #measures: Measures | undefined;
  #style = new CSSStyleSheet();
  #inSight = new Set<HTMLElement>();
  #zoom: () => number;

  constructor(zoom: () => number) {
    this.#zoom = zoom;
    this.#style.replaceSync(STYLE);
  }

  /** Chooses what is drawn. */
  choose(names: readonly OverlayName[]): void {
    this.#names = new Set(names);
    this.#redraw();
  }

  /** Takes a book's measures. */
  measure({ geometry, press, missing }: BookState): void {
    this.#measures = { geometry, press, missing };
    this.#redraw();
  }

  /** Draws over leaves that came into sight. */
  shown(leaves: readonly HTMLElement[]): void {
    for (const leaf of leaves) {
      this.#inSight.add(leaf);
      this.#draw(leaf);
    }
  }

  /** Forgets leaves that went out of sight. */
  hidden(leaves: readonly HTMLElement[]): void {
    for (const leaf of leaves) {
      this.#inSight.delete(leaf);
      leaf.querySelector(':scope > bx-guides')?.remove();
    }
  }

  #redraw(): void {
    for (const leaf of this.#inSight) {
      if (leaf.isConnected) this.#draw(leaf);
      else this.#inSight.delete(leaf);
    }
  }

  #draw(leaf: HTMLElement): void {
    const known = leaf.querySelector(':scope > bx-guides');
    const measures = this.#measures;
    if (this.#names.size === 0 || measures === undefined) {
      known?.remove();
      return;
    }
    const host = known ?? leaf.appendChild(document.createElement('bx-guides'));
    const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [this.#style];
    const { geometry, press } = measures;
    const side = leaf.classList.contains('recto') ? 'recto' : 'verso';
    const shapes = [
      ...guidesOf(geometry, side, press.safetyMm).filter(({ overlay }) => this.#names.has(overlay)),
      ...findingsOn(leaf, this.#zoom(), measures, this.#names),
    ];
    const { widthMm, heightMm } = geometry.trim;
    const svg = make('svg', { viewBox: `0 0 ${widthMm * MM} ${heightMm * MM}`, 'aria-hidden': 'true' });
    svg.append(...shapes.flatMap(drawn));
    root.replaceChildren(svg);
  }
}

/** CSS px in a millimetre. */
const MM = 96 / 25.4;

function drawn(shape: Shape): SVGElement[] {
  const { overlay } = shape;
  if (shape.kind === 'rule') {
    const [x1, y1, x2, y2] = [...shape.from, ...shape.to].map(String) as [string, string, string, string];
    return [make('line', { class: overlay, x1, y1, x2, y2 })];
  }
  if (shape.kind === 'cells') return drawnCells(shape, shape.cell, overlay);
  const rect = make('rect', { class: `${shape.kind} ${overlay}`, ...attributesOf(shape) });
  if (shape.label === undefined) return [rect];
  const isBand = shape.kind === 'band';
  const [x, y] = isBand ? [shape.x + shape.width / 2, shape.y + shape.height / 2] : [shape.x, shape.y];
  const text = make('text', { class: `${shape.kind} ${overlay}`, x: String(x), y: String(y) });
  text.textContent = shape.label;
  return [rect, text];
}

/** Cells as a pattern: some thousand rectangles a page would be slow. */
function drawnCells(area: Box, cell: Box, overlay: OverlayName): SVGElement[] {
  const size = String(Math.min(cell.width, cell.height));
  const pattern = make('pattern', { id: 'cells', patternUnits: 'userSpaceOnUse', ...attributesOf(cell) });
  pattern.append(make('rect', { class: overlay, width: size, height: size }));
  return [pattern, make('rect', { class: 'cells', fill: 'url(#cells)', ...attributesOf(area) })];
}

function attributesOf({ x, y, width, height }: Box): Record<string, string> {
  return {
    x: String(x),
    y: String(y),
    width: String(Math.max(0, width)),
    height: String(Math.max(0, height)),
  };
}

function make(name: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

const STYLE = `
svg { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; overflow: visible; }
rect, line { fill: none; stroke: var(--ink); stroke-width: 1px; vector-effect: non-scaling-stroke; }
text { fill: var(--ink); font: 600 calc(11px / var(--bx-zoom)) system-ui, sans-serif; paint-order: stroke; stroke: #fff; stroke-width: calc(3px / var(--bx-zoom)); }
text.band { text-anchor: middle; dominant-baseline: middle; font-weight: 400; }
text.box { transform: translate(0, calc(-3px / var(--bx-zoom))); }
.cells { fill: url(#cells); stroke: none; }
.area { --ink: #c2187a; }
.grid { --ink: #2a8fb580; }
.baselines { --ink: #2563ebaa; }
.register { --ink: #e0662488; }
rect.register { --ink: #c2410c; stroke-width: 2px; }
.margins { --ink: #8a2a66; }
rect.margins { fill: #c2187a12; stroke: none; }
.trim { --ink: #111; }
.bleed { --ink: #d92d20; }
.safety { --ink: #15803d; stroke-dasharray: 6 4; }
.notes { --ink: #7c3aed; }
rect.notes { fill: #7c3aed14; }
.overflow { --ink: #d92d20; }
rect.overflow { fill: #d92d2026; stroke-width: 2px; }
.glyphs { --ink: #d92d20; }
rect.glyphs { fill: #fde04766; stroke-width: 2px; }
.fpo { --ink: #b45309; }
rect.fpo { fill: #f59e0b1f; stroke-width: 2px; stroke-dasharray: 8 4; }
.resolution { --ink: #b45309; }
rect.resolution { stroke-width: 3px; }
`;
