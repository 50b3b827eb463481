import { type Bitmap, readBitmap } from '../../model/bitmap.ts';
import type { Diagnostic, Place } from '../../model/diagnostic.ts';
import type { MediaFile } from '../../model/media-file.ts';
import type { FormatInput } from '../format.ts';
import { MOST_MEGAPIXELS } from './limits.ts';

/** The pictures of an EPUB, and what the author should know of them. */
export interface FittedPictures {
  /** By path; those that were made smaller in the place of the author's. */
  readonly images: ReadonlyMap<string, MediaFile>;
  readonly diagnostics: readonly Diagnostic[];
}

/** A picture with too many pixels. */
interface Large {
  readonly path: string;
  readonly image: MediaFile;
  readonly size: Bitmap['size'];
  /** Where the text asks for it; absent for a cover. */
  readonly place?: Place;
}

/** What Chromium writes; of a GIF only one frame would be left. */
const WRITABLE = new Set(['image/jpeg', 'image/png', 'image/webp']);

/**
 * The pictures of the book and its cover. Those with more pixels than the edition wants are made smaller in the browser,
 * in their own format; where it does not say, those that shops refuse are told and stay as they are.
 */
export async function fitPictures(
  input: FormatInput,
  megapixels: number | undefined,
): Promise<FittedPictures> {
  const large = largePictures(input, (megapixels ?? MOST_MEGAPIXELS) * 1e6);
  const shrunk = megapixels === undefined ? [] : large.filter(({ image }) => WRITABLE.has(image.mediaType));
  const diagnostics = large.filter((one) => !shrunk.includes(one)).map(told);
  if (shrunk.length === 0) return { images: input.assets, diagnostics };
  const images = new Map(input.assets);
  const { page } = await input.open('<!DOCTYPE html><title>pictures</title>');
  try {
    for (const { path, image } of shrunk) {
      const url = `/manuscript/${path.split('/').map(encodeURIComponent).join('/')}`;
      const call = [url, (megapixels ?? 0) * 1e6, image.mediaType]
        .map((value) => JSON.stringify(value))
        .join();
      const base64 = (await page.evaluate(`banxin.shrinkPicture(${call})`)) as string;
      images.set(path, { ...image, bytes: Buffer.from(base64, 'base64') });
    }
  } finally {
    await page.close();
  }
  return { images, diagnostics };
}

function largePictures(
  { book, assets, manuscript: { coverImage } }: FormatInput,
  most: number,
): readonly Large[] {
  const uses = new Map<string, Place | undefined>();
  if (coverImage !== undefined) uses.set(coverImage, undefined);
  for (const { path, place } of book.images) if (!uses.has(path)) uses.set(path, place);
  return [...uses].flatMap(([path, place]) => {
    const image = assets.get(path);
    const size = image && readBitmap(image.bytes)?.size;
    if (image === undefined || size === undefined || size[0] * size[1] <= most) return [];
    return [{ path, image, size, ...(place !== undefined && { place }) }];
  });
}

function told({ path, image, size: [width, height], place }: Large): Diagnostic {
  return {
    severity: 'info',
    ruleId: 'epub-size',
    message: `\`${path}\` has ${width} × ${height} px, more than the ${MOST_MEGAPIXELS} million that shops take`,
    help: WRITABLE.has(image.mediaType)
      ? `\`epub: { most-megapixels: ${MOST_MEGAPIXELS} }\` in the edition makes it smaller.`
      : 'Save it smaller, or as PNG, JPEG or WebP.',
    ...(place !== undefined && { place }),
  };
}
