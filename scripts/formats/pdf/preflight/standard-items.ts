import type { ClaimedStandard, StandardItem } from '../../../model/preflight.ts';
import { readDictionary, referredObject } from '../pdf-syntax.ts';
import { boxesOf } from './examine-page.ts';
import { isWithin, overlaps } from './matrix.ts';
import type { PageObject, PdfReader } from './pdf-reader.ts';

/** Components of the profile of the output intent; `undefined` without one. */
export interface OutputIntent {
  readonly components: number | undefined;
  readonly identifier: boolean;
  readonly count: number;
}

/** Metadata in XMP, as text; empty when there is none. */
export function metadataOf(reader: PdfReader): string {
  const root = reader.dictionary(reader.trailer.get('Root'));
  const object = referredObject(root.get('Metadata'));
  if (object === undefined) return '';
  try {
    return Buffer.from(reader.unpacked(object)).toString('utf8');
  } catch {
    return '';
  }
}

/** The standard that a file names, in the document information or in its metadata. */
export function claimedStandard(reader: PdfReader, metadata: string): ClaimedStandard {
  const information = reader.dictionary(reader.trailer.get('Info'));
  if (reader.resolve(information.get('GTS_PDFXConformance')) === '(PDF/X-1a:2001)') return 'x-1a';
  return /GTS_PDFXVersion>PDF\/X-4</.test(metadata) ? 'x-4' : undefined;
}

/** The output intent for PDF/X. */
export function outputIntent(reader: PdfReader): OutputIntent {
  const root = reader.dictionary(reader.trailer.get('Root'));
  const intents = reader
    .array(root.get('OutputIntents'))
    .map((one) => reader.dictionary(one))
    .filter((one) => one.get('S') === '/GTS_PDFX');
  const profile = referredObject(intents[0]?.get('DestOutputProfile'));
  return {
    components: profile === undefined ? undefined : profileComponents(reader, profile),
    identifier: intents[0]?.has('OutputConditionIdentifier') ?? false,
    count: intents.length,
  };
}

/** Components of a profile that is one of a printer (ISO 15076-1, 7.2), and that its stream says too. */
function profileComponents(reader: PdfReader, object: number): number | undefined {
  try {
    const head = Buffer.from(reader.unpacked(object)).toString('latin1', 0, 40);
    if (head.slice(36) !== 'acsp' || head.slice(12, 16) !== 'prtr') return undefined;
    const components = { GRAY: 1, 'RGB ': 3, CMYK: 4 }[head.slice(16, 20)];
    const said = reader.resolve(readDictionary(reader.object(object).source).get('N'));
    return String(components) === said ? components : undefined;
  } catch {
    return undefined;
  }
}

/** What PDF/X asks for of a file as a whole (ISO 15930-1, 6; ISO 15930-7, 6); its pages are examined by themselves. */
export function standardItems(
  reader: PdfReader,
  bytes: Uint8Array,
  pages: readonly PageObject[],
  metadata: string,
  standard: Exclude<ClaimedStandard, undefined>,
): readonly StandardItem[] {
  const version = /^%PDF-(\d\.\d)/.exec(Buffer.from(bytes.subarray(0, 12)).toString('latin1'))?.[1] ?? '';
  const information = reader.dictionary(reader.trailer.get('Info'));
  const root = reader.dictionary(reader.trailer.get('Root'));
  const intent = outputIntent(reader);
  const has = (key: string): boolean => reader.resolve(information.get(key)) !== 'null';
  const isX4 = standard === 'x-4';
  const names = reader.dictionary(root.get('Names'));
  return [
    {
      item: `the version is ${isX4 ? '1.6' : '1.3'}`,
      ok: isX4 ? version <= '1.6' && version !== '' : version <= '1.4',
    },
    { item: 'one output intent for PDF/X', ok: intent.count === 1 && intent.identifier },
    { item: 'the profile of a printer in the output intent', ok: intent.components !== undefined },
    { item: 'a title', ok: has('Title') && (!isX4 || /<dc:title>/.test(metadata)) },
    {
      item: 'dates of creation and change',
      ok:
        has('CreationDate') &&
        has('ModDate') &&
        (!isX4 || (/<xmp:CreateDate>/.test(metadata) && /<xmp:ModifyDate>/.test(metadata))),
    },
    { item: 'metadata in XMP', ok: !isX4 || metadata !== '' },
    {
      item: 'whether it is trapped',
      ok:
        ['/True', '/False'].includes(reader.resolve(information.get('Trapped'))) &&
        (!isX4 || /<pdf:Trapped>(True|False)</.test(metadata)),
    },
    { item: 'an identifier', ok: reader.array(reader.trailer.get('ID')).length === 2 },
    { item: 'no encryption', ok: !reader.trailer.has('Encrypt') },
    {
      item: 'no scripts and actions',
      ok: !['OpenAction', 'AA', 'AcroForm'].some((key) => root.has(key)) && !names.has('JavaScript'),
    },
    { item: 'no files in the file', ok: !names.has('EmbeddedFiles') },
    { item: 'no annotations on pages', ok: pages.every((page) => hasFreePage(reader, page)) },
  ];
}

/** Whether all annotations of a page stand outside its bleed; marks and traps may stand anywhere. */
function hasFreePage(reader: PdfReader, page: PageObject): boolean {
  const boxes = boxesOf(reader, page);
  const bleed = boxes.BleedBox ?? boxes.TrimBox ?? boxes.MediaBox;
  return reader.array(page.entries.get('Annots')).every((annotation) => {
    const entries = reader.dictionary(annotation);
    if (['/PrinterMark', '/TrapNet'].includes(entries.get('Subtype') ?? '')) return true;
    const [left = 0, bottom = 0, right = 0, top = 0] = reader.array(entries.get('Rect')).map(Number);
    return bleed === undefined || !overlaps([left, bottom, right, top], bleed);
  });
}

/** What is wrong with a page's boxes (ISO 15930-7, 6.14): trim within bleed within media, to a tenth of a point. */
export function boxFault(reader: PdfReader, page: PageObject): string | undefined {
  const {
    MediaBox: media,
    BleedBox: bleed,
    TrimBox: trim,
    ArtBox: art,
    CropBox: crop,
  } = boxesOf(reader, page);
  if (media === undefined) return 'No MediaBox';
  if (trim === undefined && art === undefined) return 'No TrimBox';
  if (trim !== undefined && art !== undefined) return 'Both a TrimBox and an ArtBox';
  const inner = trim ?? art ?? media;
  if (bleed !== undefined && !isWithin(bleed, media, 0.1)) return 'A BleedBox that leaves the MediaBox';
  if (!isWithin(inner, bleed ?? media, 0.1))
    return `A TrimBox that leaves the ${bleed ? 'BleedBox' : 'MediaBox'}`;
  if (crop !== undefined && !isWithin(inner, crop, 0.1)) return 'A CropBox that cuts into the TrimBox';
  return undefined;
}
