import { join, resolve } from 'node:path';
import { PROSE_RULES } from './check/check-book.ts';
import type { Edit, ProseRule } from './check/prose-rule.ts';
import { decodeText } from './manuscript/decode-text.ts';
import { readManuscript } from './manuscript/read-manuscript.ts';
import { EXTENSIONS } from './markdown/extensions/index.ts';
import { readProse } from './markdown/parse-markdown.ts';
import type { Manuscript } from './model/manuscript.ts';
import { levelOf } from './model/rules.ts';
import { disk } from './platform/disk.ts';
import { replaceFile } from './platform/output.ts';

/** What `fix` did to a file. */
export interface FixedFile {
  /** Path from the manuscript's folder. */
  readonly path: string;
  /** Places that were changed. */
  readonly places: number;
  /** Rules whose edits would have changed more than prose, and were not made. */
  readonly left: readonly string[];
}

/** Edits bring others into reach, such as a comma behind a bracket; never this often. */
const MOST_PASSES = 5;

/**
 * Mends in the author's Markdown files what rules of prose find, those that book.yaml switches off left out. Only the
 * characters found are changed: never code, formulas, addresses, HTML, front matter. Each file is written whole or not at all.
 * @throws BuildError what reading and writing throw
 */
export async function fix(bookPath: string): Promise<readonly FixedFile[]> {
  const names = EXTENSIONS.map(({ name }) => name);
  const { manuscript: complete, draft } = await readManuscript(resolve(bookPath), disk, {}, names);
  const manuscript = complete ?? draft;
  if (manuscript === undefined) return [];
  const rules = PROSE_RULES.filter(({ id }) => levelOf(id, manuscript.rules) !== 'off');
  const fixed: FixedFile[] = [];
  const paths = new Set<string>();
  for (const item of manuscript.spine) {
    if (item.kind !== 'file' || paths.has(item.path)) continue;
    paths.add(item.path);
    const { text, places, left } = fixText(item.text, rules, manuscript);
    if (places > 0) await write(manuscript, item.path, item.text, text);
    if (places > 0 || left.length > 0) fixed.push({ path: item.path, places, left });
  }
  return fixed;
}

/** A text as the rules want it, and what they could not do. */
export function fixText(
  original: string,
  rules: readonly ProseRule[],
  { metadata, markdown }: Pick<Manuscript, 'metadata' | 'markdown'>,
): Omit<FixedFile, 'path'> & { readonly text: string } {
  const { skeleton } = readProse(original, markdown);
  const left = new Set<string>();
  let text = original;
  let places = 0;
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const { blocks } = readProse(text, markdown);
    const before = text;
    for (const { id, fixes } of rules) {
      if (left.has(id)) continue;
      // Each rule reads what the one before it has written.
      const current = text === before ? blocks : readProse(text, markdown).blocks;
      const findings = current.flatMap((block) => fixes(block, metadata.language));
      if (findings.length === 0) continue;
      const edited = withEdits(text, findings.flat());
      if (readProse(edited, markdown).skeleton !== skeleton) left.add(id);
      else {
        text = edited;
        places += findings.length;
      }
    }
    if (text === before) break;
  }
  return { text, places, left: [...left] };
}

/** Edits that overlap with one before them are not made. */
function withEdits(text: string, edits: readonly Edit[]): string {
  let edited = '';
  let at = 0;
  for (const { start, end, replacement } of edits.toSorted((a, b) => a.start - b.start)) {
    if (start < at) continue;
    edited += text.slice(at, start) + replacement;
    at = end;
  }
  return edited + text.slice(at);
}

/** A file that was changed since it was read is left alone. */
async function write(manuscript: Manuscript, path: string, read: string, text: string): Promise<void> {
  const real = await disk.realPath(join(manuscript.folder, path));
  const bytes = await disk.readBytes(real);
  const decoded = decodeText(bytes);
  if (!decoded.ok || decoded.text !== read) return;
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  await replaceFile(real, Buffer.from(`${hasMark ? '\uFEFF' : ''}${text}`, 'utf8'));
}
