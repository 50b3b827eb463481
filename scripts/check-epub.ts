import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { examineEpub } from './formats/epub/examine/examine-epub.ts';
import { BuildError } from './model/build-error.ts';
import { sortDiagnostics } from './model/diagnostic.ts';
import { NO_TIME } from './model/pagination.ts';
import type { BuildReport } from './pipeline.ts';

/**
 * Examines a finished EPUB, of whatever program, as a store would.
 * @throws BuildError `file-unreadable` when there is no such file
 */
export async function checkEpub(path: string): Promise<BuildReport> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    const message = `The file \`${basename(path)}\` cannot be read`;
    throw new BuildError('file-unreadable', message, 'Check its path.', { cause });
  });
  return {
    files: [{ edition: '', path, bytes: bytes.length }],
    diagnostics: sortDiagnostics(await examineEpub(bytes)),
    layout: NO_TIME,
  };
}
