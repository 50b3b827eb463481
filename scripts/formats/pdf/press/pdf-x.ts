import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import type { PressStandard } from '../../../model/press.ts';
import type { PdfFile, PdfVersion } from '../pdf-file.ts';
import { readDictionary, referenceTo, textString, writeDictionary } from '../pdf-syntax.ts';
import type { PrintingCondition } from './profiles.ts';

const pack = promisify(deflate);

/** The registry of characterisations that output intents name. */
const REGISTRY = 'http://www.color.org';

/** Which version of PDF a standard is, and how files say that they are it. */
export const PDF_X: Readonly<
  Record<Exclude<PressStandard, 'none'>, { readonly version: PdfVersion; readonly name: string }>
> = {
  'x-4': { version: '1.6', name: 'PDF/X-4' },
  'x-1a': { version: '1.3', name: 'PDF/X-1:2001' },
};

/** What is said of a file in its metadata. */
export interface DocumentFacts {
  readonly title: string;
  readonly authors: readonly string[];
  readonly producer: string;
  readonly modified: Date;
}

/** Adds the output intent: the profile that the file was made for (ISO 32000-1, 14.11.5; ISO 15930-7, 6.2.2). */
export async function addOutputIntent(
  file: PdfFile,
  root: number,
  { identifier, condition, isRegistered, profile, components }: PrintingCondition,
): Promise<void> {
  const stream = file.add({
    source: writeDictionary([
      ['N', String(components)],
      ['Filter', '/FlateDecode'],
    ]),
    data: await pack(profile),
  });
  const intent = writeDictionary([
    ['Type', '/OutputIntent'],
    ['S', '/GTS_PDFX'],
    ['OutputConditionIdentifier', textString(identifier)],
    ['OutputCondition', textString(condition)],
    ...(isRegistered ? ([['RegistryName', `(${REGISTRY})`]] as const) : []),
    ['Info', textString(condition)],
    ['DestOutputProfile', referenceTo(stream)],
  ]);
  file.update(root, { OutputIntents: `[${referenceTo(file.add({ source: intent }))}]` });
}

/**
 * Says which standard the file conforms to: PDF/X-1a in the document information (ISO 15930-1, 6.2), PDF/X-4 in the
 * metadata (ISO 15930-7, 6.17). Nothing is trapped: that is left to the printing house.
 */
export function declareStandard(
  file: PdfFile,
  root: number,
  information: number,
  standard: Exclude<PressStandard, 'none'>,
  facts: DocumentFacts,
): void {
  file.update(information, {
    Trapped: '/False',
    ...(standard === 'x-1a'
      ? { GTS_PDFXVersion: '(PDF/X-1:2001)', GTS_PDFXConformance: '(PDF/X-1a:2001)' }
      : { GTS_PDFXVersion: '(PDF/X-4)' }),
  });
  const metadata = file.add({
    source: '<</Type /Metadata /Subtype /XML>>',
    data: Buffer.from(xmpPacket(standard, facts)),
  });
  file.update(root, { Metadata: referenceTo(metadata) });
}

/** Takes away what a standard forbids on pages: links are annotations inside the bleed (ISO 15930-7, 6.13). */
export function removeAnnotations(file: PdfFile, pages: readonly number[]): void {
  for (const page of pages) {
    const { source } = file.object(page);
    const entries = readDictionary(source);
    if (!entries.delete('Annots')) continue;
    file.set(page, { source: writeDictionary(entries) });
  }
}

/** Metadata in XMP (ISO 16684-1), never compressed, so that any program finds it. */
function xmpPacket(
  standard: Exclude<PressStandard, 'none'>,
  { title, authors, producer, modified }: DocumentFacts,
): string {
  const date = `${modified.toISOString().slice(0, 19)}Z`;
  const identifier = uuidOf([title, producer, date].join('\n'));
  const people = authors.map((name) => `<rdf:li>${escaped(name)}</rdf:li>`).join('');
  const creators = authors.length === 0 ? '' : `\n  <dc:creator><rdf:Seq>${people}</rdf:Seq></dc:creator>`;
  return `<?xpacket begin="\u{feff}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
 <rdf:Description rdf:about=""
   xmlns:dc="http://purl.org/dc/elements/1.1/"
   xmlns:xmp="http://ns.adobe.com/xap/1.0/"
   xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
   xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
   xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
  <dc:format>application/pdf</dc:format>
  <dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(title)}</rdf:li></rdf:Alt></dc:title>${creators}
  <xmp:CreatorTool>${escaped(producer)}</xmp:CreatorTool>
  <xmp:CreateDate>${date}</xmp:CreateDate>
  <xmp:ModifyDate>${date}</xmp:ModifyDate>
  <xmp:MetadataDate>${date}</xmp:MetadataDate>
  <xmpMM:DocumentID>${identifier}</xmpMM:DocumentID>
  <xmpMM:RenditionClass>default</xmpMM:RenditionClass>
  <xmpMM:VersionID>1</xmpMM:VersionID>
  <pdf:Producer>${escaped(producer)}</pdf:Producer>
  <pdf:Trapped>False</pdf:Trapped>
  <pdfxid:GTS_PDFXVersion>${PDF_X[standard].name}</pdfxid:GTS_PDFXVersion>
 </rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>`;
}

/** Always the same for the same document, so that a book built twice is the same file. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`];
  return `uuid:${[...parts, hex.slice(20, 32)].join('-')}`;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
