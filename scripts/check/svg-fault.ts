import {
  isWithinSvg,
  type SvgToken,
  svgAttributes,
  svgEntities,
  svgTagName,
  svgTokens,
} from '../model/svg-text.ts';

/** Elements that a picture may draw, those that are used again counted each time: a map of a country has 50,000. */
const MOST_ELEMENTS = 200_000;

/** Elements in elements; programs draw a tenth of it. */
const DEEPEST = 200;

/** Characters that shortened names may add to a file. */
const MOST_ENTITIES = 1_000_000;

/** Elements that a picture within the picture, or a part of another file, is named by. */
const LOADING = new Set(['image', 'feImage', 'use', 'tref', 'pattern', 'linearGradient', 'radialGradient']);

/** A part of a drawing that others may name. */
interface Part {
  /** Its own elements. */
  elements: number;
  /** Ids of what it draws besides. */
  readonly uses: string[];
}

/**
 * Why an SVG cannot be printed, as a clause; undefined when it can. A drawing of ten lines may draw itself a thousand million
 * times, which Chromium would do without an end.
 */
export function svgFault(svg: string): string | undefined {
  const tokens = svgTokens(svg);
  if (!tokens.some((token) => token.kind === 'tag' && svgTagName(token) === 'svg')) return 'it is no SVG';
  return entityFault(svg, tokens) ?? sizeFault(tokens);
}

function entityFault(svg: string, tokens: readonly SvgToken[]): string | undefined {
  const entities = svgEntities(tokens);
  if ([...entities.values()].some((value) => value.includes('&') && !/^&#?\w+;$/.test(value)))
    return 'its entities are made of entities';
  let added = 0;
  for (const [, name = ''] of svg.matchAll(/&([\w.-]+);/g)) added += entities.get(name)?.length ?? 0;
  return added > MOST_ENTITIES ? 'its entities make it too long' : undefined;
}

/** What an SVG lacks as it is printed, as a clause: what it names in other files is nowhere, as a picture loads nothing. */
export function svgLack(svg: string): string | undefined {
  for (const token of svgTokens(svg)) {
    if (token.kind !== 'tag' || !LOADING.has(svgTagName(token))) continue;
    const attributes = svgAttributes(token);
    const target = (attributes.get('href') ?? attributes.get('xlink:href') ?? '').trim();
    if (isWithinSvg(target)) continue;
    const shown = target.length > 60 ? `${target.slice(0, 60)}…` : target;
    return `it names \`${shown}\`, and a picture loads no other file`;
  }
  return undefined;
}

function sizeFault(tokens: readonly SvgToken[]): string | undefined {
  const parts = partsOf(tokens);
  if (parts === undefined) return `its elements stand more than ${DEEPEST} deep in each other`;
  const drawn = countDrawn(parts);
  return drawn > MOST_ELEMENTS ? `it draws more than ${MOST_ELEMENTS} elements` : undefined;
}

/** The whole drawing under the id of nothing, and every part that has an id; undefined when it is too deep. */
function partsOf(tokens: readonly SvgToken[]): ReadonlyMap<string, Part> | undefined {
  const root: Part = { elements: 0, uses: [] };
  const parts = new Map([['', root]]);
  const open: Part[] = [root];
  for (const token of tokens) {
    if (token.kind !== 'tag') continue;
    if (token.source.startsWith('</')) {
      if (open.length > 1) open.pop();
      continue;
    }
    const around = open.at(-1) ?? root;
    const attributes = svgAttributes(token);
    const id = attributes.get('id') ?? '';
    const part: Part = id === '' ? around : { elements: 0, uses: [] };
    if (part !== around) {
      around.uses.push(id);
      parts.set(id, part);
    }
    part.elements += 1;
    for (const [name, value] of attributes) {
      const used = /^(?:xlink:)?href$/.test(name) ? /^\s*#(.+)$/ : /url\(\s*["']?#([^"')]+)/;
      const target = used.exec(value)?.[1];
      if (target !== undefined) part.uses.push(target.trim());
    }
    if (!token.source.endsWith('/>')) open.push(part);
    if (open.length > DEEPEST) return undefined;
  }
  return parts;
}

/** Elements that are drawn in all; Chromium draws nothing of what is within itself. */
function countDrawn(parts: ReadonlyMap<string, Part>): number {
  const counted = new Map<string, number>();
  const count = (id: string, depth: number): number => {
    const known = counted.get(id);
    if (known !== undefined) return known;
    const part = parts.get(id);
    if (part === undefined) return 0;
    if (depth > DEEPEST) return Number.POSITIVE_INFINITY;
    counted.set(id, 0);
    let sum = part.elements;
    for (const used of part.uses) sum += count(used, depth + 1);
    counted.set(id, sum);
    return sum;
  };
  return count('', 0);
}
