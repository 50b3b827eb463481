import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Check } from './external-checks.ts';
import { readPdf } from './pdf-facts.ts';

const REPO = fileURLToPath(new URL('../../', import.meta.url));

/** A chapter of two pages of A6. */
const TEXT = `# 一\n\n${'天地玄黄，宇宙洪荒。日月盈昃，辰宿列张。'.repeat(24)}\n`;
const CONFIG =
  'title: 书\nlanguage: zh-CN\nspine: { front: [], body: [01.md] }\neditions: { print: { format: pdf, trim: A6 }, ebook: { format: epub } }\n';

/**
 * The npm package as a stranger gets it: packed, installed into an empty folder without any script, and a book built with
 * the command that is there then. The registry is asked for what npm does not hold.
 */
export function packedPackage(folder: string): readonly Check[] {
  const home = join(folder, 'stranger');
  return [
    { name: 'npm pack', run: async () => pack(folder) },
    { name: 'npm install --ignore-scripts', run: async () => install(folder, home) },
    { name: 'builds a book of two pages', run: () => buildBook(home) },
  ];
}

function run(command: string, given: readonly string[], cwd: string): string {
  const { NODE_OPTIONS: _options, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(command, given, { cwd, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${given.join(' ')}: ${stderr.trim().slice(-500)}`);
  return stdout;
}

function pack(folder: string): { ok: boolean; figure: string } {
  const told = run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], REPO);
  const [packed] = JSON.parse(told) as { files: { path: string }[]; size: number }[];
  const paths = packed?.files.map(({ path }) => path) ?? [];
  const stray = paths.filter((path) =>
    /\.test\.ts$|^(?:scripts\/testing|manuscript|docs|node_modules)\//.test(path),
  );
  return {
    ok: paths.length > 0 && stray.length === 0,
    figure: `${paths.length} files, ${Math.round((packed?.size ?? 0) / 1000)} kB${stray.length > 0 ? `, ${stray}` : ''}`,
  };
}

function install(folder: string, home: string): { ok: boolean; figure: string } {
  mkdirSync(home);
  writeFileSync(join(home, 'package.json'), '{ "private": true }');
  const archive = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';
  const flags = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'];
  run('npm', ['install', ...flags, join(folder, archive)], home);
  return { ok: true, figure: `${readdirSync(join(home, 'node_modules')).length} packages and scopes` };
}

async function buildBook(home: string): Promise<{ ok: boolean; figure: string }> {
  mkdirSync(join(home, 'book'));
  writeFileSync(join(home, 'book/book.yaml'), CONFIG);
  writeFileSync(join(home, 'book/01.md'), TEXT);
  run(join(home, 'node_modules/.bin/banxin'), ['build', 'book', '--no-cache'], home);
  const { pages } = await readPdf(readFileSync(join(home, 'book/dist/书-print.pdf')));
  const names = readdirSync(join(home, 'book/dist')).sort();
  return {
    ok: pages.length === 2 && names.length === 3,
    figure: `${pages.length} pages; ${names.join(', ')}`,
  };
}
