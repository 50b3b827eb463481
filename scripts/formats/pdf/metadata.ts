import { createHash } from 'node:crypto';
import type { PdfFile } from './pdf-file.ts';
import { referenceTo, referredObject } from './pdf-syntax.ts';

/** What is said of a file in its metadata. */
export interface DocumentFacts {
  readonly title: string;
  readonly language: string;
  readonly authors: readonly string[];
  readonly producer: string;
  readonly modified: Date;
}

/** Writes the metadata, and in them what the file claims to be: properties of XMP, a line each. */
export function writeMetadata(
  file: PdfFile,
  root: number,
  facts: DocumentFacts,
  claims: readonly string[],
): void {
  const object = { source: '<</Type /Metadata /Subtype /XML>>', data: Buffer.from(xmpPacket(facts, claims)) };
  const known = referredObject(file.dictionary(root).get('Metadata'));
  if (known === undefined) file.update(root, { Metadata: referenceTo(file.add(object)) });
  else file.set(known, object);
}

/** Metadata in XMP (ISO 16684-1), never compressed, so that any program finds it. */
function xmpPacket(
  { title, authors, language, producer, modified }: DocumentFacts,
  claims: readonly string[],
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
   xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
   xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
  <dc:format>application/pdf</dc:format>
  <dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(title)}</rdf:li></rdf:Alt></dc:title>${creators}
  <dc:language><rdf:Bag><rdf:li>${language}</rdf:li></rdf:Bag></dc:language>
  <xmp:CreatorTool>${escaped(producer)}</xmp:CreatorTool>
  <xmp:CreateDate>${date}</xmp:CreateDate>
  <xmp:ModifyDate>${date}</xmp:ModifyDate>
  <xmp:MetadataDate>${date}</xmp:MetadataDate>
  <xmpMM:DocumentID>${identifier}</xmpMM:DocumentID>
  <xmpMM:RenditionClass>default</xmpMM:RenditionClass>
  <xmpMM:VersionID>1</xmpMM:VersionID>
  <pdf:Producer>${escaped(producer)}</pdf:Producer>
  ${claims.join('\n  ')}
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
