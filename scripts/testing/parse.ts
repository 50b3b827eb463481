import type { Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import { type ParsedMarkdown, type ParseOptions, parseMarkdown } from '../markdown/parse-markdown.ts';
import { type Diagnostic, formatPlace } from '../model/diagnostic.ts';
import { SKIP, visit } from '../model/visit.ts';

/**
 * Reads Markdown as the file `a.md`.
 * @param options names of extensions that are off, or all options
 */
export function parse(text: string, options: readonly string[] | ParseOptions = []): ParsedMarkdown {
  return parseMarkdown({ path: 'a.md', text }, isList(options) ? switchedOff(options) : options);
}

function isList(options: readonly string[] | ParseOptions): options is readonly string[] {
  return Array.isArray(options);
}

/** Options that switch off the extensions of these names. */
export function switchedOff(names: readonly string[]): ParseOptions {
  return { extensions: Object.fromEntries(names.map((name) => [name, false])) };
}

/** HTML of Markdown, `data-source` left out. */
export function htmlOf(text: string, options: readonly string[] | ParseOptions = []): string {
  return toHtml(parse(text, options).content).replace(/ data-source="[^"]*"/g, '');
}

/** HTML in one spelling, without the line ends between blocks, which say nothing. */
export function normalHtml(html: string): string {
  const tree: Root = fromHtml(html.trim(), { fragment: true });
  visit(tree, (node, index, parent) => {
    if (node.type === 'element' && node.tagName === 'pre') return SKIP;
    if (node.type !== 'text' || parent === undefined || index === undefined) return;
    node.value = node.value.replace(/^\s*\n\s*$/, '');
  });
  return toHtml(tree).trim();
}

/** What was reported, one `severity ruleId file:line:column` each. */
export function told(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ severity, ruleId, place }) =>
    [severity, ruleId, place === undefined ? '' : formatPlace(place)].join(' ').trim(),
  );
}
