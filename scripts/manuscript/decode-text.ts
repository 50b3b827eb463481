/** A file's text, or where and why its bytes are none. */
type Decoded =
  | { readonly ok: true; readonly text: string }
  | {
      readonly ok: false;
      /** Line of the first byte that is not UTF-8, from 1. */
      readonly line: number;
      /** Its column in UTF-16 units, from 1. */
      readonly column: number;
      /** What the file seems to be. */
      readonly guess: 'utf-16' | 'unknown';
    };

const NEWLINE = 0x0a;

function decodeStrictly(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** UTF-16 units before the first bad byte of a line: fed byte by byte, the decoder throws at it. */
function goodUnits(line: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let units = 0;
  try {
    for (const byte of line) units += decoder.decode(Uint8Array.of(byte), { stream: true }).length;
  } catch {
    // The place is all that is wanted.
  }
  return units;
}

/** Texts by their bytes: the preview gives the same ones again and again. */
const known = new WeakMap<Uint8Array, Decoded>();

/** Decodes UTF-8 strictly; a BOM is removed, line ends stay as they are. */
export function decodeText(bytes: Uint8Array): Decoded {
  const decoded = known.get(bytes) ?? decode(bytes);
  known.set(bytes, decoded);
  return decoded;
}

function decode(bytes: Uint8Array): Decoded {
  const text = decodeStrictly(bytes);
  if (text !== undefined) return { ok: true, text };
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16) return { ok: false, line: 1, column: 1, guess: 'utf-16' };
  let start = 0;
  for (let line = 1; ; line += 1) {
    // A newline byte is never part of a longer UTF-8 sequence, so lines can be tried one by one.
    const newline = bytes.indexOf(NEWLINE, start);
    const end = newline === -1 ? bytes.length : newline + 1;
    const slice = bytes.subarray(start, end);
    if (newline === -1 || decodeStrictly(slice) === undefined) {
      return { ok: false, line, column: goodUnits(slice) + 1, guess: 'unknown' };
    }
    start = end;
  }
}
