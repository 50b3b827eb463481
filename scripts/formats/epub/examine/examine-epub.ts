import JSZip from 'jszip';
import type { Diagnostic } from '../../../model/diagnostic.ts';
import { archiveFaults } from './archive-faults.ts';
import { contentFaults } from './content-faults.ts';
import { type EpubFile, fault } from './epub-file.ts';
import { packageFaults } from './package-faults.ts';

/**
 * What a store or a reading system would refuse in an EPUB, of whatever program. Places are files within it. EPUBCheck
 * in its form for Node examines it too, where it is installed.
 */
export async function examineEpub(bytes: Uint8Array): Promise<readonly Diagnostic[]> {
  const files = await filesOf(bytes);
  if (files === undefined) return [fault('epub-archive', 'This is no ZIP file that can be read')];
  const own = [...archiveFaults(bytes), ...packageFaults(files), ...contentFaults(files)];
  return [...own, ...(await checkerFaults(bytes))];
}

/** The files of the archive by path, text where it is XML or CSS. */
async function filesOf(bytes: Uint8Array): Promise<ReadonlyMap<string, EpubFile> | undefined> {
  const zip = await JSZip.loadAsync(bytes).catch(() => undefined);
  if (zip === undefined) return undefined;
  const entries = Object.values(zip.files).filter(({ dir }) => !dir);
  const isText = /\.(?:xhtml|html|opf|ncx|xml|css|svg)$/i;
  const read = async (entry: JSZip.JSZipObject) =>
    [
      entry.name,
      { path: entry.name, text: isText.test(entry.name) ? await entry.async('string') : '' },
    ] as const;
  return new Map(await Promise.all(entries.map(read)));
}

async function checkerFaults(bytes: Uint8Array): Promise<readonly Diagnostic[]> {
  const checker = await import('@likecoin/epubcheck-ts').catch(() => undefined);
  if (checker === undefined) return [];
  const { messages } = await checker.EpubCheck.validate(bytes);
  return messages.flatMap(({ id, severity, message, location }): Diagnostic[] => {
    if (severity !== 'fatal' && severity !== 'error' && severity !== 'warning') return [];
    const { path, line = 1, column = 1 } = location ?? {};
    return [
      {
        severity: severity === 'warning' ? 'warning' : 'error',
        ruleId: 'epub-standard',
        message: `${id}: ${message}`,
        help: 'EPUBCheck names its messages so; its documentation says more of each.',
        ...(path !== undefined && { place: { file: path, line, column } }),
      },
    ];
  });
}
