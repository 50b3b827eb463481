import { isWithinSvg, type SvgToken, svgEntities, svgTagName, svgTokens } from '../../model/svg-text.ts';

/** Elements that act or hold what acts. */
const ACTIVE = new Set(['script', 'handler', 'listener', 'iframe', 'object', 'embed', 'audio', 'video']);

/** An attribute that acts. */
const HANDLER = /\s(?:[\w-]+:)?on[a-z]+\s*=\s*(?:"[^"]*"|'[^']*')/gi;

/** What an element leads to, or is made of, and an animation of that. */
const TARGET = /\s(?:xlink:)?href\s*=\s*(?:"([^"]*)"|'([^']*)')/gi;
const CHANGED_TARGET = /\sattributeName\s*=\s*["']\s*(?:xlink:)?href\s*["']/gi;

/** Links that a reader may follow. */
const LINK = /^\s*(?:https?:|mailto:|#)/i;

/** What a style sheet would fetch, closed or, as readers take it too, not (CSS Syntax 3, 4.3.6). */
const FETCHED = /@import[^;]*;?|url\(\s*(?!["']?(?:#|data:))(?:"[^"<>]*"|'[^'<>]*'|[^)"'>]*)\s*\)?/gi;

/**
 * An SVG as a stranger's reader may have it: without script and what it would fetch, and without a document type, which EPUB
 * forbids where it names another file (EPUB 3.3, 3.4) and drawing programs write into every file. What it declares is written
 * out, as it would be missed.
 */
export function safeSvg(svg: string): string {
  const tokens = svgTokens(svg);
  const entities = svgEntities(tokens);
  const safe: string[] = [];
  let skipped = 0;
  for (const token of tokens) {
    if (token.kind === 'tag' && ACTIVE.has(svgTagName(endless(token)).toLowerCase())) {
      skipped = depthBehind(token, skipped);
      continue;
    }
    if (skipped > 0 || token.kind === 'doctype') continue;
    safe.push(written(token, entities));
  }
  return safe.join('');
}

/** An end tag as if it were one that begins. */
function endless(token: SvgToken): SvgToken {
  return { ...token, source: token.source.replace(/^<\//, '<') };
}

function depthBehind({ source }: SvgToken, depth: number): number {
  if (source.startsWith('</')) return Math.max(0, depth - 1);
  return source.endsWith('/>') ? depth : depth + 1;
}

function written({ kind, source }: SvgToken, entities: ReadonlyMap<string, string>): string {
  if (kind === 'comment' || kind === 'instruction') return source;
  const whole = source.replace(/&([\w.-]+);/g, (reference, name: string) => entities.get(name) ?? reference);
  if (kind === 'tag') return safeTag({ kind, source: whole });
  return whole.replace(FETCHED, (found) => (found.startsWith('@') ? '' : 'none'));
}

function safeTag(tag: SvgToken): string {
  const isLink = svgTagName(tag) === 'a';
  return tag.source
    .replace(HANDLER, '')
    .replace(TARGET, (attribute, double: string | undefined, single: string | undefined) => {
      const target = double ?? single ?? '';
      return (isLink ? LINK.test(target) : isWithinSvg(target)) ? attribute : '';
    })
    .replace(CHANGED_TARGET, '')
    .replace(FETCHED, 'none');
}
