/** Code points kept: 60 Han are 180 bytes, which leaves room for an edition's name below the usual 255. */
const LONGEST_NAME = 60;

/** Names that Windows keeps for devices, whatever the ending. */
const DEVICE_NAME = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * A name for files, made from a title: path separators, control characters and `<>:"|?*` go, spaces become
 * `-`, and what is left is `book` if nothing is. Letters of every script stay.
 */
export function fileNameFrom(title: string): string {
  const cleaned = title
    .normalize('NFC')
    .replace(/[\s\u3000]+/gu, '-')
    .replace(/[/\\<>:"|?*\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .replace(/-{2,}/g, '-');
  const short = Array.from(cleaned).slice(0, LONGEST_NAME).join('');
  // Leading dots hide a file, trailing ones are dropped by Windows.
  const name = short.replace(/^[-.]+/, '').replace(/[-.]+$/, '');
  if (name === '') return 'book';
  return DEVICE_NAME.test(name) ? `${name}-book` : name;
}
