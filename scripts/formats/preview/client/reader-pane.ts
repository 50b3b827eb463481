import type { EpubState } from '../messages.ts';

/** Where the reader of an EPUB is. */
export interface ReaderPlace {
  /** The document. */
  readonly href: string;
  /** Screen of the document, `2 / 7`. */
  readonly label: string;
  /** Size of text, 1 for the EPUB's own. */
  readonly scale: number;
}

/** The pane that shows an EPUB. */
export interface ReaderPane extends HTMLElement {
  /** Shows an EPUB, a new one of the same book at the same place. */
  open(state: EpubState, moved: (place: ReaderPlace) => void): Promise<void>;
  /** Headings of its contents with their documents. */
  contents(): Promise<readonly { readonly title: string; readonly level: number; readonly href: string }[]>;
  /** Goes to a document or an id in one. */
  go(href: string): Promise<void>;
  /** Turns in the direction of reading. */
  turn(step: 1 | -1): Promise<void>;
  /** Sets the size of text. */
  zoom(scale: number): void;
}

/** The pane, its script loaded; epub.js is loaded with the first EPUB. */
export async function readerPane(): Promise<ReaderPane> {
  if (customElements.get('bx-reader') === undefined) {
    const script = document.createElement('script');
    script.src = '/reader.js';
    const loaded = new Promise((resolve, reject) => {
      script.addEventListener('load', resolve);
      script.addEventListener('error', reject);
    });
    document.head.append(script);
    await loaded;
  }
  return document.querySelector('bx-reader') as ReaderPane;
}
