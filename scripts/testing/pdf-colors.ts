import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  type PDFDocument,
  type PDFHexString,
  PDFName,
  PDFRawStream,
  type PDFString,
} from 'pdf-lib';

/** What a PDF prints with, as a reader that did not make it finds it. */
export interface ColorFacts {
  /** Operators that choose colours, over all contents, forms and patterns, each as it is written: `0 0 0 1 k`. */
  readonly operators: ReadonlySet<string>;
  /** Colour spaces of pictures, masks aside. */
  readonly images: readonly string[];
  /** Names of plates of Separation spaces. */
  readonly plates: ReadonlySet<string>;
  /** Whether any dictionary or array names DeviceRGB or a profile of three components. */
  readonly hasRgb: boolean;
}

/** Reads the colours of everything in a PDF. */
export function readColors(raw: PDFDocument): ColorFacts {
  const operators = new Set<string>();
  const images: string[] = [];
  const plates = new Set<string>();
  let hasRgb = false;
  const masks = new Set<string>();
  for (const [, object] of raw.context.enumerateIndirectObjects()) {
    const mask = object instanceof PDFRawStream ? object.dict.get(PDFName.of('SMask')) : undefined;
    if (mask !== undefined) masks.add(mask.toString());
  }
  for (const [reference, object] of raw.context.enumerateIndirectObjects()) {
    const text = object instanceof PDFRawStream ? object.dict.toString() : object.toString();
    hasRgb ||= text.includes('/DeviceRGB');
    for (const [, plate] of text.matchAll(/\/Separation \/(\S+)/g)) plates.add(plate ?? '');
    if (!(object instanceof PDFRawStream)) continue;
    const kind = object.dict.get(PDFName.of('Subtype'))?.toString();
    if (kind === '/Image') {
      if (!masks.has(reference.toString()))
        images.push(object.dict.lookup(PDFName.of('ColorSpace'))?.toString() ?? '');
    } else if (isContents(object.dict)) {
      const contents = Buffer.from(decodePDFRawStream(object).decode()).toString('latin1');
      for (const [operator] of contents.matchAll(
        /(?<![\w.])(?:[\d.]+ ){1,4}(?:rg|RG|g|G|k|K|scn|SCN)(?!\w)/g,
      ))
        operators.add(operator);
    }
  }
  return { operators, images, plates, hasRgb };
}

/** Streams of operators have no type of their own, or are forms or patterns. */
function isContents(dict: PDFDict): boolean {
  const keys = dict.keys().map((key) => key.toString());
  return keys.includes('/BBox') || keys.every((key) => key === '/Length' || key === '/Filter');
}

/** The output intent for PDF/X: identifier, components and bytes of the profile. */
export function readOutputIntent(
  raw: PDFDocument,
): { identifier: string; components: string; profile: Uint8Array } | undefined {
  const intent = raw.catalog.lookupMaybe(PDFName.of('OutputIntents'), PDFArray)?.lookup(0, PDFDict);
  const stream = intent?.lookup(PDFName.of('DestOutputProfile'));
  if (intent === undefined || !(stream instanceof PDFRawStream)) return undefined;
  const identifier = intent.lookup(PDFName.of('OutputConditionIdentifier')) as PDFString | PDFHexString;
  return {
    identifier: identifier.decodeText(),
    components: stream.dict.get(PDFName.of('N'))?.toString() ?? '',
    profile: decodePDFRawStream(stream).decode(),
  };
}

/** A picture as it is stored. */
export interface StoredPicture {
  /** `64 × 48`, in pixels. */
  readonly size: string;
  readonly bits: string;
  readonly space: string;
  /** Its pixels; absent for a JPEG. */
  readonly bytes: Uint8Array | undefined;
  /** Size of its mask. */
  readonly mask: string | undefined;
}

/** Reads the pictures of a PDF, masks among them. */
export function readPictures(raw: PDFDocument): readonly StoredPicture[] {
  return raw.context.enumerateIndirectObjects().flatMap(([, object]) => {
    if (!(object instanceof PDFRawStream) || entry(object, 'Subtype') !== '/Image') return [];
    const mask = object.dict.lookup(PDFName.of('SMask'));
    const isJpeg = entry(object, 'Filter') === '/DCTDecode';
    return [
      {
        size: sizeOf(object),
        bits: entry(object, 'BitsPerComponent'),
        space: entry(object, 'ColorSpace'),
        bytes: isJpeg ? undefined : decodePDFRawStream(object).decode(),
        mask: mask instanceof PDFRawStream ? sizeOf(mask) : undefined,
      },
    ];
  });
}

function entry(stream: PDFRawStream, key: string): string {
  return stream.dict.get(PDFName.of(key))?.toString() ?? '';
}

function sizeOf(picture: PDFRawStream): string {
  return `${entry(picture, 'Width')} × ${entry(picture, 'Height')}`;
}
