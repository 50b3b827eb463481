import { extname, join, sep } from 'node:path';
import type { ManuscriptFiles } from '../manuscript/manuscript-files.ts';
import type { MediaFile } from '../model/media-file.ts';

/** Kinds of pictures that both Chromium and EPUB readers take. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.svg': 'image/svg+xml',
};

/** The largest picture file that is read, bytes. */
const LIMIT = 256 * 1024 * 1024;

/**
 * Reads pictures by their paths relative to the manuscript's folder. `undefined` for one that is not there, of another
 * kind, or outside the folder once symbolic links are followed.
 */
export async function loadAssets(
  folder: string,
  paths: Iterable<string>,
  files: ManuscriptFiles,
): Promise<ReadonlyMap<string, MediaFile>> {
  const assets = new Map<string, MediaFile>();
  const root = await files.realPath(folder);
  for (const path of new Set(paths)) {
    const mediaType = MEDIA_TYPES[extname(path).toLowerCase()];
    const absolute = join(folder, path);
    const status = mediaType === undefined ? undefined : await files.status(absolute);
    if (mediaType === undefined || status?.kind !== 'file' || status.bytes > LIMIT) continue;
    const real = await files.realPath(absolute);
    if (!real.startsWith(root + sep) && !real.startsWith(`${root}/`)) continue;
    assets.set(path, { bytes: await files.readBytes(real), mediaType });
  }
  return assets;
}
