import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { ANY_FILE, preflight } from './formats/pdf/preflight/preflight.ts';
import { BuildError } from './model/build-error.ts';
import { NO_TIME } from './model/pagination.ts';
import type { BuildReport } from './pipeline.ts';

/**
 * Examines a finished PDF, of whatever program, as a printing house would.
 * @throws BuildError `file-unreadable` when there is no such file
 */
export async function checkPdf(path: string): Promise<BuildReport> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new BuildError(
      'file-unreadable',
      `The file \`${basename(path)}\` cannot be read`,
      'Check its path.',
      {
        cause,
      },
    );
  });
  const report = preflight(bytes, ANY_FILE);
  return {
    files: [{ edition: '', path, bytes: bytes.length, pages: report.pages.length, preflight: report }],
    diagnostics: report.faults.map(({ diagnostic }) => diagnostic),
    layout: NO_TIME,
  };
}
