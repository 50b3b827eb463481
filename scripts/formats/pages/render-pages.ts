import type { Page } from 'puppeteer';
import { BuildError } from '../../model/build-error.ts';
import { type Diagnostic, placeField } from '../../model/diagnostic.ts';
import { EM_BOX, type FaceText, isSequence, type SubsetFace } from '../../model/face.ts';
import type { LayoutPlan, Pagination } from '../../model/pagination.ts';
import { forbiddenRequests, type Serve, serveTab } from './page-requests.ts';

/** What it takes to load a book's flow into a tab. */
export interface FlowInput {
  /** A fresh tab; it holds the laid-out pages afterwards and belongs to the caller. */
  readonly page: Page;
  /** The document of the flow. */
  readonly html: string;
  /** The engine as one script. */
  readonly engine: string;
  /** Origin that the document's URLs begin with. */
  readonly origin: string;
  /** Cuts the faces down to the book's characters; also names what no face can draw. */
  readonly subset: (texts: readonly FaceText[]) => Promise<{
    readonly faces: readonly SubsetFace[];
    readonly missing: readonly string[];
  }>;
  /** Answers requests for the manuscript's pictures. */
  readonly serve: Serve;
  /** Told of each stage. */
  readonly stage: (name: string) => void;
}

/** What it takes to lay a book out in a tab. */
export interface RenderInput extends FlowInput {
  /** Orders for the engine. */
  readonly plan: LayoutPlan;
}

/** A book laid out in a tab. */
export interface RenderedPages {
  readonly page: Page;
  readonly pagination: Pagination;
  readonly faces: readonly SubsetFace[];
  /** What layout and fonts found, each with its place in the manuscript. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A flow in a tab, in its own faces, with the engine beside it. */
export interface LoadedFlow {
  readonly faces: readonly SubsetFace[];
  /** Characters that no face can draw. */
  readonly missing: readonly string[];
  /** Requests that were refused; grows while the tab lives. */
  readonly refused: readonly string[];
}

/** Loads a flow into a tab and gives it the faces that its characters need. */
export async function loadFlow(input: FlowInput): Promise<LoadedFlow> {
  const { page, origin } = input;
  const fonts = new Map<string, SubsetFace>();
  const { refused } = await serveTab(page, origin, (path) => {
    if (path === '/')
      return { bytes: new TextEncoder().encode(input.html), mediaType: 'text/html; charset=utf-8' };
    if (path === '/favicon.ico') return { bytes: new Uint8Array(), mediaType: 'image/x-icon' };
    const face = fonts.get(path);
    return face === undefined ? input.serve(path) : { bytes: face.bytes, mediaType: 'font/ttf' };
  });
  input.stage('Reading the pages into Chromium');
  await page.goto(`${origin}/`, { waitUntil: 'load', timeout: 0 });
  await page.evaluate(input.engine);
  input.stage('Cutting fonts to the characters of the book');
  const texts = (await page.evaluate('banxin.collectFaces()')) as FaceText[];
  const { faces, missing } = await input.subset(texts);
  for (const face of faces) fonts.set(`/fonts/${face.fileName}`, face);
  const unread = (await page.evaluate(loadFonts(fontFaceRules(faces, `${origin}/fonts/`)))) as string[];
  const broken = faces.find(({ family }) => unread.includes(family));
  if (broken !== undefined) {
    throw new BuildError(
      'font-unreadable',
      `Chromium cannot read the subset of \`${broken.family}\` ${broken.weight}`,
      'Install the font package again; if that does not help, report it with the manuscript.',
    );
  }
  return { faces, missing, refused };
}

/** Loads the flow, and lets the engine make pages of it. */
export async function renderPages(input: RenderInput): Promise<RenderedPages> {
  const { page, plan } = input;
  const loaded = await loadFlow(input);
  const { faces, missing } = loaded;
  const undrawn = await missingGlyphs(page, missing);
  input.stage('Measuring lines, breaking pages');
  const pagination = (await page.evaluate(`banxin.layOutBook(${JSON.stringify(plan)})`)) as Pagination;
  const refused = [...loaded.refused, ...(await forbiddenRequests(page))];
  const diagnostics = [...pagination.diagnostics, ...undrawn, ...refused.map(refusedRequest)];
  return { page, pagination, faces, diagnostics };
}

/** `@font-face` rules for subsets served under `base`. */
export function fontFaceRules(faces: readonly SubsetFace[], base: string): string {
  const { ascentOverride, descentOverride, lineGapOverride } = EM_BOX;
  const emBox = `ascent-override:${ascentOverride};descent-override:${descentOverride};line-gap-override:${lineGapOverride}`;
  return faces
    .map(
      ({ family, weight, fileName }) =>
        `@font-face{font-family:'${family}';font-weight:${weight};src:url('${base}${fileName}') format('truetype');${emBox}}`,
    )
    .join('\n');
}

/**
 * Source text that gives the document its faces, in place of those it had, and waits for them and for its pictures; the
 * loader of TypeScript rewrites functions that are handed to `evaluate`. Its value are the families that could not be loaded:
 * of a theme's own faces on the web there is none.
 */
export function loadFonts(css: string): string {
  return `(async () => {
    document.querySelector('style[data-faces]')?.remove();
    const style = document.createElement('style');
    style.setAttribute('data-faces', '');
    style.textContent = ${JSON.stringify(css)};
    document.head.append(style);
    const faces = [...document.fonts];
    await Promise.all(faces.map((face) => face.load().catch(() => undefined)));
    document.documentElement.classList.remove('fonts-pending');
    await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));
    return faces.filter(({ status }) => status === 'error').map(({ family }) => family.replace(/["']/g, ''));
  })()`;
}

/** What loading a document that is not laid out came to. */
export async function flowDiagnostics(page: Page, { missing, refused }: LoadedFlow): Promise<Diagnostic[]> {
  const all = [...refused, ...(await forbiddenRequests(page))];
  return [...(await missingGlyphs(page, missing)), ...all.map(refusedRequest)];
}

async function missingGlyphs(page: Page, characters: readonly string[]): Promise<Diagnostic[]> {
  if (characters.length === 0) return [];
  const places = (await page.evaluate(`banxin.placesOfCharacters(${JSON.stringify(characters)})`)) as Record<
    string,
    string
  >;
  return characters.map((character) => glyphMissing(character, places[character] ?? ''));
}

/** Tells of a character, or a variation sequence, that no face can draw. */
export function glyphMissing(character: string, source: string): Diagnostic {
  const points = Array.from(character, (one) => (one.codePointAt(0) ?? 0).toString(16).toUpperCase());
  const named = points.map((point) => `U+${point.padStart(4, '0')}`).join(' ');
  return {
    severity: 'warning',
    ruleId: 'glyph-missing',
    message: `No glyph for \`${character}\` (${named}) in the book's fonts`,
    help: isSequence(character)
      ? 'The plain form is printed; write that, or name a face that has this one.'
      : 'Write another character; it prints as an empty box or in a foreign face.',
    ...placeField(source),
  };
}

/** Tells of a request that was not answered. */
export function refusedRequest(url: string): Diagnostic {
  return {
    severity: 'warning',
    ruleId: 'request-refused',
    message: `Refused to fetch \`${url}\` while laying out`,
    help: 'Styles and pictures of a book come from its own folder.',
  };
}
