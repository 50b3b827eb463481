import { BuildError } from '../model/build-error.ts';
import type { BrowserSession } from './browser.ts';

/** Opens a browser. */
export type Open = () => Promise<BrowserSession>;

/** A browser that is being opened while it is not known yet whether it will be needed. */
export interface EarlyBrowser {
  /** Takes it, the first time; afterwards opens another. Only now is a failure told. */
  readonly open: Open;
  /** Stops or closes it if nobody has taken it. */
  discard(): Promise<void>;
}

/**
 * Begins to open a browser.
 * @param open is given a signal that stops the opening of one that is not needed
 */
export function openEarly(open: (unneeded?: AbortSignal) => Promise<BrowserSession>): EarlyBrowser {
  const unneeded = new AbortController();
  let early: Promise<BrowserSession> | undefined = open(unneeded.signal);
  // Not awaited yet: a failure must not end the process before somebody asks.
  early.catch(() => undefined);
  const take = (): Promise<BrowserSession> | undefined => {
    const taken = early;
    early = undefined;
    return taken;
  };
  return {
    open: () => take() ?? open(),
    async discard() {
      const unused = take();
      if (unused === undefined) return;
      unneeded.abort();
      await unused.then(
        (session) => session.close(),
        () => undefined,
      );
    },
  };
}

/**
 * Runs a task with a browser of its own, and closes it whatever happens. A browser that dies under the task, or in which
 * a stage hangs, is replaced once and the task begins again; the second time it is reported.
 * @param signal stops the work
 * @throws BuildError `browser-crashed`, `stage-hung`, the signal's reason, and whatever the task throws
 */
export async function withBrowser<Result>(
  open: Open,
  task: (session: BrowserSession) => Promise<Result>,
  notice: (message: string) => void,
  signal?: AbortSignal,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    const session = await open();
    try {
      return await task(session);
    } catch (error) {
      // A browser that ended because the user stopped the work is not replaced.
      signal?.throwIfAborted();
      if (!isBrowserLoss(error)) throw error;
      const isHung = error instanceof BuildError && error.code === 'stage-hung';
      if (attempt > 1 && isHung) throw error;
      if (attempt > 1) {
        const hint =
          'Is there enough memory? Build fewer editions at once, or name another browser in PUPPETEER_EXECUTABLE_PATH.';
        throw new BuildError('browser-crashed', 'The browser ended twice in the middle of its work', hint, {
          cause: error,
        });
      }
      const ended = isHung ? error.message : 'The browser ended in the middle of its work';
      notice(`${ended}; a new one begins again.`);
    } finally {
      await session.close();
    }
  }
}

/** True for the errors by which puppeteer and our own session tell that the browser or its tab is gone. */
function isBrowserLoss(error: unknown): boolean {
  if (error instanceof BuildError) return ['browser-closed', 'stage-hung'].includes(error.code);
  if (!(error instanceof Error)) return false;
  return (
    /TargetCloseError|ConnectionClosedError/.test(error.name) ||
    /Target closed|Session closed|Connection closed|detached/i.test(error.message)
  );
}
