import type { ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import type { Browser } from 'puppeteer';
import { killGroup } from './browser-launch.ts';
import type { SessionFolder } from './browser-session.ts';

/** Time a browser gets to close by itself, in ms; a healthy one takes 40. */
const CLOSE_TIME = 3000;

/** Time its processes get to be gone after they were killed, in ms. */
const KILL_TIME = 5000;

/**
 * Ends a browser and removes what it has written; when it resolves, no process of it is left.
 * @param force kill at once, without asking the browser to close
 */
export async function stopBrowser(browser: Browser, session: SessionFolder, force: boolean): Promise<void> {
  const child = browser.process();
  if (!force) {
    const patience = new AbortController();
    await Promise.race([
      browser.close().catch(() => {}),
      delay(CLOSE_TIME, undefined, { signal: patience.signal }).catch(() => {}),
    ]);
    patience.abort();
  }
  await endProcess(child);
  await session.remove();
}

/** For the `exit` event of our process, where nothing can be waited for. */
export function stopBrowserNow(browser: Browser, session: SessionFolder): void {
  killGroup(browser.process()?.pid);
  try {
    session.removeNow();
  } catch {
    // A process that is still dying may hold a file; the system empties its temporary folder some day.
  }
}

async function endProcess(child: ChildProcess | null): Promise<void> {
  if (child === null) return;
  if (child.exitCode === null && child.signalCode === null) {
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    if (process.platform === 'win32') child.kill();
    killGroup(child.pid);
    const patience = new AbortController();
    await Promise.race([exited, delay(KILL_TIME, undefined, { signal: patience.signal }).catch(() => {})]);
    patience.abort();
  }
  // Children outlive their parent by a moment, and would write into the folder that is removed next.
  killGroup(child.pid);
  for (let wait = 0; wait < 5 && groupExists(child.pid); wait += 1) await delay(10);
}

/** Zombies count as well, which is why nobody waits long: in many a container nobody reaps them. */
function groupExists(pid: number | undefined): boolean {
  if (pid === undefined || process.platform === 'win32') return false;
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    return false;
  }
}
