import { promisify } from 'node:util';
import { deflate, deflateSync, inflate, inflateSync } from 'node:zlib';

/** Streams up to so many bytes are worked on at once: to hand one to another thread costs as much as to pack it. */
const SHORT = 1 << 17;

const deflateBeside = promisify(deflate);
const inflateBeside = promisify(inflate);

/** Packs the data of a stream as its `FlateDecode` says (ISO 32000-1, 7.4.4); long ones off the main thread. */
export async function pack(bytes: Uint8Array): Promise<Uint8Array> {
  return bytes.length <= SHORT ? deflateSync(bytes) : deflateBeside(bytes);
}

/** Unpacks such data; rejects where it is damaged. */
export async function unpack(bytes: Uint8Array): Promise<Uint8Array> {
  return bytes.length <= SHORT ? inflateSync(bytes) : inflateBeside(bytes);
}
