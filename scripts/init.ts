import { join, resolve } from 'node:path';
import { readManuscript } from './manuscript/read-manuscript.ts';
import { writeConfig } from './manuscript/write-config.ts';
import { BuildError } from './model/build-error.ts';
import { type Diagnostic, hasError } from './model/diagnostic.ts';
import { disk } from './platform/disk.ts';
import { writeNew } from './platform/output.ts';

/** What `init` did. */
export interface InitReport {
  /** Absolute path of the book.yaml that was written; absent when an error stopped it. */
  readonly path?: string;
  /** What was found, a line each. */
  readonly found: readonly string[];
  /** Sorted by place; without those that tell of the missing book.yaml. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Writes a book.yaml that says what a book without one is taken for.
 * @throws BuildError `config-exists` when there is one, and what reading and writing throw
 */
export async function init(bookPath: string): Promise<InitReport> {
  const { manuscript, assumed, ...read } = await readManuscript(resolve(bookPath), disk, {});
  const diagnostics = read.diagnostics.filter(({ ruleId }) => ruleId !== 'book-assumed');
  if (assumed === undefined && !hasError(diagnostics)) throw exists(bookPath);
  if (manuscript === undefined || assumed === undefined) return { found: [], diagnostics };
  const path = join(manuscript.folder, 'book.yaml');
  if (!(await writeNew(path, writeConfig(assumed, manuscript.spine)))) throw exists(path);
  const { title, contributors, language } = manuscript.metadata;
  const files = manuscript.spine.filter(({ kind }) => kind === 'file').length;
  const parts = manuscript.spine.filter(({ kind }) => kind === 'part').length;
  return {
    path,
    found: [
      `title: ${title}`,
      `language: ${language}`,
      ...contributors.map(({ name, role }) => `${role}: ${name}`),
      `order: ${assumed.order ?? 'names of the files'}`,
      `files: ${files}${parts === 0 ? '' : `, in ${parts} parts`}`,
    ],
    diagnostics,
  };
}

function exists(path: string): BuildError {
  return new BuildError(
    'config-exists',
    `Unexpected book.yaml in \`${path}\`: it is never written over`,
    'Change it by hand, or move it away first.',
  );
}
