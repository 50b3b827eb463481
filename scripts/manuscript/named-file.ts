import type { Place } from '../model/diagnostic.ts';
import { type FoundFile, lookUp, normalisePath, pathFault } from './manuscript-path.ts';
import { type Reading, report } from './reading.ts';
import { reportLookup } from './spine.ts';

/** A file that book.yaml names. */
export interface NamedFile {
  /** Its path from the manuscript's folder. */
  readonly path: string;
  readonly found: FoundFile;
}

/** Finds a file that book.yaml names; undefined, and told, when it cannot be had. */
export async function findNamed(
  reading: Reading,
  written: string,
  place: Place,
): Promise<NamedFile | undefined> {
  const fault = pathFault(written);
  if (fault !== undefined) {
    const help = "Give a path within the manuscript's folder, with `/` between names.";
    report(reading, 'error', 'path-outside', `Unexpected ${fault}: \`${written}\``, help, place);
    return undefined;
  }
  const path = normalisePath(written);
  const found = await lookUp(reading.folder, path);
  if (found.kind === 'found') return { path, found };
  reportLookup(reading, found.kind, path, place);
  return undefined;
}
