import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const bundles = new Map<string, Promise<string>>();

/** The layout engine as one script for the browser: the only code that ever crosses into the page. */
export function layoutBundle(): Promise<string> {
  return browserBundle(new URL('./in-page.ts', import.meta.url), 'chrome140');
}

/**
 * A module and all it imports as one script for a browser, made once a run.
 * @param target the oldest browser or language version it must run in, as esbuild names them
 */
export function browserBundle(entry: URL, target: string): Promise<string> {
  const known = bundles.get(entry.href) ?? bundle(fileURLToPath(entry), target);
  bundles.set(entry.href, known);
  return known;
}

async function bundle(entry: string, target: string): Promise<string> {
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    target,
    platform: 'browser',
    logLevel: 'silent',
  });
  const [output] = result.outputFiles;
  return output?.text ?? '';
}
