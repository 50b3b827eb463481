import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import JSZip from 'jszip';
import type { MediaFile } from '../../model/media-file.ts';
import type { Metadata } from '../../model/metadata.ts';
import type { EpubFiles } from './snapshot.ts';

/** Kinds of files in an EPUB, by their endings; others are not served. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.opf': 'application/oebps-package+xml',
  '.xhtml': 'application/xhtml+xml',
  '.xml': 'application/xml',
  '.ncx': 'application/x-dtbncx+xml',
  '.css': 'text/css',
  '.ttf': 'font/ttf',
  '.otf': 'font/otf',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.gif': 'image/gif',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
};

/** Lays an EPUB open, for the server to give out its files one by one. */
export async function openEpub(
  bytes: Uint8Array,
  { title, language }: Pick<Metadata, 'title' | 'language'>,
): Promise<EpubFiles> {
  const archive = await JSZip.loadAsync(bytes);
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 16);
  const root = `/epub/${hash}/`;
  const files = new Map<string, MediaFile>();
  for (const { name, dir } of Object.values(archive.files)) {
    const mediaType = MEDIA_TYPES[posix.extname(name).toLowerCase()];
    const content =
      dir || mediaType === undefined ? undefined : await archive.file(name)?.async('uint8array');
    if (mediaType !== undefined && content !== undefined)
      files.set(root + name, { bytes: content, mediaType });
  }
  const container = (await archive.file('META-INF/container.xml')?.async('string')) ?? '';
  const path = /full-path="([^"]+)"/.exec(container)?.[1] ?? '';
  return { state: { title, language, url: root + path.split('/').map(encodeURIComponent).join('/') }, files };
}
