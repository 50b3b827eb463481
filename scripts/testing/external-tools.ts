import { realpath, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ProgramResult, programPath, runProgram } from '../platform/programs.ts';

/** The programs that judge our books, each with Debian's package that holds it. */
export const PACKAGE_OF = {
  pdffonts: 'poppler-utils',
  pdfimages: 'poppler-utils',
  pdfinfo: 'poppler-utils',
  pdftoppm: 'poppler-utils',
  pdftotext: 'poppler-utils',
  qpdf: 'qpdf',
  gs: 'ghostscript',
  mutool: 'mupdf-tools',
  epubcheck: 'epubcheck',
  java: 'default-jre-headless',
} as const;

/** Name of such a program. */
export type Tool = keyof typeof PACKAGE_OF;

/** A program is not on PATH: its checks have failed, since nobody has made them. */
class MissingToolError extends Error {
  constructor(tool: Tool) {
    super(`\`${tool}\` is missing: install Debian's package \`${PACKAGE_OF[tool]}\``);
    this.name = 'MissingToolError';
  }
}

/**
 * Runs a program to its end, in English and UTF-8.
 * @throws MissingToolError when it is not on PATH
 */
export async function runTool(tool: Tool, args: readonly string[]): Promise<ProgramResult> {
  return runProgram(tool, args, (name) => new MissingToolError(name as Tool));
}

/** EPUBCheck over many files, its messages and a line `path TAB code` for each, in one Java machine. */
export async function runEpubCheck(files: readonly string[], folder: string): Promise<ProgramResult> {
  const path = programPath('epubcheck');
  if (path === undefined) throw new MissingToolError('epubcheck');
  const jar = await realpath(path);
  const list = join(folder, 'files.xml');
  await writeFile(list, `<files>${files.map((file) => `<file>${file}</file>`).join('')}</files>`);
  const sheet = fileURLToPath(new URL('./epubcheck-many.xsl', import.meta.url));
  return runTool('java', [
    ...['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'],
    '-Djavax.xml.transform.TransformerFactory=org.apache.xalan.processor.TransformerFactoryImpl',
    ...['-cp', [jar, join(dirname(jar), 'xalan2.jar')].join(delimiter)],
    ...['org.apache.xalan.xslt.Process', '-xsl', sheet, '-in', list],
  ]);
}

/**
 * The output of a program that has to succeed.
 * @throws MissingToolError when it is not on PATH; Error with its last words when it fails
 */
export async function outputOf(tool: Tool, args: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await runTool(tool, args);
  if (exitCode !== 0) throw new Error(`\`${tool}\` ended with ${exitCode}: ${lastLines(stderr || stdout)}`);
  return stdout;
}

/** The end of a program's output in one line. */
export function lastLines(output: string): string {
  return output.trim().split('\n').slice(-3).join(' / ');
}
