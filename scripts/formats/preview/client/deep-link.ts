/** Where the address asks to go. */
export type Target =
  | { readonly kind: 'page'; readonly label: string }
  | { readonly kind: 'source'; readonly file: string; readonly line: number };

/** Reads `#page=iv` or `#source=manuscript/01.md:12` (a column may follow); `undefined` for anything else. */
export function parseTarget(hash: string): Target | undefined {
  const found = /^#(page|source)=(.+)$/.exec(hash);
  const text = decode(found?.[2] ?? '');
  if (found === null || text === '') return undefined;
  if (found[1] === 'page') return { kind: 'page', label: text };
  const place = parseSource(text);
  return place === undefined ? undefined : { kind: 'source', ...place };
}

/** Reads `file:line`, `file:line:column`: the form of `data-source` and of diagnostics. */
export function parseSource(text: string): { readonly file: string; readonly line: number } | undefined {
  const found = /^(.+?):(\d+)(?::\d+)?$/.exec(text);
  return found === null ? undefined : { file: found[1] ?? '', line: Number(found[2]) };
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
