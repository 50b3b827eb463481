/** A JPEG of 32 × 16 pixels with Adobe's marker: full cyan on the left, full black on the right. */
export const CYAN_AND_BLACK = Buffer.from(
  '/9j/7gAOQWRvYmUAZAAAAAAC/9sAQwAGBAUGBQQGBgUGBwcGCAoQCgoJCQoUDg8MEBcUGBgXFBYWGh0lHxobIxwWFiAsICMmJykqKRkfLTAtKDAlKCko/9sAQwEHBwcKCAoTCgoTKBoWGigoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgo/8AAFAgAEAAgBAERAAIRAQMRAQQRAP/EABcAAQEBAQAAAAAAAAAAAAAAAAAHCQj/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFgEBAQEAAAAAAAAAAAAAAAAAAAYI/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAA4EAQACEQMRBAAAPwCdI5pF1SAIysWbmVYAsyOaRaqACMrFm5lWAP/Z',
  'base64',
);

/** A JPEG that EXIF says lies on its side: its left edge is the upper one (orientation 6). */
export function onItsSide(jpeg: Uint8Array): Buffer {
  const tiff = Buffer.from('49492a000800000001001201030001000000060000000000000000', 'hex');
  return withSegment(jpeg, 0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]));
}

/** A JPEG with an ICC profile in it. */
export function withProfile(jpeg: Uint8Array, profile: Uint8Array): Buffer {
  const name = Buffer.from('ICC_PROFILE\0', 'latin1');
  const parts = Math.ceil(profile.length / 60_000);
  let result: Buffer = Buffer.from(jpeg);
  // The last part first, for each is put before the others.
  for (let part = parts; part > 0; part -= 1) {
    const bytes = profile.subarray((part - 1) * 60_000, part * 60_000);
    result = withSegment(result, 0xe2, Buffer.concat([name, Buffer.from([part, parts]), bytes]));
  }
  return result;
}

function withSegment(jpeg: Uint8Array, marker: number, data: Uint8Array): Buffer {
  const length = data.length + 2;
  const head = Buffer.from([0xff, marker, length >> 8, length & 255]);
  return Buffer.concat([jpeg.subarray(0, 2), head, data, jpeg.subarray(2)]);
}
