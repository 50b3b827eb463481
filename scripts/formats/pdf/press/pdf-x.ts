import type { Diagnostic } from '../../../model/diagnostic.ts';
import { type PressStandard, STANDARD_NAMES } from '../../../model/press.ts';
import { pack } from '../flate.ts';
import { type DocumentFacts, writeMetadata } from '../metadata.ts';
import type { PdfFile } from '../pdf-file.ts';
import { referenceTo, textString, writeDictionary } from '../pdf-syntax.ts';
import type { PdfVersion } from '../pdf-writer.ts';
import type { PrintingCondition } from './profiles.ts';

/** The registry of characterisations that output intents name. */
const REGISTRY = 'http://www.color.org';

/** Which version of PDF a standard is, and how files say that they are it. */
export const PDF_X: Readonly<
  Record<Exclude<PressStandard, 'none'>, { readonly version: PdfVersion; readonly name: string }>
> = {
  'x-4': { version: '1.6', name: 'PDF/X-4' },
  'x-1a': { version: '1.3', name: 'PDF/X-1:2001' },
};

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
    ['OutputConditionIdentifier', plainString(identifier)],
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
  writeMetadata(file, root, facts, [
    '<pdf:Trapped>False</pdf:Trapped>',
    `<pdfxid:GTS_PDFXVersion>${PDF_X[standard].name}</pdfxid:GTS_PDFXVersion>`,
  ]);
}

/** Tells the author of links that a standard takes away; nothing where there were none. */
export function linkDiagnostics(
  standard: Exclude<PressStandard, 'none'>,
  count: number,
): readonly Diagnostic[] {
  if (count === 0) return [];
  return [
    {
      severity: 'info',
      ruleId: 'press-links',
      message: `${count} ${count === 1 ? 'link is' : 'links are'} left out: ${STANDARD_NAMES[standard]} allows none on pages`,
      help: 'Text, outline and tags stay. Links stay in editions without `press`, or with `standard: none`.',
    },
  ];
}

/** A text string in ASCII where it can be, which all programs compare rightly. */
function plainString(text: string): string {
  return /^[\w .:/+-]+$/.test(text) ? `(${text})` : textString(text);
}
