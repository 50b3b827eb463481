import type { Diagnostic, Place, Severity } from '../model/diagnostic.ts';
import { decodeText } from './decode-text.ts';
import type { FoundFile, ManuscriptFolder } from './manuscript-path.ts';
import type { NamedTexts } from './named-texts.ts';

/** One run of reading a manuscript: what is read, and what is told of it. */
export interface Reading {
  /** The folder that is read. */
  readonly folder: ManuscriptFolder;
  /** Everything told so far, in no order. */
  readonly diagnostics: Diagnostic[];
  /** Modification times of the files read so far. */
  readonly modified: Date[];
  /** What printing houses ask for; absent where nobody looked. */
  readonly printers?: NamedTexts;
  /** Profiles of EPUBs; absent where nobody looked. */
  readonly epubProfiles?: NamedTexts;
}

/** Tells the author of one matter. */
export function report(
  reading: Reading,
  severity: Severity,
  ruleId: string,
  message: string,
  help: string,
  place?: Place,
): void {
  reading.diagnostics.push({ severity, ruleId, message, help, ...(place !== undefined && { place }) });
}

/** The beginning of a file of the manuscript. */
export function startOf(folder: ManuscriptFolder, path: string): Place {
  return { file: folder.prefix + path, line: 1, column: 1 };
}

/** Reads a file that was found as UTF-8 text; undefined, and told, when it is none. */
export async function readText(
  reading: Reading,
  path: string,
  found: FoundFile,
): Promise<string | undefined> {
  const { folder } = reading;
  reading.modified.push(found.modified);
  // The real path: a link that is bent after the check is not followed.
  const decoded = decodeText(await folder.files.readBytes(found.realPath));
  if (decoded.ok) return decoded.text;
  const { line, column, guess } = decoded;
  const what = guess === 'utf-16' ? 'UTF-16' : 'byte that is not UTF-8';
  const help = 'Save the file as UTF-8 in your editor; it may be GBK, Big5, Shift_JIS or EUC-KR now.';
  const place = { file: folder.prefix + path, line, column };
  report(reading, 'error', 'file-encoding', `Unexpected ${what}, expected UTF-8`, help, place);
  return undefined;
}
