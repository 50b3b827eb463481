import { readBitmap } from '../../../model/bitmap.ts';
import type { Diagnostic } from '../../../model/diagnostic.ts';
import { MOST_DOCUMENT_BYTES, MOST_MEGAPIXELS } from '../limits.ts';
import { type EpubFile, fault } from './epub-file.ts';

/** Documents and pictures that reading systems may give up on. */
export function sizeFaults(files: ReadonlyMap<string, EpubFile>): readonly Diagnostic[] {
  return [...files.values()].flatMap((file) => {
    const message = /\.x?html$/i.test(file.path) ? documentFault(file) : pictureFault(file);
    if (message === undefined) return [];
    return [{ ...fault('epub-size', message, file), severity: 'warning' }];
  });
}

function documentFault({ bytes }: EpubFile): string | undefined {
  if (bytes.length <= MOST_DOCUMENT_BYTES) return undefined;
  return `A document of ${Math.ceil(bytes.length / 1024)} KB, more than ${MOST_DOCUMENT_BYTES / 1024}`;
}

function pictureFault({ path, bytes }: EpubFile): string | undefined {
  const size = /\.(?:png|jpe?g|webp|gif)$/i.test(path) ? readBitmap(bytes)?.size : undefined;
  if (size === undefined || size[0] * size[1] <= MOST_MEGAPIXELS * 1e6) return undefined;
  return `A picture of ${size[0]} × ${size[1]} px, more than ${MOST_MEGAPIXELS} million`;
}
