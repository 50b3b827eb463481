import type { Target } from '../messages.ts';

/**
 * Reads where an address asks to go: `?source=manuscript/01.md:12` (a column may follow), `#source=…`, `#page=iv`, or
 * any other fragment as an id of the book; `undefined` for an address that asks nothing.
 */
export function parseTarget(hash: string, query = ''): Target | undefined {
  const source = new URLSearchParams(query).get('source');
  const asked = source === null ? undefined : parseSource(source);
  if (hash.length < 2) return asked === undefined ? undefined : { kind: 'source', ...asked };
  const found = /^#(page|source)=(.*)$/.exec(hash);
  const text = decode(found?.[2] ?? hash.slice(1));
  if (found === null) return { kind: 'id', id: text };
  if (text === '') return undefined;
  if (found[1] === 'page') return { kind: 'page', label: text };
  const place = parseSource(text);
  return place === undefined ? undefined : { kind: 'source', ...place };
}

/** Reads `file:line`, `file:line:column`: the form of `data-source` and of diagnostics. */
export function parseSource(text: string): { readonly file: string; readonly line: number } | undefined {
  const found = /^(.+?):(\d+)(?::\d+)?$/.exec(text);
  return found === null ? undefined : { file: found[1] ?? '', line: Number(found[2]) };
}

/** The URL that opens a place in the author's editor, from a template with `{file}`, `{line}` and `{column}`. */
export function editorUrl(template: string, source: string): string {
  const place = parseSource(source);
  const column = /:\d+:(\d+)$/.exec(source)?.[1] ?? '1';
  return template
    .replace('{file}', () => (place?.file ?? source).split('/').map(encodeURIComponent).join('/'))
    .replace('{line}', String(place?.line ?? 1))
    .replace('{column}', column);
}

/** Labels as typed: full-width digits and capitals (`１２`, `IV`) mean the same page. */
export function sameLabel(a: string, b: string): boolean {
  return plain(a) === plain(b);
}

function plain(label: string): string {
  return label.normalize('NFKC').trim().toLowerCase();
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
