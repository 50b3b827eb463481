import type { ReadBibtex } from './bibliography.ts';

/** Names of kinds that BibLaTeX gives beside the type, and CSL's types for them. */
const TYPES: Readonly<Record<string, string>> = {
  newspaper: 'article-newspaper',
  magazine: 'article-magazine',
};

/** Kinds that say no more than the type. */
const PLAIN_KINDS: ReadonlySet<unknown> = new Set(['phdthesis', 'mastersthesis', 'techreport', 'newspaper']);

/**
 * A reader of BibTeX and BibLaTeX. The library is loaded here and not before, since most books have none to read and it
 * takes a while.
 */
export async function loadBibtex(): Promise<ReadBibtex> {
  const [{ plugins }] = await Promise.all([
    import('@citation-js/core'),
    import('@citation-js/plugin-bibtex'),
  ]);
  const { input } = plugins;
  return (text) => {
    const written = input.chainLink(text, { generateGraph: false, forceType: '@biblatex/text' });
    const entries = (Array.isArray(written) ? written : [written]) as readonly WrittenEntry[];
    return input
      .chain(entries, { generateGraph: false, forceType: '@biblatex/entries+list' })
      .map((item, index) => completed(item, entries[index]));
  };
}

/** An entry as the library reads it. */
interface WrittenEntry {
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** What the library leaves out: numbers of standards and kinds of articles. */
function completed(
  item: Readonly<Record<string, unknown>>,
  written: WrittenEntry | undefined,
): Record<string, unknown> {
  const { genre, ...rest } = item;
  const number = written?.properties?.['number'];
  const type = typeof genre === 'string' ? TYPES[genre] : undefined;
  return {
    ...rest,
    ...(genre !== undefined && !PLAIN_KINDS.has(genre) && { genre }),
    ...(type !== undefined && { type }),
    ...(rest['type'] === 'standard' && typeof number === 'string' && { number }),
  };
}
