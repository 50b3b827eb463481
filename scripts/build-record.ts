import { basename, dirname, join } from 'node:path';
import type { CompleteBook } from './load-book.ts';
import type { Diagnostic } from './model/diagnostic.ts';
import type { UsedFont } from './platform/font-files.ts';
import type { OutputFile } from './platform/output.ts';
import { packageVersion } from './platform/package-files.ts';
import { type ReadFile, sha256 } from './platform/read-log.ts';

/** What a build was made from, and what it made: the file beside the books. */
interface BuildRecord {
  /** Version of Banxin. */
  readonly banxin: string;
  /** Version of Node.js. */
  readonly node: string;
  /** Version of Chromium; lines depend on it. */
  readonly chromium: string;
  /** Date of the book: SOURCE_DATE_EPOCH, or that of its newest file. ISO 8601. */
  readonly modified: string;
  /** Files of the book. */
  readonly inputs: readonly ReadFile[];
  readonly fonts: readonly UsedFont[];
  readonly outputs: readonly (ReadFile & { readonly edition: string; readonly pages?: number })[];
  /** What was told of it. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What is recorded of editions that were made. */
interface Made {
  readonly report: { readonly browser?: string; readonly diagnostics: readonly Diagnostic[] };
  /** At least one. */
  readonly outputs: readonly {
    readonly edition: string;
    readonly path: string;
    readonly pages?: number;
    readonly content: Uint8Array;
  }[];
  readonly fonts: readonly UsedFont[];
}

/** The record of a build. It holds no times and no paths of the machine: equal builds have equal records. */
export async function recordOf(
  { manuscript, inputs }: CompleteBook,
  { report, outputs, fonts }: Made,
): Promise<OutputFile> {
  const record: BuildRecord = {
    banxin: await packageVersion(),
    node: process.versions.node,
    chromium: report.browser ?? '',
    modified: manuscript.modified.toISOString(),
    inputs: inputs.from(manuscript.bookFolder),
    fonts,
    outputs: outputs.map(({ path, edition, pages, content }) => ({
      ...{ path: basename(path), edition, bytes: content.length },
      ...(pages !== undefined && { pages }),
      sha256: sha256(content),
    })),
    diagnostics: report.diagnostics,
  };
  const folder = dirname(outputs[0]?.path ?? '');
  return {
    path: join(folder, `${manuscript.name}.report.json`),
    bytes: new TextEncoder().encode(`${JSON.stringify(record, null, 2)}\n`),
  };
}

/** Files are read once, so a book is made of one state of each; what was written since is not in it. */
export async function tellChanges(
  { manuscript, inputs }: CompleteBook,
  notice: (message: string) => void,
): Promise<void> {
  const changed = await inputs.changed(manuscript.bookFolder);
  if (changed.length > 0)
    notice(`Changed while the book was built, which may not have it yet: ${changed.join(', ')}`);
}
