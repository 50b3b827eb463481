import { posix } from 'node:path';
import type { Diagnostic } from '../../../model/diagnostic.ts';

/** A file of an EPUB. */
export interface EpubFile {
  /** In the archive. */
  readonly path: string;
  /** Its text; empty for pictures and fonts. */
  readonly text: string;
  readonly bytes: Uint8Array;
}

/** A start tag in a text. */
export interface Tag {
  /** With its prefix, as written. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** Index in the text. */
  readonly index: number;
}

const TAG = /<([A-Za-z_][-\w:.]*)((?:[^<>"']|"[^"<]*"|'[^'<]*')*)>/g;
const ATTRIBUTE = /(?<![-\w:.])([-\w:.]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** The start tags of XML, comments left out. Whether it is well formed is not asked here. */
export function tagsOf(xml: string): readonly Tag[] {
  // Blanks, so that indices stay right.
  const text = xml.replace(/<!--[\s\S]*?(?:-->|$)/g, (comment) => ' '.repeat(comment.length));
  return [...text.matchAll(TAG)].map(({ 1: name = '', 2: rest = '', index }) => ({
    name,
    attributes: new Map([...rest.matchAll(ATTRIBUTE)].map(([, key = '', a, b]) => [key, a ?? b ?? ''])),
    index,
  }));
}

/** The path in the archive that a reference from a file means, without its fragment. */
export function resolvePath(from: string, reference: string): string {
  const [path = ''] = reference.split('#');
  if (path === '') return from;
  return posix.normalize(posix.join(posix.dirname(from), decoded(path)));
}

/** Whether a reference leads out of the archive. */
export function isRemote(reference: string): boolean {
  return /^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(reference.trim());
}

/** A URL's part as text. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** An error of the EPUB, at an index of one of its files. */
export function fault(ruleId: string, message: string, file?: EpubFile, index = 0): Diagnostic {
  const help = 'Build the EPUB again; of another program, mend it there.';
  if (file === undefined) return { severity: 'error', ruleId, message, help };
  const lines = file.text.slice(0, index).split('\n');
  const place = { file: file.path, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
  return { severity: 'error', ruleId, message, help, place };
}
