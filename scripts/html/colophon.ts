import type { Edition } from '../model/edition.ts';
import type { PageGeometry } from '../model/geometry.ts';
import { isIsbn } from '../model/isbn.ts';
import { CONTRIBUTOR_ROLES, type ContributorRole, type Metadata } from '../model/metadata.ts';
import { COLOPHON_LABELS, type ColophonField, type ColophonLabels } from './colophon-labels.ts';
import { LABELS } from './labels.ts';

/** A line of the colophon. */
interface ColophonLine {
  readonly label: string;
  readonly value: string;
  /** Value of `data-page-count`: what a number that follows from the pages is counted by. */
  readonly pageCount?: string;
  /** Behind that number. */
  readonly unit?: string;
}

/** The colophon as its template shows it (G02–G04): only what book.yaml gives and what follows from it. */
export interface ColophonView {
  readonly fields: readonly ColophonLine[];
  /** Between rules, which would have nothing between them otherwise. */
  readonly hasFields: boolean;
  /** Set where the title is no line among the others. */
  readonly subtitleBelow?: string;
  readonly rightsAbove?: string;
  readonly rightsBelow?: string;
  /** Cataloguing data; empty for none. */
  readonly cip: readonly string[];
  readonly hasCip: boolean;
}

/** One line a role: who did it, in the order of book.yaml. */
export function creditsOf(
  metadata: Metadata,
  role: ContributorRole,
): readonly { label: string; names: string }[] {
  const labels = LABELS[metadata.language];
  const names = metadata.contributors.filter((person) => person.role === role).map((person) => person.name);
  return names.length === 0 ? [] : [{ label: labels.roles[role], names: names.join(labels.nameSeparator) }];
}

/** The colophon of a book, for one of its editions where that is known: an EPUB has neither size nor sheets. */
export function colophonView(metadata: Metadata, edition: Edition | undefined): ColophonView {
  const labels = COLOPHON_LABELS[metadata.language];
  const lines = linesOf(metadata, labels, edition?.format === 'pdf' ? edition.page : undefined);
  const fields = labels.order.flatMap((name): readonly ColophonLine[] => {
    if (isRole(name)) return creditsOf(metadata, name).map(({ label, names }) => ({ label, value: names }));
    const line = lines[name];
    return line === undefined || (line.value === '' && line.pageCount === undefined) ? [] : [line];
  });
  const { rights, subtitle, publication } = metadata;
  const cip = publication?.cip ?? [];
  const isAbove = labels.rightsAbove && cip.length > 0;
  return {
    fields,
    hasFields: fields.length > 0,
    cip,
    hasCip: cip.length > 0,
    ...(rights !== undefined && (isAbove ? { rightsAbove: rights } : { rightsBelow: rights })),
    ...(subtitle !== undefined && !labels.order.includes('subtitle') && { subtitleBelow: subtitle }),
  };
}

function isRole(name: string): name is ContributorRole {
  return (CONTRIBUTOR_ROLES as readonly string[]).includes(name);
}

function linesOf(
  metadata: Metadata,
  labels: ColophonLabels,
  page: PageGeometry | undefined,
): Readonly<Partial<Record<ColophonField, ColophonLine>>> {
  const { series, identifier, publication = {} } = metadata;
  const number =
    series?.number === undefined ? '' : `　${LABELS[metadata.language].seriesNumber(series.number)}`;
  const texts: Partial<Record<ColophonField, string | undefined>> = {
    title: metadata.title,
    subtitle: metadata.subtitle,
    series: series && `${series.title}${number}`,
    publisher: metadata.publisher,
    license: publication.license,
    address: publication.address,
    contact: publication.contact,
    website: publication.website,
    distributor: publication.distributor,
    printer: publication.printer,
    binder: publication.binder,
    copies:
      publication.copies && `${publication.copies}${/\d$/.test(publication.copies) ? labels.copiesOf : ''}`,
    price: publication.price,
    ...impression(metadata, labels),
  };
  const lines: Partial<Record<ColophonField, ColophonLine>> = {};
  for (const [name, value] of Object.entries(texts) as [ColophonField, string | undefined][])
    if (value !== undefined) lines[name] = { label: labels[name], value };
  if (identifier !== undefined) lines.identifier = identifierLine(identifier, labels);
  return { ...lines, ...countedLines(metadata, labels, page) };
}

/** Edition, printing and date; what the author wrote in words stands instead of numbers. */
function impression(metadata: Metadata, labels: ColophonLabels): Partial<Record<ColophonField, string>> {
  const { date: iso, editionStatement, publication = {} } = metadata;
  const { editionNumber, printingNumber, printingDate } = publication;
  const date = dateOf(iso, labels);
  const found = labels.impressionOf({
    ...(editionStatement === undefined && editionNumber !== undefined && { edition: editionNumber }),
    ...(printingNumber !== undefined && { printing: printingNumber }),
    date,
    printingDate: printingDate === undefined ? date : dateOf(printingDate, labels),
  });
  return { ...found, ...(editionStatement !== undefined && { edition: editionStatement }) };
}

function dateOf(iso: string | undefined, labels: ColophonLabels): string {
  const [year = '', month = '', day = ''] = (iso ?? '').split('-');
  return year === '' ? '' : labels.dateOf(year, month, day);
}

function identifierLine(identifier: string, labels: ColophonLabels): ColophonLine {
  if (!isIsbn(identifier)) return { label: labels.identifier, value: identifier };
  const number = identifier.replace(/^(?:urn:)?isbn[:\s]*/i, '');
  return { label: labels.isbn, value: labels.isbnPrefixed ? `ISBN ${number}` : number };
}

/** Size, 印张 and 字数 of a printed edition: pages ÷ 开数, and characters of full pages as printers count them. */
function countedLines(
  { publication }: Metadata,
  labels: ColophonLabels,
  page: PageGeometry | undefined,
): Partial<Record<ColophonField, ColophonLine>> {
  if (publication === undefined) return {};
  const { words, paper } = publication;
  const given =
    words === undefined
      ? {}
      : { words: { label: labels.words, value: `${Math.round(words / 1000)}${labels.thousands}` } };
  if (page === undefined) return given;
  const { widthMm, heightMm } = page.trim;
  const leaves = publication.leavesPerSheet ?? usualLeaves(widthMm * heightMm);
  const perPage = page.charactersPerLine * page.linesPerPage;
  return {
    size: { label: labels.size, value: `${widthMm}mm×${heightMm}mm` },
    ...(paper !== undefined && {
      paper: { label: labels.paper, value: leaves === undefined ? paper : `${paper}　1/${leaves}` },
    }),
    ...(leaves !== undefined && {
      sheets: { label: labels.sheets, value: '', pageCount: `${1 / leaves} 3` },
    }),
    words: { label: labels.words, value: '', pageCount: `${perPage / 1000} 0`, unit: labels.thousands },
    ...given,
  };
}

/** A sheet of the usual papers (787×1092, 850×1168, 890×1240 mm) gives so many leaves, where that is plain. */
function usualLeaves(areaMm2: number): number | undefined {
  const exact = Math.log2((850 * 1168) / areaMm2);
  const power = Math.round(exact);
  return Math.abs(exact - power) <= 0.38 && power >= 2 && power <= 7 ? 2 ** power : undefined;
}
