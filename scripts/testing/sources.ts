import { readdirSync, readFileSync } from 'node:fs';
import { posix, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One `import` or `export … from` of a source file. */
export interface Import {
  /** As written: a path, a package or a `node:` module. */
  readonly specifier: string;
  /** Path of the file below scripts/ that a relative specifier means; absent for packages and `node:` modules. */
  readonly target?: string;
  /** `import type`: erased before anything runs. */
  readonly typeOnly: boolean;
}

/** A TypeScript file of scripts/. */
export interface SourceFile {
  /** Relative to scripts/, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

const SCRIPTS = fileURLToPath(new URL('../', import.meta.url));

/** Every TypeScript file of scripts/, tests included, by path. */
export function sourceFiles(): readonly SourceFile[] {
  return readdirSync(SCRIPTS, { recursive: true, encoding: 'utf8' })
    .map((path) => path.split(sep).join('/'))
    .filter((path) => path.endsWith('.ts'))
    .sort()
    .map((path) => {
      const text = readFileSync(SCRIPTS + path, 'utf8');
      return { path, text, imports: importsOf(text, path) };
    });
}

/** `import … from`, `export … from`, `import '…'` at a line's start, and `import('…')` anywhere. */
const IMPORT = /^(?:import|export)\b([^;'"`]*?\bfrom\s*)?\s*'([^'\n]+)'|\bimport\(\s*'([^'\n]+)'/gm;

/** The imports of a source text, without running or resolving anything. */
export function importsOf(text: string, path: string): readonly Import[] {
  return [...text.matchAll(IMPORT)].map((match) => {
    const specifier = match[2] ?? match[3] ?? '';
    const typeOnly = /^\s*type\b/.test(match[1] ?? '');
    if (!specifier.startsWith('.')) return { specifier, typeOnly };
    return { specifier, target: posix.join(posix.dirname(path), specifier), typeOnly };
  });
}
