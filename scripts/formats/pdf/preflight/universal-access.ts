import { readDictionary, readText, referredObject } from '../pdf-syntax.ts';
import { unmarkedRuns } from '../tags/unmarked-runs.ts';
import { fontsOf } from './font-faults.ts';
import type { PageObject, PdfReader } from './pdf-reader.ts';
import { metadataOf } from './standard-items.ts';
import { attribute, STANDARD_TYPES, type StructureElement, structureOf } from './structure-reader.ts';

/** What a file lacks for those who hear it: a message with the number of the Matterhorn Protocol 1.02 where it has one. */
export interface AccessFault {
  readonly message: string;
  /** Index of the page; absent for the whole file. */
  readonly page?: number;
}

/**
 * Whether a file is for the screen, not for the press: it claims no PDF/X, and its pages have neither bleed nor marks.
 * Only such files are held to PDF/UA.
 */
export function isForScreen(reader: PdfReader, pages: readonly PageObject[], claimed: unknown): boolean {
  const isWhole = ({ entries }: PageObject): boolean => {
    const media = reader.array(entries.get('MediaBox')).map(Number);
    const trim = reader.array(entries.get('TrimBox')).map(Number);
    return trim.length === 0 || trim.every((side, index) => Math.abs(side - (media[index] ?? 0)) < 0.1);
  };
  return claimed === undefined && pages.every(isWhole);
}

/**
 * Examines a file by what a program can find of PDF/UA-1 (ISO 14289-1).
 * @param hasMarkedContents whether nothing can be drawn unmarked, so that contents need not be read
 */
export function accessFaults(
  reader: PdfReader,
  pages: readonly PageObject[],
  hasMarkedContents = false,
): readonly AccessFault[] {
  const elements = structureOf(reader);
  const indices = new Map(pages.map(({ object }, index) => [object, index]));
  const faults: AccessFault[] = [...documentFaults(reader, elements)];
  // Without tags all that follows would be told of every page.
  if (elements.length === 0) return faults;
  const add = (message: string, element: StructureElement): void => {
    const page = element.page === undefined ? undefined : indices.get(element.page);
    faults.push(page === undefined ? { message } : { message, page });
  };
  examineElements(reader, elements, add);
  examineHeadings(elements, add);
  faults.push(...annotationFaults(reader, pages, elements));
  if (!hasMarkedContents) faults.push(...contentFaults(reader, pages));
  for (const { hasUnicode, page } of fontsOf(reader, pages))
    if (!hasUnicode) faults.push({ message: 'A font whose characters are not told (31-027)', page });
  return faults;
}

