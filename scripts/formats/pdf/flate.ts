import { promisify } from 'node:util';
import { deflate, inflate } from 'node:zlib';

/** Packs the data of a stream as its `FlateDecode` says (ISO 32000-1, 7.4.4), off the main thread. */
export const pack = promisify(deflate);

/** Unpacks such data; rejects where it is damaged. */
export const unpack = promisify(inflate);
