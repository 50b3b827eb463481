/** Markdown extensions that book.yaml may switch off or on; the reader takes another list as a parameter. */
export const EXTENSION_NAMES: readonly string[] = [
  'admonition',
  'aozora-ruby',
  'breaks',
  'browser-lines',
  'code',
  'columns',
  'credits',
  'deck',
  'definition-list',
  'dialogue',
  'enumeration',
  'epigraph',
  'figure',
  'heading-id',
  'hidden-lines',
  'include',
  'keep',
  'link-attributes',
  'math',
  'merged-cells',
  'only',
  'reference',
  'ruby',
  'side-by-side',
  'span',
  'table-notes',
  'table-title',
  'verse',
];

/** Those that are off unless book.yaml switches them on. */
export const OPTIONAL_EXTENSION_NAMES: readonly string[] = ['aozora-ruby'];
