import type { Pagination } from '../../../model/pagination.ts';
import type { Press } from '../../../model/press.ts';
import type { FormatInput } from '../../format.ts';
import type { RenderedBook } from '../../pages/render-book.ts';
import type { PressInput } from './press-pdf.ts';
import { printingCondition } from './profiles.ts';

/** What is to be known of pages in a tab. */
interface DrawnPages extends Pick<RenderedBook, 'inks' | 'cmyk'> {
  readonly pagination: Pick<Pagination, 'pages'>;
}

/** Reads what the press step of an edition needs: the profile, the theme's inks, the letters of the slug line. */
export async function pressInput(
  { manuscript, edition, read, readBytes, outlines }: FormatInput,
  press: Press,
  { pagination: { pages }, inks, cmyk }: DrawnPages,
): Promise<PressInput> {
  const needsCondition = press.color !== 'rgb' || press.standard !== 'none';
  const condition = needsCondition
    ? await printingCondition(press, { text: read, bytes: readBytes })
    : undefined;
  const date = manuscript.modified.toISOString().slice(0, 10);
  const name = `${manuscript.name}-${edition.name}.pdf`;
  const made = condition?.identifier ?? '';
  const file = `${name}   ${date}   ${press.color.toUpperCase()} ${made}   `;
  const page = (index: number): string => {
    const label = pages[index]?.label ?? '';
    const folio = label === '' || label === String(index + 1) ? '' : ` (${label})`;
    return `${index + 1}${folio}/${pages.length}`;
  };
  const all = press.marks.includes('slug') ? [file, ...pages.map((_, index) => page(index))].join('') : '';
  return {
    press,
    condition,
    inks,
    cmyk,
    slug: { file, page, outlines: all === '' ? new Map() : await outlines(new Set(all)) },
  };
}
