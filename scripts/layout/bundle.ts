import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

let bundled: Promise<string> | undefined;

/** The layout engine as one script for the browser: the only code that ever crosses into the page. */
export function layoutBundle(): Promise<string> {
  bundled ??= bundle();
  return bundled;
}

async function bundle(): Promise<string> {
  const result = await build({
    entryPoints: [fileURLToPath(new URL('./in-page.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'chrome140',
    platform: 'browser',
    logLevel: 'silent',
  });
  const [output] = result.outputFiles;
  return output?.text ?? '';
}
