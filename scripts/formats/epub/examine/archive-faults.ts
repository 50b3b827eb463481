import type { Diagnostic } from '../../../model/diagnostic.ts';
import { fault } from './epub-file.ts';

const MEDIA_TYPE = 'application/epub+zip';

/** What the archive lacks: `mimetype` first, stored, without an extra field (EPUB 3.3, 4.2.2). */
export function archiveFaults(bytes: Uint8Array): readonly Diagnostic[] {
  // A local file header (APPNOTE 4.3.7): method at 8, lengths of name and extra field at 26 and 28, the name at 30.
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const ascii = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  if (bytes.length < 58 || ascii(30, 38) !== 'mimetype' || view.getUint16(26, true) !== 8)
    return [fault('epub-archive', 'Unexpected first file of the archive, expected `mimetype`')];
  if (view.getUint16(8, true) !== 0)
    return [fault('epub-archive', 'Unexpected compression of `mimetype`, expected it stored')];
  if (view.getUint16(28, true) !== 0)
    return [fault('epub-archive', 'Unexpected extra field of `mimetype`, expected none')];
  const isRight = ascii(38, 58) === MEDIA_TYPE && view.getUint32(22, true) === MEDIA_TYPE.length;
  return isRight
    ? []
    : [fault('epub-archive', `Unexpected text of \`mimetype\`, expected \`${MEDIA_TYPE}\``)];
}
