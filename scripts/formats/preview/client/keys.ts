import type { Mode, Zoom } from './arrangement.ts';

/** What a key asks for. */
export type Command =
  | { readonly kind: 'turn'; readonly step: 1 | -1; readonly by: 'cell' | 'line' }
  | { readonly kind: 'end'; readonly end: 'first' | 'last' }
  | { readonly kind: 'zoom'; readonly step: 1 | -1 }
  | { readonly kind: 'fit'; readonly zoom: Zoom }
  | { readonly kind: 'mode'; readonly mode: Mode }
  | { readonly kind: 'panel'; readonly panel: 'contents' | 'find' | 'problems' }
  | { readonly kind: 'hit'; readonly step: 1 | -1 }
  | { readonly kind: 'goto' }
  | { readonly kind: 'overlays' }
  | { readonly kind: 'editor' }
  | { readonly kind: 'help' }
  | { readonly kind: 'open' }
  | { readonly kind: 'close' };

/** The part of a keyboard event that decides. */
export interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** How the view stands. */
export interface KeyContext {
  /** Vertical books are read from right to left. */
  readonly vertical: boolean;
  /** Whole spreads are in view; else up and down scroll within the spread. */
  readonly fits: boolean;
  readonly mode: Mode;
}

const FIXED: Readonly<Record<string, Command>> = {
  Home: { kind: 'end', end: 'first' },
  End: { kind: 'end', end: 'last' },
  '+': { kind: 'zoom', step: 1 },
  '=': { kind: 'zoom', step: 1 },
  '-': { kind: 'zoom', step: -1 },
  '0': { kind: 'fit', zoom: 'page' },
  '9': { kind: 'fit', zoom: 'width' },
  '1': { kind: 'mode', mode: 'spreads' },
  '2': { kind: 'mode', mode: 'single' },
  '3': { kind: 'mode', mode: 'continuous' },
  '4': { kind: 'mode', mode: 'overview' },
  c: { kind: 'panel', panel: 'contents' },
  '/': { kind: 'panel', panel: 'find' },
  f: { kind: 'panel', panel: 'find' },
  d: { kind: 'panel', panel: 'problems' },
  n: { kind: 'hit', step: 1 },
  N: { kind: 'hit', step: -1 },
  g: { kind: 'goto' },
  o: { kind: 'overlays' },
  e: { kind: 'editor' },
  '?': { kind: 'help' },
  Escape: { kind: 'close' },
};

/** The command of a key; `undefined` leaves it to the browser, as with every shortcut of its own. */
export function commandOf(key: Key, context: KeyContext): Command | undefined {
  if (key.ctrlKey || key.metaKey || key.altKey) return undefined;
  const isOverview = context.mode === 'overview';
  const down = (step: 1 | -1): Command | undefined => {
    if (isOverview) return { kind: 'turn', step, by: 'line' };
    return context.fits && context.mode !== 'continuous' ? { kind: 'turn', step, by: 'cell' } : undefined;
  };
  const turn = (step: 1 | -1): Command => ({ kind: 'turn', step, by: 'cell' });
  switch (key.key) {
    case 'PageDown':
      return isOverview ? undefined : turn(1);
    case 'PageUp':
      return isOverview ? undefined : turn(-1);
    case ' ':
      return isOverview ? { kind: 'open' } : turn(key.shiftKey ? -1 : 1);
    case 'Enter':
      return isOverview ? { kind: 'open' } : undefined;
    case 'ArrowDown':
      return down(1);
    case 'ArrowUp':
      return down(-1);
    case 'ArrowRight':
      return turn(context.vertical ? -1 : 1);
    case 'ArrowLeft':
      return turn(context.vertical ? 1 : -1);
    default:
      return Object.hasOwn(FIXED, key.key) ? FIXED[key.key] : undefined;
  }
}
