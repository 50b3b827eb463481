import JSZip from 'jszip';
import type { Diagnostic } from '../../../model/diagnostic.ts';
import { archiveFaults } from './archive-faults.ts';
import { type Checker, type CheckerVerdict, type ExaminedEpub, runChecker } from './checker.ts';
import { contentFaults } from './content-faults.ts';
import { type EpubFile, fault } from './epub-file.ts';
import { packageFaults } from './package-faults.ts';
import { sizeFaults } from './size-faults.ts';

/** What is known of an EPUB. */
export interface Examination {
  readonly diagnostics: readonly Diagnostic[];
  /** What became of each checker. */
  readonly checkers: readonly CheckerVerdict[];
}

/**
 * What a store or a reading system would refuse in an EPUB, of whatever program, and what checkers of others find in it.
 * Places are files within it.
 */
export async function examineEpub(epub: ExaminedEpub, checkers: readonly Checker[]): Promise<Examination> {
  const verdicts: CheckerVerdict[] = [];
  const found = new Map<string, Diagnostic>();
  for (const one of await ownFaults(epub.bytes)) found.set(keyOf(one), one);
  for (const checker of checkers) {
    const { verdict, diagnostics } = await runChecker(checker, epub);
    verdicts.push(verdict);
    for (const one of diagnostics) if (!found.has(keyOf(one))) found.set(keyOf(one), one);
  }
  return { diagnostics: [...found.values()], checkers: verdicts };
}

/** What our own rules find. */
async function ownFaults(bytes: Uint8Array): Promise<readonly Diagnostic[]> {
  const files = await filesOf(bytes);
  if (files === undefined) return [fault('epub-archive', 'This is no ZIP file that can be read')];
  return [...archiveFaults(bytes), ...packageFaults(files), ...contentFaults(files), ...sizeFaults(files)];
}

/** Of what both forms of EPUBCheck find in a line the first is enough: their words differ. */
function keyOf({ ruleId, message, place }: Diagnostic): string {
  const what = ruleId === 'epub-standard' ? message.split(':')[0] : message;
  return JSON.stringify([ruleId, what, place?.file, place?.line]);
}

/** The files of the archive by path, text where it is XML or CSS. */
async function filesOf(bytes: Uint8Array): Promise<ReadonlyMap<string, EpubFile> | undefined> {
  const zip = await JSZip.loadAsync(bytes).catch(() => undefined);
  if (zip === undefined) return undefined;
  const entries = Object.values(zip.files).filter(({ dir }) => !dir);
  const isText = /\.(?:xhtml|html|opf|ncx|xml|css|svg)$/i;
  const read = async (entry: JSZip.JSZipObject) => {
    const content = await entry.async('uint8array');
    const text = isText.test(entry.name) ? new TextDecoder().decode(content) : '';
    return [entry.name, { path: entry.name, text, bytes: content }] as const;
  };
  return new Map(await Promise.all(entries.map(read)));
}
