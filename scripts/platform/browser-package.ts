import { createReadStream, createWriteStream, existsSync, readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
import { extract, type Headers } from 'tar-fs';
import { cachedFolder } from './cache-folder.ts';

/** The npm package that holds a browser, as it lies in `node_modules`. */
export interface BrowserPackage {
  /** Version of the package, whose first number is that of Chromium. */
  readonly version: string;
  /** Folder of its archives. */
  readonly bin: string;
}

/** The browser of the package, ready to start. */
export interface UnpackedBrowser {
  /** The headless shell. */
  readonly executable: string;
  /** Folder of libnss3, libnspr4 and libexpat, for machines that lack them. */
  readonly libraries: string;
}

/** How unpacking is watched and stopped. */
export interface UnpackOptions {
  /** Stops the unpacking; nothing is left behind. */
  readonly signal?: AbortSignal | undefined;
  /** Told the part done, from 0 to 1. */
  readonly progress?: ((fraction: number) => void) | undefined;
}

/** Finds `@sparticuz/chromium`, or gives undefined where it (or its archives) was not installed. */
export function findBrowserPackage(): BrowserPackage | undefined {
  try {
    const entry = fileURLToPath(import.meta.resolve('@sparticuz/chromium'));
    const folder = join(entry, '..', '..');
    const about: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    if (typeof about !== 'object' || about === null || !('version' in about)) return undefined;
    const bin = join(folder, 'bin');
    if (!existsSync(join(bin, 'chromium.br'))) return undefined;
    return { version: String(about.version), bin };
  } catch {
    return undefined;
  }
}

/**
 * Unpacks the browser once for all runs of the user. The package can do it itself, but writes straight
 * to a name in the shared temporary folder and later starts whatever lies there: a half-written file of
 * a killed run, or somebody else's program.
 * @throws the refusal of the file system, or the signal's reason
 */
export async function unpackBrowser(
  source: BrowserPackage,
  roots: readonly string[],
  options: UnpackOptions,
): Promise<UnpackedBrowser> {
  const folder = await cachedFolder({
    roots,
    name: `chromium-${source.version}`,
    fill: async (target) => {
      const total = (await stat(join(source.bin, 'chromium.br'))).size;
      // The graphics libraries must lie beside the executable, where it looks for them.
      await inflate(join(source.bin, 'swiftshader.tar.br'), untar(target), options.signal);
      await inflate(join(source.bin, 'al2023.tar.br'), untar(target), options.signal);
      const executable = createWriteStream(join(target, 'chromium'), { mode: 0o755, flags: 'wx' });
      const report = (bytes: number): void => options.progress?.(bytes / total);
      await inflate(join(source.bin, 'chromium.br'), executable, options.signal, report);
    },
  });
  return { executable: join(folder, 'chromium'), libraries: join(folder, 'lib') };
}

/**
 * Unpacks the package's fallback font (Open Sans). It is the only font besides a book's own that any
 * browser of ours may see, so that a page never depends on what is installed on a machine.
 * @returns the folder of the font files
 * @throws the refusal of the file system, or the signal's reason
 */
export async function unpackFallbackFont(
  source: BrowserPackage,
  roots: readonly string[],
  signal?: AbortSignal,
): Promise<string> {
  const folder = await cachedFolder({
    roots,
    name: `fallback-font-${source.version}`,
    fill: (target) => inflate(join(source.bin, 'fonts.tar.br'), untar(target), signal),
  });
  return join(folder, 'fonts');
}

/** As root, tar-fs would give the files to the packager's user number, who is anyone on this machine. */
function untar(folder: string): NodeJS.WritableStream {
  const own = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  return extract(folder, { map: (header: Headers) => ({ ...header, ...own }) });
}

async function inflate(
  archive: string,
  sink: NodeJS.WritableStream,
  signal: AbortSignal | undefined,
  report?: (bytes: number) => void,
): Promise<void> {
  signal?.throwIfAborted();
  const counted = async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let bytes = 0;
    for await (const chunk of chunks) {
      bytes += chunk.length;
      yield chunk;
      report?.(bytes);
    }
  };
  const input = createReadStream(archive, { highWaterMark: 1024 * 1024 });
  const brotli = createBrotliDecompress({ chunkSize: 1024 * 1024 });
  try {
    await pipeline(input, counted, brotli, sink, signal === undefined ? {} : { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}
