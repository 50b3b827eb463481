/** Markdown extensions that book.yaml may switch off; the reader takes another list as a parameter. */
export const EXTENSION_NAMES: readonly string[] = [
  'deck',
  'figure',
  'credits',
  'enumeration',
  'heading-id',
  'reference',
  'table-title',
];
