import { type IncludedFile, importOrders, includeKey, includeOrders } from '../model/include-order.ts';
import type { SpineItem } from '../model/manuscript.ts';
import { DEEPEST, tooDeepLine } from '../model/nesting.ts';
import { lookUp, pathFault } from './manuscript-path.ts';
import { type Reading, readText } from './reading.ts';

/** More than any listing; what is longer was not meant for a page. Bytes. */
const MOST_BYTES = 4 * 1024 * 1024;

/** Files that one book may order: a guard against orders that make more orders without end. */
const MOST_FILES = 5000;

/**
 * Reads every file that an order in the book's text puts somewhere, and those that these order. Nothing is told but text
 * that is none: whether an order is one, or an example of one, is known when the Markdown is parsed.
 * @returns the files by {@link includeKey}
 */
export async function readIncludes(
  reading: Reading,
  spine: readonly SpineItem[],
): Promise<ReadonlyMap<string, IncludedFile>> {
  const files = new Map<string, IncludedFile>();
  const waiting = spine.flatMap((item) =>
    item.kind === 'file' ? [{ path: item.path, text: item.text }] : [],
  );
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { path, text } = next;
    for (const { order } of [...includeOrders(text), ...importOrders(text)]) {
      const key = includeKey(path, order.target);
      if (files.has(key) || files.size >= MOST_FILES) continue;
      const file = await readIncluded(reading, key);
      files.set(key, file);
      if (file.kind === 'text') waiting.push({ path: key, text: file.text });
    }
  }
  return files;
}

async function readIncluded(reading: Reading, path: string): Promise<IncludedFile> {
  if (pathFault(path) !== undefined) return { kind: 'outside' };
  const found = await lookUp(reading.folder, path);
  if (found.kind !== 'found') return { kind: found.kind };
  const status = await reading.folder.files.status(found.realPath);
  if (status === undefined || status.bytes > MOST_BYTES) return { kind: 'refused' };
  const text = await readText(reading, path, found);
  if (text === undefined || isTooDeep(reading, path, text)) return { kind: 'refused' };
  return { kind: 'text', text };
}

/** Whether what may be read as Markdown is nested too deep for its parser; it is told. */
function isTooDeep({ folder, diagnostics }: Reading, path: string, text: string): boolean {
  const line = /\.(?:md|markdown)$/i.test(path) ? tooDeepLine(text) : undefined;
  if (line === undefined) return false;
  diagnostics.push({
    severity: 'error',
    ruleId: 'nesting-deep',
    message: `Unexpected lists, quotations or containers more than ${DEEPEST} deep in each other`,
    help: 'Let fewer stand in each other.',
    place: { file: folder.prefix + path, line, column: 1 },
  });
  return true;
}
