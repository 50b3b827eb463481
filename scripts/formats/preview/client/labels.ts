import type { Mode } from './arrangement.ts';
import type { OverlayName } from './settings.ts';

/** Words of the preview itself, in the reader's language. */
export interface Labels {
  /** Name of the region that holds the pages. */
  readonly pages: string;
  /** Of the field that goes to a page or a heading. */
  readonly goTo: string;
  readonly previous: string;
  readonly next: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly fitPage: string;
  readonly fitWidth: string;
  readonly actualSize: string;
  /** Of the menu of modes, zooms, surrounds and overlays. */
  readonly view: string;
  readonly mode: string;
  readonly modes: Readonly<Record<Mode, string>>;
  readonly zoom: string;
  readonly surround: string;
  readonly surrounds: Readonly<Record<'auto' | 'light' | 'dark', string>>;
  readonly overlays: string;
  readonly overlay: Readonly<Record<OverlayName, string>>;
  readonly panel: string;
  readonly contents: string;
  readonly find: string;
  readonly problems: string;
  readonly close: string;
  /** Of the menu of editions, themes and builds. */
  readonly edition: string;
  readonly theme: string;
  readonly build: string;
  readonly buildEdition: (name: string) => string;
  readonly building: string;
  readonly buildFailed: string;
  readonly openFile: string;
  readonly findHint: string;
  readonly hits: (count: number) => string;
  readonly none: string;
  readonly severity: Readonly<Record<'error' | 'warning' | 'info', string>>;
  readonly stale: string;
  readonly waiting: string;
  readonly busy: string;
  readonly disconnected: string;
  readonly openEditor: string;
  readonly noSuchPage: (label: string) => string;
  readonly noSuchSource: (source: string) => string;
  readonly keys: string;
  readonly turn: string;
  readonly ends: string;
}
