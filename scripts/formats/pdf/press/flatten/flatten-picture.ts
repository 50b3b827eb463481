import { deflateSync } from 'node:zlib';
import type { PdfObject } from '../../pdf-file.ts';
import { type Dictionary, referredObject, writeDictionary } from '../../pdf-syntax.ts';
import type { PdfReader } from '../../preflight/pdf-reader.ts';
import type { Blend } from './layer.ts';

/**
 * A picture with what can be seen through it; `undefined` when it is of a kind that is not read: JPEG, bits, or with a
 * mask of another size.
 * @param alpha of the whole picture, beside its own mask
 */
export function flattenedPicture(
  reader: PdfReader,
  object: number,
  entries: Dictionary,
  blend: Blend,
  alpha: number,
): PdfObject | undefined {
  const components = { '/DeviceGray': 1, '/DeviceCMYK': 4 }[entries.get('ColorSpace') ?? ''];
  const isPlain =
    entries.get('BitsPerComponent') === '8' && !entries.has('Decode') && !entries.has('DecodeParms');
  const isPacked = ['/FlateDecode', undefined].includes(entries.get('Filter'));
  if (components === undefined || !isPlain || !isPacked) return undefined;
  const mask = maskOf(reader, entries);
  if (mask === null) return undefined;
  const pixels = reader.unpacked(object);
  const count = Math.floor(pixels.length / components);
  const inks = new Uint8Array(count * 4);
  const blends = blendsOf(blend, alpha);
  if (blends === undefined) return undefined;
  for (let at = 0; at < count; at += 1) {
    const { share, under } = blends[mask?.[at] ?? 255] as (typeof blends)[number];
    for (let ink = 0; ink < 4; ink += 1) {
      const own = components === 4 ? (pixels[4 * at + ink] ?? 0) : ink === 3 ? 255 - (pixels[at] ?? 0) : 0;
      inks[4 * at + ink] = Math.round(own * share + (under[ink] ?? 0));
    }
  }
  const isGray = components === 1 && inks.every((ink, index) => index % 4 === 3 || ink === 0);
  const changed = new Map(entries).set('ColorSpace', isGray ? '/DeviceGray' : '/DeviceCMYK');
  changed.delete('SMask');
  const data = isGray ? Uint8Array.from({ length: count }, (_, at) => 255 - (inks[4 * at + 3] ?? 0)) : inks;
  return { source: writeDictionary(changed.set('Filter', '/FlateDecode')), data: deflateSync(data) };
}

/** The mask of a picture; `undefined` for none, `null` for one that is not read. */
function maskOf(reader: PdfReader, entries: Dictionary): Uint8Array | undefined | null {
  const object = referredObject(entries.get('SMask'));
  if (object === undefined) return undefined;
  const mask = reader.dictionary(entries.get('SMask'));
  const isSame = ['Width', 'Height'].every((key) => mask.get(key) === entries.get(key));
  const isPlain = mask.get('BitsPerComponent') === '8' && mask.get('ColorSpace') === '/DeviceGray';
  const isPacked = ['/FlateDecode', undefined].includes(mask.get('Filter')) && !mask.has('Decode');
  return isSame && isPlain && isPacked ? reader.unpacked(object) : null;
}

/** For each value of a mask the share of the picture's own ink, and of 255 what comes to it from below. */
function blendsOf(blend: Blend, alpha: number) {
  const shares: { readonly share: number; readonly under: readonly number[] }[] = [];
  for (let value = 0; value < 256; value += 1) {
    const opacity = (alpha * value) / 255;
    const [none, full] = [0, 1].map(
      (ink) => blend({ color: { kind: 'process', inks: [ink, ink, ink, ink] }, alpha: opacity })?.final,
    );
    if (none?.kind !== 'process' || full?.kind !== 'process') return undefined;
    const share = (full.inks[0] ?? 0) - (none.inks[0] ?? 0);
    shares.push({ share, under: none.inks.map((ink) => ink * 255) });
  }
  return shares;
}
