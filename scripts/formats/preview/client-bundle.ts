import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

let bundled: Promise<string> | undefined;

/** The preview's client as one script. */
export function clientBundle(): Promise<string> {
  bundled ??= bundle();
  return bundled;
}

async function bundle(): Promise<string> {
  const result = await build({
    entryPoints: [fileURLToPath(new URL('./client/main.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    // The reader may look with any browser of today; only layout needs the pinned one.
    target: 'es2022',
    platform: 'browser',
    logLevel: 'silent',
  });
  const [output] = result.outputFiles;
  return output?.text ?? '';
}
