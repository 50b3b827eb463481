import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pngOf } from '../png.ts';

const COMMAND = fileURLToPath(new URL('../../banxin.mjs', import.meta.url));

/** A small book with two editions, a note and a picture, in a folder that any user may write to. */
export function writeFaultBook(folder: string): void {
  const files: Readonly<Record<string, string | Uint8Array>> = {
    'book.yaml':
      'title: 难\nlanguage: zh-CN\nspine: { front: [], body: [01.md, 02.md] }\neditions: { print: { format: pdf, trim: A6 }, ebook: { format: epub } }\n',
    '01.md': '# 一\n\n天地玄黄[^1]，宇宙洪荒。\n\n![图](a.png "图")\n\n[^1]: 千字文。\n',
    '02.md': '# 二\n\n日月盈昃，辰宿列张。\n',
    'a.png': pngOf(4, 4, 1, new Uint8Array(16)),
  };
  mkdirSync(join(folder, 'manuscript'), { recursive: true });
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(folder, 'manuscript', name), content);
  chmodSync(folder, 0o777);
}

/** Everything in a folder of output, by name; hidden temporary files among it. */
export function contentOf(folder: string): ReadonlyMap<string, string> {
  return new Map(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name)).toString('base64')]),
  );
}

/** How a command ended. */
export interface Ended {
  readonly code: number | null;
  readonly stderr: string;
}

/** How a command is run. */
export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** Whose process it is (POSIX). */
  readonly uid?: number;
  /** Sent when a stage is told. */
  readonly stop?: { readonly stage: string; readonly signal: NodeJS.Signals };
}

/** Runs `banxin build` in a process of its own. */
export function runBuild(book: string, out: string, { env, uid, stop }: RunOptions = {}): Promise<Ended> {
  const child = spawn(process.execPath, [COMMAND, 'build', book, '--out', out, '--no-cache'], {
    env: env ?? process.env,
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString('utf8');
    if (stop !== undefined && !child.killed && stderr.includes(stop.stage)) child.kill(stop.signal);
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stderr })));
}

/** Living processes of browsers that keep their files below a folder (Linux; elsewhere none are seen). */
export function browsersIn(folder: string): readonly number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc').flatMap((id) => {
    if (!/^\d+$/.test(id)) return [];
    try {
      const line = readFileSync(`/proc/${id}/cmdline`, 'utf8');
      return line.includes(join(folder, 'banxin-browser-')) ? [Number(id)] : [];
    } catch {
      return [];
    }
  });
}
