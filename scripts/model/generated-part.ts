/** Parts that Banxin makes from metadata, each from the template of the same name in templates/html/. */
export const GENERATED_PARTS = [
  'cover',
  'half-title',
  'title-page',
  'colophon',
  'contents',
  'list-of-figures',
  'list-of-tables',
  'list-of-listings',
  'references',
  'index',
] as const;

/** One of {@link GENERATED_PARTS}. */
export type GeneratedPart = (typeof GENERATED_PARTS)[number];
