import type { Diagnostic } from '../../model/diagnostic.ts';
import type { EpubProfile } from '../../model/epub-profile.ts';
import type { EpubInput } from './build-epub.ts';

const MEGABYTE = 1024 * 1024;

/** What of a finished EPUB is larger than the shop takes that its profile is for: pictures, each told once, and the whole. */
export function shopLimitFaults(
  { profile, book, images }: Pick<EpubInput, 'profile' | 'book' | 'images'>,
  bytes: Uint8Array,
): readonly Diagnostic[] {
  const { mostMegabytes } = profile;
  if (mostMegabytes === undefined) return [];
  const pictures = new Map(book.images.map(({ path, place }) => [path, place]));
  const large = [...pictures].flatMap(([path, place]): Diagnostic[] => {
    const size = images.get(path)?.bytes.length ?? 0;
    if (size <= mostMegabytes.picture * MEGABYTE) return [];
    return [
      {
        ...told(`\`${path}\``, size, mostMegabytes.picture, profile),
        place,
        help: 'Save it as JPEG, or smaller.',
      },
    ];
  });
  if (bytes.length <= mostMegabytes.book * MEGABYTE) return large;
  return [
    ...large,
    { ...told('The EPUB', bytes.length, mostMegabytes.book, profile), help: 'Save its pictures smaller.' },
  ];
}

function told(what: string, size: number, most: number, { name }: EpubProfile): Diagnostic {
  const message = `${what} has ${(size / MEGABYTE).toFixed(1)} MB, more than the ${most} that shops of the profile \`${name}\` take`;
  return { severity: 'warning', ruleId: 'epub-size', message };
}
