import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** The programs that judge our books, each with Debian's package that holds it. */
export const PACKAGE_OF = {
  pdffonts: 'poppler-utils',
  pdfinfo: 'poppler-utils',
  pdftotext: 'poppler-utils',
  qpdf: 'qpdf',
  gs: 'ghostscript',
  mutool: 'mupdf-tools',
  epubcheck: 'epubcheck',
  java: 'default-jre-headless',
} as const;

/** Name of such a program. */
export type Tool = keyof typeof PACKAGE_OF;

/** What a program said when it had ended. */
export interface ToolResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program is not on PATH: its checks have failed, since nobody has made them. */
class MissingToolError extends Error {
  constructor(tool: Tool) {
    super(`\`${tool}\` is missing: install Debian's package \`${PACKAGE_OF[tool]}\``);
    this.name = 'MissingToolError';
  }
}

/** 256 MB: the text and the structure of a long book. */
const MAX_OUTPUT_BYTES = 2 ** 28;

/**
 * Runs a program to its end, in English and UTF-8.
 * @throws MissingToolError when it is not on PATH
 */
export async function runTool(tool: Tool, args: readonly string[]): Promise<ToolResult> {
  const path = toolPath(tool);
  if (!(await isJar(path))) return run(path, args);
  // Debian's epubcheck is a jar that the kernel starts only where jarwrapper could register it (binfmt_misc).
  return run(toolPath('java'), ['-jar', path, ...args]);
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

function toolPath(tool: Tool): string {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const path = folders.map((folder) => join(folder, tool)).find((file) => existsSync(file));
  if (path === undefined) throw new MissingToolError(tool);
  return path;
}

async function isJar(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.toString('latin1') === 'PK\u0003\u0004';
  } finally {
    await file.close();
  }
}

function run(path: string, args: readonly string[]): Promise<ToolResult> {
  const env = { ...process.env, LC_ALL: 'C.UTF-8' };
  return new Promise((resolve, reject) => {
    execFile(path, args, { env, maxBuffer: MAX_OUTPUT_BYTES }, (error, stdout, stderr) => {
      if (error === null) resolve({ exitCode: 0, stdout, stderr });
      // Any other code is a failure to start, to read, or a signal.
      else if (typeof error.code === 'number') resolve({ exitCode: error.code, stdout, stderr });
      else reject(error);
    });
  });
}
