/** A piece of a document of XML. */
export interface SvgToken {
  readonly kind: 'text' | 'tag' | 'comment' | 'data' | 'instruction' | 'doctype';
  /** As it is written. */
  readonly source: string;
}

/** How other markup than tags begins, and with what it ends. */
const MARKUP = [
  ['comment', '<!--', '-->'],
  ['data', '<![CDATA[', ']]>'],
  ['instruction', '<?', '?>'],
] as const;

/** Cuts an SVG into its pieces, in linear time; what is not closed is one piece to its end. */
export function svgTokens(svg: string): readonly SvgToken[] {
  const tokens: SvgToken[] = [];
  let at = 0;
  while (at < svg.length) {
    const [kind, end] = svg[at] === '<' ? markupAt(svg, at) : (['text', nextOf(svg, '<', at)] as const);
    tokens.push({ kind, source: svg.slice(at, end) });
    at = end;
  }
  return tokens;
}

function nextOf(svg: string, wanted: string, from: number): number {
  const found = svg.indexOf(wanted, from);
  return found < 0 ? svg.length : found;
}

function markupAt(svg: string, at: number): readonly [SvgToken['kind'], number] {
  for (const [kind, start, close] of MARKUP) {
    if (svg.startsWith(start, at)) return [kind, nextOf(svg, close, at + start.length) + close.length];
  }
  const kind = svg.startsWith('<!', at) ? 'doctype' : 'tag';
  return [kind, tagEnd(svg, at + 1, kind === 'doctype')];
}

/** Behind the `>` that closes a tag or a document type: none in quotes or, in a document type, in brackets. */
function tagEnd(svg: string, from: number, isDoctype: boolean): number {
  let depth = 0;
  for (let at = from; at < svg.length; at += 1) {
    const character = svg[at];
    if (character === '"' || character === "'") at = nextOf(svg, character, at + 1);
    else if (isDoctype && character === '[') depth += 1;
    else if (isDoctype && character === ']') depth -= 1;
    else if (character === '>' && depth <= 0) return at + 1;
  }
  return svg.length;
}

/** The name of a tag without its prefix: `svg:use` → `use`; empty for an end tag. */
export function svgTagName({ source }: SvgToken): string {
  return /^<(?:[\w.-]+:)?([\w.-]+)/.exec(source)?.[1] ?? '';
}

/** Attributes of a tag by their names, prefixes and all. */
export function svgAttributes({ source }: SvgToken): ReadonlyMap<string, string> {
  const found = source.matchAll(/\s([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g);
  return new Map(Array.from(found, ([, name = '', double, single]) => [name, double ?? single ?? '']));
}

/** What the document type of an SVG declares: drawing programs shorten names of namespaces so. */
export function svgEntities(tokens: readonly SvgToken[]): ReadonlyMap<string, string> {
  const entities = new Map<string, string>();
  for (const { kind, source } of tokens) {
    if (kind !== 'doctype') continue;
    for (const [, name = '', double, single] of source.matchAll(
      /<!ENTITY\s+([\w.-]+)\s+(?:"([^"]*)"|'([^']*)')/g,
    ))
      entities.set(name, double ?? single ?? '');
  }
  return entities;
}

/** Whether what a drawing is made of is in it: a part of its own, or a picture of pixels as data. */
export function isWithinSvg(target: string): boolean {
  return /^\s*(?:$|#|data:image\/(?:png|jpe?g|gif|webp)[;,])/i.test(target);
}
