import type { Rgb } from '../../../model/ink.ts';
import { ContentScanner } from '../content-scanner.ts';
import type { PrintColor } from './print-color.ts';

/** How the contents of a page, a form or a pattern are written anew. */
export interface Recoloring {
  /** In which inks a colour is printed. */
  readonly colorOf: (rgb: Rgb) => PrintColor;
  /** Name of the colour space of a named ink, without slash; the contents' resources must have it. */
  readonly spotName: (color: PrintColor) => string;
  /** Whether black text prints over what lies under it. */
  readonly overprintBlack: boolean;
}

/** Names of the graphics states that switch overprinting on and off. */
export const OVERPRINT = { on: 'BxOver', off: 'BxSpare' } as const;

/** What was written. */
export interface RecoloredContents {
  readonly text: string;
  /** Whether {@link OVERPRINT} is used. */
  readonly overprints: boolean;
}

/** Operators that choose a colour in a device's own space, by their number of operands and whether they are for lines. */
const COLOR_OPERATORS: Readonly<Record<string, readonly [components: 1 | 3, isStroke: boolean]>> = {
  rg: [3, false],
  RG: [3, true],
  g: [1, false],
  G: [1, true],
};

/** Operators that paint something that is not text. */
const PAINTING = new Set(['f', 'F', 'f*', 'S', 's', 'B', 'B*', 'b', 'b*', 'sh', 'Do', 'EI']);

/** What `q` saves of it. */
interface State {
  /** Whether the colour of areas and text is black ink alone. */
  readonly isBlack: boolean;
  /** Whether what is painted prints over what lies under it. */
  readonly isOver: boolean;
}

/** Writes contents (ISO 32000-1, 8.6.8) with each colour of the screen in the inks of the press. */
export function recolorContents(text: string, recoloring: Recoloring): RecoloredContents {
  const scanner = new ContentScanner(text);
  const pieces: string[] = [];
  let copied = 0;
  let overprints = false;
  const written = new Map<string, { readonly source: string; readonly isBlack: boolean }>();
  let state: State = { isBlack: false, isOver: false };
  const saved: State[] = [];
  /** Where the path at hand begins. */
  let path: number | undefined;
  const setOver = (isOver: boolean): void => {
    if (state.isOver === isOver || !recoloring.overprintBlack) return;
    // Within a path nothing else may stand (8.2).
    const at = path ?? scanner.from;
    pieces.push(text.slice(copied, at), `/${isOver ? OVERPRINT.on : OVERPRINT.off} gs `);
    copied = at;
    state = { ...state, isOver };
    overprints = true;
  };
  for (let name = scanner.next(); name !== undefined; name = scanner.next()) {
    const kind = COLOR_OPERATORS[name];
    if (kind !== undefined && scanner.count === kind[0]) {
      const key = text.slice(scanner.from, scanner.to);
      let replacement = written.get(key);
      if (replacement === undefined) {
        replacement = operatorFor(scanner.numbers(), kind[1], recoloring);
        written.set(key, replacement);
      }
      pieces.push(text.slice(copied, scanner.from), replacement.source);
      copied = scanner.to;
      if (!kind[1]) state = { ...state, isBlack: replacement.isBlack };
    } else if (name === 'q') saved.push(state);
    else if (name === 'Q') state = saved.pop() ?? state;
    else if (name === 'scn' || name === 'sc') state = { ...state, isBlack: false };
    else if (name === 'Tj' || name === 'TJ' || name === "'" || name === '"') setOver(state.isBlack);
    else if (name === 're' || name === 'm') path ??= scanner.from;
    else if (name === 'n') path = undefined;
    else if (PAINTING.has(name)) {
      setOver(false);
      path = undefined;
    }
  }
  pieces.push(text.slice(copied));
  return { text: pieces.join(''), overprints };
}

function operatorFor(
  operands: readonly number[],
  isStroke: boolean,
  { colorOf, spotName }: Recoloring,
): { source: string; isBlack: boolean } {
  const [red = 0, green = red, blue = red] = operands.map((value) =>
    Math.round(Math.min(1, Math.max(0, value)) * 255),
  );
  const color = colorOf([red, green, blue]);
  const values = color.values.map(decimal).join(' ');
  const isBlack = color.space === 'cmyk' && color.values.every((value, ink) => value === Number(ink === 3));
  switch (color.space) {
    case 'gray':
      return { source: `${values} ${isStroke ? 'G' : 'g'}`, isBlack };
    case 'cmyk':
      return { source: `${values} ${isStroke ? 'K' : 'k'}`, isBlack };
    case 'rgb':
      return { source: `${values} ${isStroke ? 'RG' : 'rg'}`, isBlack };
    case 'spot': {
      const [choose, set] = isStroke ? ['CS', 'SCN'] : ['cs', 'scn'];
      return { source: `/${spotName(color)} ${choose} ${values} ${set}`, isBlack };
    }
  }
}

/** A component with four decimals at most. */
export function decimal(value: number): string {
  return String(Math.round(value * 10000) / 10000);
}
