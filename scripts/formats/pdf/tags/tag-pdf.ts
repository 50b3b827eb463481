import type { PdfFile } from '../pdf-file.ts';
import { nameText, readArray, readDictionary, referredObject, textString } from '../pdf-syntax.ts';
import { markArtifacts } from './mark-artifacts.ts';
import { mendStructure } from './mend-structure.ts';

/**
 * Completes what Chromium writes for those who hear a file or let it reflow, as PDF/UA-1 asks for (ISO 14289-1).
 * @param titles what stands where links lead, by their fragments
 * @param bookTitle describes a link that leads to nothing that could be said
 */
export async function tagPdf(
  file: PdfFile,
  { root, pages }: { readonly root: number; readonly pages: readonly number[] },
  titles: ReadonlyMap<string, string>,
  bookTitle: string,
): Promise<void> {
  mendStructure(file, root);
  await markArtifacts(file, pages);
  for (const page of pages) {
    for (const link of readArray(file.dictionary(page).get('Annots') ?? '[]'))
      describeLink(file, referredObject(link), titles, bookTitle);
  }
}

/** Says in words where a link leads (7.18.5): the text there, or an address. */
function describeLink(
  file: PdfFile,
  number: number | undefined,
  titles: ReadonlyMap<string, string>,
  fallback: string,
): void {
  if (number === undefined) return;
  const entries = file.dictionary(number);
  if (entries.get('Subtype') !== '/Link' || entries.has('Contents')) return;
  const action = entries.get('A');
  const address = action?.startsWith('<<') ? readDictionary(action).get('URI') : undefined;
  const place = entries.get('Dest');
  const title = place?.startsWith('/') ? titles.get(nameText(place)) : undefined;
  file.update(number, { Contents: address ?? textString(title || fallback) });
}
