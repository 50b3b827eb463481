/** What a key asks for. */
export type Command =
  | { readonly kind: 'turn'; readonly step: 1 | -1 }
  | { readonly kind: 'end'; readonly end: 'first' | 'last' }
  | { readonly kind: 'zoom'; readonly step: 1 | -1 | 0 };

/** The part of a keyboard event that decides. */
export interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** How the view stands. */
export interface View {
  /** Vertical books are read from right to left. */
  readonly vertical: boolean;
  /** Whole spreads are in view; else up and down scroll within the spread. */
  readonly fits: boolean;
}

/** The command of a key; `undefined` leaves it to the browser, as with every shortcut of its own. */
export function commandOf(key: Key, view: View): Command | undefined {
  if (key.ctrlKey || key.metaKey || key.altKey) return undefined;
  switch (key.key) {
    case 'PageDown':
      return { kind: 'turn', step: 1 };
    case 'PageUp':
      return { kind: 'turn', step: -1 };
    case ' ':
      return { kind: 'turn', step: key.shiftKey ? -1 : 1 };
    case 'ArrowDown':
      return view.fits ? { kind: 'turn', step: 1 } : undefined;
    case 'ArrowUp':
      return view.fits ? { kind: 'turn', step: -1 } : undefined;
    case 'ArrowRight':
      return { kind: 'turn', step: view.vertical ? -1 : 1 };
    case 'ArrowLeft':
      return { kind: 'turn', step: view.vertical ? 1 : -1 };
    case 'Home':
      return { kind: 'end', end: 'first' };
    case 'End':
      return { kind: 'end', end: 'last' };
    case '+':
    case '=':
      return { kind: 'zoom', step: 1 };
    case '-':
      return { kind: 'zoom', step: -1 };
    case '0':
      return { kind: 'zoom', step: 0 };
    default:
      return undefined;
  }
}
