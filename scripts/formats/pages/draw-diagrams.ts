import { h } from 'hastscript';
import type { Page } from 'puppeteer';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { type FontFiles, subsetFaces } from '../../fonts/subset-faces.ts';
import { DOCUMENT_ORIGIN } from '../../html/page-document.ts';
import { layoutBundle } from '../../layout/bundle.ts';
import type { DrawDiagrams, DrawnDiagram } from '../../model/diagram.ts';
import type { Language } from '../../model/metadata.ts';
import { loadFlow } from './render-pages.ts';

/** Drawings by language and text: what did not change is not drawn again. */
export type DiagramCache = Map<string, DrawnDiagram>;

/** What drawing needs of the world. */
export interface DiagramTools {
  /** Opens an empty tab. */
  readonly newPage: () => Promise<Page>;
  /** The script of Mermaid; `undefined` when it is not installed. */
  readonly script: () => Promise<string | undefined>;
  readonly fonts: FontFiles;
  readonly language: Language;
  readonly cache: DiagramCache;
}

/** A diagram that takes longer never ends, as far as a book is concerned. */
const LIMIT_MS = 60_000;

/** Draws diagrams in a tab of their own, without network, in the book's own faces so that words have their widths. */
export function diagramDrawer(tools: DiagramTools): DrawDiagrams {
  return async (sources) => {
    const key = (source: string): string => `${tools.language}\n${source}`;
    const open = sources.filter((source) => !tools.cache.has(key(source)));
    if (open.length > 0) {
      const script = await tools.script();
      if (script === undefined) return undefined;
      for (const [source, drawn] of await drawAll(open, script, tools)) tools.cache.set(key(source), drawn);
    }
    return new Map(
      sources.flatMap((source) => {
        const drawn = tools.cache.get(key(source));
        return drawn === undefined ? [] : [[source, drawn] as const];
      }),
    );
  };
}

async function drawAll(
  sources: readonly string[],
  script: string,
  tools: DiagramTools,
): Promise<readonly (readonly [string, DrawnDiagram])[]> {
  const drawn: (readonly [string, DrawnDiagram])[] = [];
  let page: Page | undefined;
  try {
    for (const [index, source] of sources.entries()) {
      page ??= await openStage(sources, script, tools);
      const diagram = await drawOne(page, source, `diagram${index}`);
      drawn.push([source, diagram ?? { kind: 'wrong', reason: 'it takes too long to draw' }]);
      if (diagram === undefined) {
        await page.close();
        page = undefined;
      }
    }
  } finally {
    await page?.close();
  }
  return drawn;
}

/** `undefined` when it takes too long. */
async function drawOne(page: Page, source: string, id: string): Promise<DrawnDiagram | undefined> {
  const order = `banxin.drawDiagram(${JSON.stringify(source)}, ${JSON.stringify(id)})`;
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), LIMIT_MS);
  });
  const drawing = page.evaluate(order) as Promise<DrawnDiagram>;
  // A tab that is closed while it draws rejects what nobody waits for any more.
  drawing.catch(() => undefined);
  try {
    return await Promise.race([drawing, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** A tab that has Mermaid and the faces of every word of the diagrams, in both weights. */
async function openStage(sources: readonly string[], script: string, tools: DiagramTools): Promise<Page> {
  const page = await tools.newPage();
  const words = [...new Set(sources.join(''))].join('') + LETTERS;
  const body = ['400', '700'].map((weight) => h('p', { style: `font-weight: ${weight}` }, words));
  const css = "body { font-family: 'Banxin Sans'; font-synthesis: none; }";
  const html = h('html', { lang: tools.language }, [
    h('head', [
      h('meta', { charSet: 'utf-8' }),
      h('meta', { httpEquiv: 'Content-Security-Policy', content: CONTENT_SECURITY_POLICY }),
      h('style', css),
    ]),
    h('body', body),
  ]);
  await loadFlow({
    page,
    html: `<!doctype html>${unified()
      .use(rehypeStringify)
      .stringify({ type: 'root', children: [html] })}`,
    engine: await layoutBundle(),
    origin: DOCUMENT_ORIGIN,
    subset: (texts) => subsetFaces(texts, tools.language, tools.fonts),
    serve: () => undefined,
    stage: () => undefined,
  });
  await page.evaluate(script);
  return page;
}

const CONTENT_SECURITY_POLICY = `default-src 'none'; style-src 'unsafe-inline'; font-src ${DOCUMENT_ORIGIN}`;

/** Letters that diagrams write of themselves. */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789«»[]()<>…%+-#~*:/.,';
