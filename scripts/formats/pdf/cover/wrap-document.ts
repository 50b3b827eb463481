import type { Element, ElementContent, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { sanitize } from 'hast-util-sanitize';
import { h } from 'hastscript';
import { COLOPHON_LABELS } from '../../../html/colophon-labels.ts';
import { fillTemplate } from '../../../html/fill-template.ts';
import { metadataView } from '../../../html/generated-parts.ts';
import { htmlDocument } from '../../../html/page-document.ts';
import type { CoverPicture, CoverSetting } from '../../../model/cover.ts';
import { sheetPx } from '../../../model/geometry.ts';
import { isbn13, isIsbn } from '../../../model/isbn.ts';
import type { Metadata } from '../../../model/metadata.ts';
import { SCHEMA } from '../../../model/sanitize-schema.ts';
import { visit } from '../../../model/visit.ts';
import { barcode } from './barcode.ts';
import { spineTypeMm, type Wrap } from './wrap.ts';

/** What a cover is made of. */
export interface WrapInput {
  readonly wrap: Wrap;
  readonly setting: CoverSetting;
  readonly metadata: Metadata;
  /** Pictures that are there, by panel. */
  readonly pictures: Readonly<Partial<Record<CoverPicture, string>>>;
  readonly hasFrontText: boolean;
  /** Text of templates/html/cover-wrap.mustache. */
  readonly template: string;
  readonly css: string;
}

/** The document of a cover: its template filled and cleaned, then the bars of the ISBN put in. */
export async function wrapDocument(input: WrapInput): Promise<string> {
  const { wrap, metadata, setting } = input;
  const html = fillTemplate('templates/html/cover-wrap.mustache', input.template, viewOf(input));
  const content = sanitize(fromHtml(html, { fragment: true }), SCHEMA) as Root;
  const digits = isbn13(metadata.identifier ?? '');
  if (digits !== undefined) putBars(content, await barcode(digits, setting.addOn));
  const { writingMode } = wrap.geometry;
  const bound = writingMode === 'vertical' ? 'bound-right' : 'bound-left';
  const flaps = wrap.flapMm > 0 ? 'with-flaps' : 'without-flaps';
  const panels = h('div.cover-wrap', { className: [bound, flaps] }, content.children as ElementContent[]);
  const sheet = h('div.cover-sheet', h('div.cover-media', panels));
  return htmlDocument(metadata, writingMode, `${variables(input)}\n${input.css}`, [sheet]);
}

/** Bars stand wherever the template leaves room for them. */
function putBars(tree: Root, bars: Element): void {
  visit(tree, 'element', (element) => {
    const { className } = element.properties;
    if (Array.isArray(className) && className.includes('cover-barcode')) element.children = [bars];
  });
}

function viewOf({ metadata, setting, wrap, pictures, hasFrontText }: WrapInput): Record<string, unknown> {
  const { identifier, description, publication } = metadata;
  const hasIsbn = identifier !== undefined && isIsbn(identifier);
  const url = (path: string): string => path.split('/').map(encodeURIComponent).join('/');
  return {
    ...metadataView(metadata),
    pictures: Object.fromEntries(Object.entries(pictures).map(([name, path]) => [name, url(path)])),
    hasFrontText,
    hasSpineText: wrap.hasSpineText,
    blurb: paragraphs(description),
    isbn: hasIsbn ? identifier.replace(/^(?:urn:)?isbn[:\s]*/i, '') : undefined,
    price: publication?.price,
    priceLabel: COLOPHON_LABELS[metadata.language].price,
    hasFlaps: wrap.flapMm > 0,
    frontFlap: paragraphs(setting.flapTexts.front),
    backFlap: paragraphs(setting.flapTexts.back),
  };
}

function paragraphs(text = ''): readonly string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}

/** Lengths of the cover as custom properties; styles/formats/cover.css sets panels by them. */
function variables(input: WrapInput): string {
  const { geometry, pageWidthMm, spineMm, flapMm } = input.wrap;
  const { trim, bleedMm, marksMm } = geometry;
  const sheet = sheetPx(geometry);
  const lengths = {
    '--wrap-width': `${trim.widthMm}mm`,
    '--wrap-height': `${trim.heightMm}mm`,
    '--panel-width': `${pageWidthMm}mm`,
    '--spine-width': `${spineMm}mm`,
    '--spine-type': `${spineTypeMm(input.wrap, spineEms(input.metadata))}mm`,
    '--flap-width': `${flapMm}mm`,
    '--bleed': `${bleedMm}mm`,
    '--marks': `${marksMm}mm`,
    '--sheet-width': `${sheet.width}px`,
    '--sheet-height': `${sheet.height}px`,
  };
  const list = Object.entries(lengths).map(([name, value]) => `${name}: ${value};`);
  return `:root { ${list.join(' ')} }\n@page { size: ${sheet.width}px ${sheet.height}px; margin: 0; }`;
}

/** Title, then authors and publisher at seven tenths, and two ems between them (styles/formats/cover.css). */
function spineEms({ title, contributors, publisher = '' }: Metadata): number {
  const authors = contributors.filter(({ role }) => role === 'author').map(({ name }) => name);
  return ems(title) + 0.7 * (ems(authors.join('　')) + ems(publisher)) + 4;
}

/** Letters and digits are half as wide as others. */
function ems(text: string): number {
  return [...text].reduce((sum, character) => sum + (character < '\u{1100}' ? 0.6 : 1), 0);
}
