import type { FontReport } from '../../../model/preflight.ts';
import { type Dictionary, referredObject } from '../pdf-syntax.ts';
import type { PageObject, PdfReader } from './pdf-reader.ts';

/** Fonts that pages and their forms use, each once. */
export function fontsOf(reader: PdfReader, pages: readonly PageObject[]): readonly FontReport[] {
  const fonts = new Map<string, FontReport>();
  const seen = new Set<number>();
  const visit = (resources: Dictionary, page: number): void => {
    for (const font of reader.dictionary(resources.get('Font')).values()) {
      if (!fonts.has(font)) fonts.set(font, fontReport(reader, reader.dictionary(font), page));
    }
    for (const one of reader.dictionary(resources.get('XObject')).values()) {
      const object = referredObject(one);
      if (object === undefined || seen.has(object)) continue;
      seen.add(object);
      const entries = reader.dictionary(one);
      if (entries.get('Subtype') === '/Form') visit(reader.dictionary(entries.get('Resources')), page);
    }
  };
  pages.forEach(({ entries }, page) => {
    visit(reader.dictionary(entries.get('Resources')), page);
  });
  return [...fonts.values()];
}

function fontReport(reader: PdfReader, font: Dictionary, page: number): FontReport {
  const name = (reader.resolve(font.get('BaseFont') ?? font.get('Name')) || '').replace(/^\//, '');
  const [descendant] = reader.array(font.get('DescendantFonts'));
  const described = descendant === undefined ? font : reader.dictionary(descendant);
  const isType3 = font.get('Subtype') === '/Type3';
  const kind = isType3 ? 'Type3' : reader.resolve(described.get('Subtype')).slice(1);
  const descriptor = reader.dictionary(described.get('FontDescriptor'));
  const file = ['FontFile', 'FontFile2', 'FontFile3'].find((key) => descriptor.has(key));
  return {
    name,
    kind,
    embedded:
      kind === 'Type3' || reader.resolve(file === undefined ? undefined : descriptor.get(file)) !== 'null',
    subset: kind === 'Type3' || /^[A-Z]{6}\+/.test(name),
    hasUnicode: font.has('ToUnicode'),
    page,
  };
}

/** What is wrong with a font for the press; `undefined` when nothing is. */
export function fontFault({ kind, embedded, subset, name }: FontReport): string | undefined {
  if (kind === 'Type3') return `A font of type 3${name === 'null' || name === '' ? '' : `, \`${name}\``}`;
  if (!embedded) return `A font that is not embedded, \`${name}\``;
  return subset ? undefined : `A font that is embedded whole, \`${name}\``;
}
