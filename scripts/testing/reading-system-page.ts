import { Book } from 'epubjs';

// Runs in the browser, bundled: an EPUB in epub.js, and what is seen of it.

/** What a reading system shows of one document of an EPUB. */
export interface SeenDocument {
  /** `page-progression-direction` as it was read. */
  readonly direction: string;
  /** Which way pages are turned. */
  readonly turns: string;
  /** Titles of the contents, each with those below it in brackets. */
  readonly contents: string;
  /** Titles of landmarks by their types. */
  readonly landmarks: Readonly<Record<string, string>>;
  readonly writingMode: string;
  /** Families that were loaded. */
  readonly fonts: readonly string[];
  /** First family of running text. */
  readonly family: string;
  /** The first heading, and the first paragraph. */
  readonly heading: SeenText;
  readonly paragraph: SeenText;
  /** The first note's call in a paragraph, the first digits side by side, and the size of running text, px. */
  readonly call: SeenText;
  readonly digits: SeenText;
  readonly em: number;
  /** Pages of the document, and the page after turning once. */
  readonly pages: number;
  readonly turnedTo: number;
}

/** A text and where it stands in the window, px. */
export interface SeenText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** An entry of the contents as epub.js has it. */
interface Entry {
  readonly label: string;
  readonly subitems?: readonly Entry[];
}

function outline(entries: readonly Entry[]): string {
  return entries
    .map(({ label, subitems = [] }) =>
      subitems.length > 0 ? `${label.trim()}(${outline(subitems)})` : label.trim(),
    )
    .join(' ');
}

function seen(document: Document, selector: string): SeenText {
  const frame = document.defaultView?.frameElement?.getBoundingClientRect();
  const element = document.querySelector(selector);
  const rect = element?.getClientRects()[0];
  const { x = -1, y = -1, width = 0, height = 0 } = rect ?? {};
  return { text: element?.textContent ?? '', x: x + (frame?.x ?? 0), y: y + (frame?.y ?? 0), width, height };
}

/** Opens the EPUB of an address at one of its documents. */
async function readEpub(url: string, href: string): Promise<SeenDocument> {
  const book = new Book(url);
  const rendition = book.renderTo('reader', {
    width: '100%',
    height: '100%',
    flow: 'paginated',
    spread: 'none',
  });
  await book.ready;
  const navigation = await book.loaded.navigation;
  await rendition.display(href);
  const [{ document: shown } = { document }] = rendition.getContents() as unknown as { document: Document }[];
  await shown.fonts.ready;
  const style = getComputedStyle(shown.body);
  const facts = {
    direction: ((await book.loaded.metadata) as unknown as { direction: string }).direction,
    turns: (rendition as unknown as { settings: { direction: string } }).settings.direction,
    contents: outline(navigation.toc),
    landmarks: Object.fromEntries(navigation.landmarks.map(({ type, label }) => [type, label?.trim()])),
    writingMode: getComputedStyle(shown.documentElement).writingMode,
    fonts: [...shown.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family),
    family: style.fontFamily.split(',')[0] ?? '',
    heading: seen(shown, 'h1'),
    paragraph: seen(shown, 'p'),
    call: seen(shown, 'p .note-call'),
    digits: seen(shown, '.tcy:not(.note-call)'),
    em: Number.parseFloat(style.fontSize),
  };
  const at = rendition.currentLocation() as unknown as {
    start: { displayed: { page: number; total: number } };
  };
  await rendition.next();
  const then = rendition.currentLocation() as unknown as typeof at;
  await rendition.prev();
  return { ...facts, pages: at.start.displayed.total, turnedTo: then.start.displayed.page };
}

Object.assign(window, { readEpub });
