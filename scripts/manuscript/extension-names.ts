/** Markdown extensions that book.yaml may switch off; the reader takes another list as a parameter. */
export const EXTENSION_NAMES: readonly string[] = [
  'admonition',
  'breaks',
  'columns',
  'credits',
  'deck',
  'definition-list',
  'dialogue',
  'enumeration',
  'epigraph',
  'figure',
  'heading-id',
  'keep',
  'reference',
  'side-by-side',
  'table-title',
  'verse',
];
