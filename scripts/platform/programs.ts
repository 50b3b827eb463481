import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** What a program said when it had ended. */
export interface ProgramResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** 256 MB: the text and the structure of a long book. */
const MAX_OUTPUT_BYTES = 2 ** 28;

/** Path of a program on PATH; undefined where there is none. */
export function programPath(name: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
}

/**
 * Runs a program of PATH to its end, in English and UTF-8. One that is a jar, as Debian's epubcheck, is run by Java: the
 * kernel starts it only where jarwrapper could register it (binfmt_misc).
 * @param missing makes the error that is thrown where the program, or Java for it, is not there
 */
export async function runProgram(
  name: string,
  args: readonly string[],
  missing: (name: string) => Error,
): Promise<ProgramResult> {
  const path = programPath(name);
  if (path === undefined) throw missing(name);
  if (!(await isJar(path))) return run(path, args);
  const java = programPath('java');
  if (java === undefined) throw missing('java');
  return run(java, ['-jar', path, ...args]);
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

function run(path: string, args: readonly string[]): Promise<ProgramResult> {
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