/** What stands in the catalog: tags (7.1), metadata (06), title (07), language (11). */
function documentFaults(reader: PdfReader, elements: readonly StructureElement[]): readonly AccessFault[] {
  const root = reader.dictionary(reader.trailer.get('Root'));
  const mark = reader.dictionary(root.get('MarkInfo'));
  const metadata = metadataOf(reader);
  const lacks = metadata === '';
  const isShown = reader.dictionary(root.get('ViewerPreferences')).get('DisplayDocTitle') === 'true';
  const checks: readonly (readonly [ok: boolean, message: string])[] = [
    [mark.get('Marked') === 'true', 'A file that does not say it is tagged (7.1)'],
    [elements.length > 0, 'No structure tree (7.1)'],
    [mark.get('Suspects') !== 'true', 'Tags that are marked as suspect (01-007)'],
    [!lacks, 'No metadata in XMP (06-001)'],
    [lacks || /pdfuaid:part(>|=")1/.test(metadata), 'A file that does not say it is PDF/UA-1 (06-002)'],
    [lacks || /<dc:title>[\s\S]*?<rdf:li[^>]*>[^<]/.test(metadata), 'No title in the metadata (06-003)'],
    [isShown, 'A title that is not shown in the window (07-001)'],
    [isLanguage(reader.resolve(root.get('Lang'))), 'No language of the document (11-006)'],
  ];
  return checks.flatMap(([ok, message]) => (ok ? [] : [{ message }]));
}

/** A tag of RFC 5646, as far as its shape shows. */
function isLanguage(value: string): boolean {
  return /^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i.test(readText(value));
}

type Add = (message: string, element: StructureElement) => void;

/** Types that only stand in certain others, and what those are (ISO 32000-1, tables 336 to 338). */
const PARENTS: Readonly<Record<string, readonly [parents: string, checkpoint: string]>> = {
  TR: ['Table THead TBody TFoot', '09-004'],
  TH: ['TR', '09-004'],
  TD: ['TR', '09-004'],
  THead: ['Table', '09-004'],
  TBody: ['Table', '09-004'],
  TFoot: ['Table', '09-004'],
  LI: ['L', '09-005'],
  LBody: ['LI', '09-005'],
  TOCI: ['TOC', '09-006'],
  RB: ['Ruby', '09-007'],
  RT: ['Ruby', '09-007'],
  RP: ['Ruby', '09-007'],
  WT: ['Warichu', '09-008'],
  WP: ['Warichu', '09-008'],
};

/** Types in which only certain others stand. */
const CHILDREN: Readonly<Record<string, readonly [children: string, checkpoint: string]>> = {
  Table: ['TR THead TBody TFoot Caption', '09-004'],
  TR: ['TH TD', '09-004'],
  L: ['L LI Caption', '09-005'],
  LI: ['Lbl LBody', '09-005'],
  Ruby: ['RB RT RP', '09-007'],
};

/** Single elements: types (02), nesting (09), alternative texts (13, 17), heads of tables (15), notes (19). */
function examineElements(reader: PdfReader, elements: readonly StructureElement[], add: Add): void {
  const ids = new Set<string>();
  for (const element of elements) {
    const { type, ownType, parent, kids, entries } = element;
    if (!STANDARD_TYPES.has(type))
      add(`The structure type \`${ownType}\`, which no reader knows (02-001)`, element);
    const [parents, above] = PARENTS[type] ?? [];
    if (parents !== undefined && !parents.split(' ').includes(parent?.type ?? ''))
      add(`\`${type}\` in \`${parent?.type ?? 'nothing'}\` (${above})`, element);
    const [children, below] = CHILDREN[type] ?? [];
    const stray = children && kids.find((kid) => !children.split(' ').includes(kid.type));
    if (stray) add(`\`${stray.type}\` in \`${type}\` (${below})`, element);
    const isDescribed = readText(entries.get('Alt')) !== '' || entries.has('ActualText');
    if (type === 'Figure' && !isDescribed) add('A figure without alternative text (13-004)', element);
    if (type === 'Formula' && !isDescribed) add('A formula without alternative text (17-002)', element);
    if (type === 'TH' && attribute(reader, element, 'Scope') === undefined)
      add('The head of a column or row without `Scope` (15-003)', element);
    if (entries.has('Lang') && !isLanguage(entries.get('Lang') ?? ''))
      add('A language that is none (11-001)', element);
    if (type !== 'Note') continue;
    const id = entries.get('ID');
    if (id === undefined) add('A note without an id (19-003)', element);
    else if (ids.has(id)) add('Two notes of the same id (19-004)', element);
    else ids.add(id);
  }
}

/** Levels of headings (7.4): the first is 1, none is left out on the way down, and none is without a level. */
function examineHeadings(elements: readonly StructureElement[], add: Add): void {
  let before = 0;
  for (const element of elements) {
    if (element.type === 'H') add('A heading without a level (14-006)', element);
    const level = Number(/^H([1-6])$/.exec(element.type)?.[1] ?? 0);
    if (level === 0) continue;
    if (before === 0 && level > 1) add('A first heading that is not of level 1 (14-002)', element);
    else if (level > before + 1) add('A level of headings that is left out (14-003)', element);
    before = level;
  }
}

/** Links and other annotations (7.18): in the structure, described, reached in the order of the structure. */
function annotationFaults(
  reader: PdfReader,
  pages: readonly PageObject[],
  elements: readonly StructureElement[],
): readonly AccessFault[] {
  const types = new Map(elements.flatMap(({ objects, type }) => objects.map((object) => [object, type])));
  const faults: AccessFault[] = [];
  pages.forEach(({ entries }, page) => {
    const annotations = reader.array(entries.get('Annots'));
    if (annotations.length > 0 && entries.get('Tabs') !== '/S')
      faults.push({ message: 'Links that are not reached in the order of the structure (28-009)', page });
    for (const value of annotations) {
      const annotation = reader.dictionary(value);
      const type = types.get(referredObject(value) ?? 0);
      if (annotation.get('Subtype') !== '/Link') {
        if (type === undefined)
          faults.push({ message: 'An annotation outside the structure (28-002)', page });
        continue;
      }
      if (type !== 'Link') faults.push({ message: 'A link outside the structure (28-011)', page });
      if (readText(reader.resolve(annotation.get('Contents'))) === '')
        faults.push({ message: 'A link that is not described (28-012)', page });
    }
  });
  return faults;
}

/** Whatever a page draws is in the structure or an artifact (7.1). */
function contentFaults(reader: PdfReader, pages: readonly PageObject[]): readonly AccessFault[] {
  return pages.flatMap(({ entries }, page) => {
    const contents = entries.get('Contents');
    const streams = reader.resolve(contents).startsWith('[') ? reader.array(contents) : [contents];
    const text = streams
      .map((stream) => referredObject(stream))
      .map((stream) => (stream === undefined ? '' : Buffer.from(reader.unpacked(stream)).toString('latin1')))
      .join('\n');
    const forms = reader.dictionary(reader.dictionary(entries.get('Resources')).get('XObject'));
    const isMarked = (name: string): boolean => {
      const object = referredObject(forms.get(name.slice(1)));
      if (object === undefined) return false;
      if (readDictionary(reader.object(object).source).get('Subtype') !== '/Form') return false;
      return /\bBDC\b/.test(Buffer.from(reader.unpacked(object)).toString('latin1'));
    };
    if (unmarkedRuns(text, isMarked).length === 0) return [];
    return [{ message: 'Something drawn that is neither in the structure nor an artifact (01-005)', page }];
  });
}
