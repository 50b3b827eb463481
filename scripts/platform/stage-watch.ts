import { BuildError } from '../model/build-error.ts';
import type { Progress } from '../model/progress.ts';
import type { BrowserSession } from './browser.ts';

/** How often it is looked within the time that a stage is given. */
const LOOKS = 10;

/** How long a stage may tell nothing for a book that is read in no time, in ms. */
const LEAST_PATIENCE = 600_000;

/** And for each character of the book more: a hundred times what the slowest stage takes of a long book. */
const PATIENCE_PER_CHARACTER = 1;

/** How long a stage of a book may tell nothing before its tab is taken for one that computes for ever, in ms. */
export function patienceFor(characters: number): number {
  return LEAST_PATIENCE + PATIENCE_PER_CHARACTER * characters;
}

/**
 * Runs a task with a browser that is ended when a stage of it tells nothing for too long: a tab that computes for ever,
 * for the browser itself goes on to answer.
 * @param session the browser; it is closed when a stage hangs, and the task fails
 * @param task is given the progress to tell of
 * @param patience ms; counted by looks, so that a machine that sleeps has not waited
 * @throws BuildError `stage-hung` instead of what the task throws then
 */
export async function watchStages<Result>(
  session: Pick<BrowserSession, 'close'>,
  progress: Progress,
  task: (progress: Progress) => Promise<Result>,
  patience: number,
): Promise<Result> {
  let stage = 'Starting';
  let silent = 0;
  let isHung = false;
  const timer = setInterval(() => {
    silent += 1;
    if (silent <= LOOKS) return;
    clearInterval(timer);
    isHung = true;
    void session.close().catch(() => {});
  }, patience / LOOKS);
  const watched: Progress = {
    ...{ done: () => progress.done() },
    stage(name) {
      [stage, silent] = [name, 0];
      progress.stage(name);
    },
    step(done, total) {
      silent = 0;
      progress.step(done, total);
    },
  };
  try {
    return await task(watched);
  } catch (error) {
    if (!isHung) throw error;
    const message = `“${stage}” has told nothing for ${timeOf(patience)}, and its browser was ended`;
    const hint =
      'Build one edition, and half of the chapters, to find what does not end: a picture in SVG or the styles of a theme, most likely.';
    throw new BuildError('stage-hung', message, hint, { cause: error });
  } finally {
    clearInterval(timer);
  }
}

function timeOf(ms: number): string {
  return ms < 60_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} minutes`;
}
