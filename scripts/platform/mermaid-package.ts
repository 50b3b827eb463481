import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Mermaid as one script for a browser. */
const SCRIPT = 'mermaid/dist/mermaid.min.js';

/**
 * The script of the package `mermaid`, from where the book is or from where Banxin is installed; `undefined` when neither
 * has it. It only ever runs in a tab without network and files.
 */
export async function mermaidScript(bookFolder: string): Promise<string | undefined> {
  for (const from of [join(bookFolder, 'package.json'), import.meta.url]) {
    try {
      return await readFile(createRequire(from).resolve(SCRIPT), 'utf8');
    } catch {
      // Not there: the next place, or none.
    }
  }
  return undefined;
}
