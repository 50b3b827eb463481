/** What a running head or a folio can say, by the names that templates use. */
export const PLACEHOLDERS = [
  'book',
  'author',
  'series',
  'number',
  'part',
  'chapter',
  'section',
  'subsection',
  'folio',
] as const;

/** One of {@link PLACEHOLDERS}. */
export type Placeholder = (typeof PLACEHOLDERS)[number];

/** A piece of a template. */
export type TemplatePiece =
  /** Set as it is. */
  | { readonly kind: 'text'; readonly text: string }
  /** `{section|chapter}`: the first of them that has a value on the page. */
  | { readonly kind: 'value'; readonly of: readonly Placeholder[] }
  /** `[・{section}]`: set only where every value in it is there. */
  | { readonly kind: 'group'; readonly pieces: readonly TemplatePiece[] };

/** What is printed around the type area, with places for what changes from page to page; empty for nothing. */
export type HeadTemplate = readonly TemplatePiece[];

/** A template, or what is wrong with its text. */
export type ParsedTemplate =
  | { readonly template: HeadTemplate }
  /** `part` is the offender as written; `unknown` says that it is a placeholder of no such name. */
  | { readonly fault: 'unknown' | 'unbalanced'; readonly part: string };

/** Reads a template as book.yaml writes it: `{name}`, `{name|name}` and `[…]` in a text. */
export function parseTemplate(text: string): ParsedTemplate {
  const outer: TemplatePiece[] = [];
  let group: TemplatePiece[] | undefined;
  for (const [token] of text.matchAll(/\{[^{}]*\}|[[\]{}]|[^[\]{}]+/g)) {
    if (token === '[' && group === undefined) group = [];
    else if (token === ']' && group !== undefined) {
      outer.push({ kind: 'group', pieces: group });
      group = undefined;
    } else if (/^[[\]{}]$/.test(token)) return { fault: 'unbalanced', part: token };
    else {
      const piece = pieceOf(token);
      if (piece === undefined) return { fault: 'unknown', part: token };
      (group ?? outer).push(piece);
    }
  }
  return group === undefined ? { template: outer } : { fault: 'unbalanced', part: '[' };
}

function pieceOf(token: string): TemplatePiece | undefined {
  if (!token.startsWith('{')) return { kind: 'text', text: token };
  const names = token
    .slice(1, -1)
    .split('|')
    .map((name) => name.trim());
  return names.every(isPlaceholder) ? { kind: 'value', of: names } : undefined;
}

function isPlaceholder(name: string): name is Placeholder {
  return (PLACEHOLDERS as readonly string[]).includes(name);
}

/** The values of one page; one that is absent or empty has no value there. */
export type TemplateValues = Readonly<Partial<Record<Placeholder, string>>>;

/**
 * A template with the values of one page: groups without all their values are left out, and so is the whole of a
 * template none of whose values is there.
 */
export function fillTemplate(template: HeadTemplate, values: TemplateValues): string {
  const slots = template.filter(({ kind }) => kind !== 'text');
  if (slots.length > 0 && slots.every((piece) => fillPiece(piece, values) === '')) return '';
  return template
    .map((piece) => fillPiece(piece, values))
    .join('')
    .trim();
}

function fillPiece(piece: TemplatePiece, values: TemplateValues): string {
  if (piece.kind === 'text') return piece.text;
  if (piece.kind === 'value')
    return piece.of.map((name) => values[name] ?? '').find((value) => value !== '') ?? '';
  const isWhole = piece.pieces.every((inner) => inner.kind === 'text' || fillPiece(inner, values) !== '');
  return isWhole ? piece.pieces.map((inner) => fillPiece(inner, values)).join('') : '';
}

/** The placeholders of a template, in their order. */
export function placeholdersOf(template: HeadTemplate): readonly Placeholder[] {
  return template.flatMap((piece): readonly Placeholder[] => {
    if (piece.kind === 'text') return [];
    return piece.kind === 'value' ? piece.of : placeholdersOf(piece.pieces);
  });
}

/** The text that a template sets beside its values. */
export function literalsOf(template: HeadTemplate): string {
  return template
    .map((piece) =>
      piece.kind === 'text' ? piece.text : piece.kind === 'group' ? literalsOf(piece.pieces) : '',
    )
    .join('');
}
