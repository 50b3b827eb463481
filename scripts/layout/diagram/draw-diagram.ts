import type { DrawnDiagram } from '../../model/diagram.ts';

/** What is used of the package `mermaid`, which is loaded into the page beside this. */
interface Mermaid {
  initialize(config: Readonly<Record<string, unknown>>): void;
  render(id: string, text: string, container: Element): Promise<{ readonly svg: string }>;
}

/**
 * Black lines on white and light greys; words as SVG text, never as HTML. What a diagram's own `init` may not change is
 * listed as secure.
 */
const CONFIG = {
  startOnLoad: false,
  securityLevel: 'strict',
  suppressErrorRendering: true,
  htmlLabels: false,
  flowchart: { htmlLabels: false },
  class: { htmlLabels: false },
  deterministicIds: true,
  fontFamily: "'Banxin Sans'",
  theme: 'neutral',
  themeVariables: {
    lineColor: '#000',
    border1: '#000',
    nodeBorder: '#000',
    actorBorder: '#000',
    actorLineColor: '#000',
    signalColor: '#000',
    arrowheadColor: '#000',
    noteBkgColor: '#f2f2f2',
    noteTextColor: '#000',
    noteBorderColor: '#666',
    critBkgColor: '#222',
    critBorderColor: '#000',
  },
  // The words on a line stand on white; the line of today is another on every day.
  themeCSS:
    '.edgeLabel rect, .labelBkg, .relationshipLabelBox { fill: #fff !important; opacity: 1 !important } .today { display: none }',
  secure: [
    'secure',
    'securityLevel',
    'startOnLoad',
    'maxTextSize',
    'maxEdges',
    'suppressErrorRendering',
    'htmlLabels',
    'fontFamily',
    'themeCSS',
  ],
};

/** Looks that styles give, and the values that need not be written. */
const LOOKS: Readonly<Record<string, readonly string[]>> = {
  fill: [],
  'fill-opacity': ['1'],
  stroke: ['none'],
  'stroke-width': [],
  'stroke-dasharray': ['none'],
  'stroke-opacity': ['1'],
  opacity: ['1'],
};

/** The same of text. */
const TEXT_LOOKS: Readonly<Record<string, readonly string[]>> = {
  ...LOOKS,
  'font-size': [],
  'font-weight': ['400'],
  'text-anchor': ['start'],
  'dominant-baseline': ['auto'],
};

/** 35 characters of a diagram, which are 28 of the text. */
const WIDTH = '560px';

const SHAPES = 'path, rect, circle, ellipse, line, polyline, polygon, text, tspan';

/** Draws one diagram; what its styles give is written into its elements, and the styles are left out. */
export async function drawDiagram(source: string, id: string): Promise<DrawnDiagram> {
  const { mermaid } = globalThis as unknown as { readonly mermaid: Mermaid };
  const stage = document.createElement('div');
  // What takes the width that it finds is as wide as a book's page.
  stage.style.width = WIDTH;
  document.body.append(stage);
  try {
    mermaid.initialize(CONFIG);
    stage.innerHTML = (await mermaid.render(id, source, stage)).svg;
    const svg = stage.querySelector('svg');
    if (svg === null) return { kind: 'wrong', reason: 'nothing was drawn' };
    if (svg.querySelector('foreignObject, image') !== null)
      return { kind: 'wrong', reason: 'this kind of diagram holds HTML or pictures' };
    writeLooks(svg);
    return { kind: 'drawn', svg: svg.outerHTML };
  } catch (error) {
    return wrong(error);
  } finally {
    stage.remove();
    document.getElementById(`d${id}`)?.remove();
  }
}

function writeLooks(svg: SVGSVGElement): void {
  const shapes = [...svg.querySelectorAll<SVGElement>(SHAPES)];
  // All are read before any is written: what is written would be inherited.
  const looks = shapes.map(looksOf);
  for (const group of svg.querySelectorAll('g')) {
    for (const name of Object.keys(TEXT_LOOKS)) if (name !== 'opacity') group.removeAttribute(name);
  }
  shapes.forEach((shape, index) => {
    if (looks[index] === undefined) shape.remove();
    for (const [name, value] of looks[index] ?? []) {
      if (value === undefined) shape.removeAttribute(name);
      else shape.setAttribute(name, value);
    }
  });
  for (const one of svg.querySelectorAll('rect:not([width]), rect:not([height]), text')) {
    if (!one.matches('text') || one.textContent === '') one.remove();
  }
  for (const one of svg.querySelectorAll('[style], [class]')) {
    one.removeAttribute('style');
    one.removeAttribute('class');
  }
}

/** A look as it is written; undefined where it need not be. */
type Look = readonly [name: string, value: string | undefined];

/** Undefined for what does not show. */
function looksOf(shape: SVGElement): readonly Look[] | undefined {
  const style = getComputedStyle(shape);
  if (style.display === 'none' || style.visibility === 'hidden') return undefined;
  const outer =
    shape.matches('tspan') && shape.parentElement ? getComputedStyle(shape.parentElement) : undefined;
  const looks = Object.entries(shape.matches('text, tspan') ? TEXT_LOOKS : LOOKS);
  const written = looks.map(([name, usual]): Look => {
    const value = style.getPropertyValue(name);
    const isUsual = outer === undefined ? usual.includes(value) : outer.getPropertyValue(name) === value;
    const isUnused = name === 'stroke-width' && style.stroke === 'none';
    return [name, value === '' || isUsual || isUnused ? undefined : value.replaceAll(/(?<=\d)px/g, '')];
  });
  const markers = ['marker-start', 'marker-end'].map((name): Look => {
    const target = /url\(["']?#([\w-]+)["']?\)/.exec(style.getPropertyValue(name))?.[1];
    return [name, target === undefined ? undefined : `url(#${target})`];
  });
  return [...written, ...markers];
}

/** The first sentence of what is thrown, without the tokens of a grammar, and without its lines, which are counted otherwise. */
function wrong(error: unknown): DrawnDiagram {
  const message = error instanceof Error ? error.message : String(error);
  const reason = message
    .replaceAll(/\s+/g, ' ')
    .replace(/ Expecting .*$/, '')
    .replace(/ on line \d+/, '')
    .trim();
  return { kind: 'wrong', reason: reason.slice(0, 160) };
}
