import { chmod, readFile, writeFile } from 'node:fs/promises';
import { openBrowser } from '../../platform/browser.ts';

/**
 * Between a browser and whoever drives it by a pipe: passes on each message, and changes what the browser says of its
 * version and of the CSS that it knows. Messages end with NUL.
 */
const PROGRAM = `
import { spawn } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';

const child = spawn(EXECUTABLE, process.argv.slice(2), {
  env: { ...process.env, ...ENVIRONMENT },
  stdio: ['ignore', 'ignore', 'inherit', 'pipe', 'pipe'],
});
createReadStream('', { fd: 3 }).on('error', () => {}).pipe(child.stdio[3]);
const out = createWriteStream('', { fd: 4 });
let rest = '';
child.stdio[4].on('data', (chunk) => {
  const messages = (rest + chunk.toString('latin1')).split('\\0');
  rest = messages.pop();
  for (const message of messages) {
    const older = message
      .replace(/"product":"[^"]*"/, '"product":"Chrome/120.0.6099.0"')
      .replace('"value":[true,true,true,true]', '"value":[false,true,true,true]');
    out.write(Buffer.from(older + '\\0', 'latin1'));
  }
});
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));
`;

/** Writes a program that starts the browser of this machine, and speaks for it as one of years ago. */
export async function writeOldBrowser(path: string): Promise<void> {
  const session = await openBrowser({ notice: () => {} });
  const child = (await session.newPage()).browser().process();
  // Where it finds the libraries of its package.
  const written = await readFile(`/proc/${child?.pid}/environ`, 'utf8').catch(() => '');
  const libraries = written.split('\0').find((one) => one.startsWith('LD_LIBRARY_PATH='));
  const environment =
    libraries === undefined ? {} : { LD_LIBRARY_PATH: libraries.slice(libraries.indexOf('=') + 1) };
  const program = PROGRAM.replace('EXECUTABLE', JSON.stringify(child?.spawnfile)).replace(
    'ENVIRONMENT',
    JSON.stringify(environment),
  );
  await session.close();
  await writeFile(path, `#!${process.execPath}\n${program}`);
  await chmod(path, 0o755);
}
