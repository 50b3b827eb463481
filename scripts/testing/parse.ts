import { toHtml } from 'hast-util-to-html';
import { type ParsedMarkdown, parseMarkdown } from '../markdown/parse-markdown.ts';
import { type Diagnostic, formatPlace } from '../model/diagnostic.ts';

/** Reads Markdown as the file `a.md`. */
export function parse(text: string, disabled: readonly string[] = []): ParsedMarkdown {
  return parseMarkdown({ path: 'a.md', text }, new Set(disabled));
}

/** HTML of Markdown, `data-source` left out. */
export function htmlOf(text: string, disabled: readonly string[] = []): string {
  return toHtml(parse(text, disabled).content).replace(/ data-source="[^"]*"/g, '');
}

/** What was reported, one `severity ruleId file:line:column` each. */
export function told(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ severity, ruleId, place }) =>
    [severity, ruleId, place === undefined ? '' : formatPlace(place)].join(' ').trim(),
  );
}
