import type { Browser } from 'puppeteer';

/** Time a browser gets to say that it lives, in ms. Its own process answers while its tabs compute for minutes. */
const PATIENCE = 120_000;

/** How often it is asked within that time. */
const QUESTIONS = 4;

/**
 * Asks a browser again and again whether it lives.
 * @param hung called once when it has not answered for `patience` ms
 * @returns ends the asking
 */
export function watchPulse(
  browser: Pick<Browser, 'version'>,
  hung: () => void,
  patience = PATIENCE,
): () => void {
  // Counted in questions, not by the clock: a computer that sleeps for an hour has not waited for an hour.
  let unanswered = 0;
  const timer = setInterval(() => {
    if (unanswered >= QUESTIONS) {
      clearInterval(timer);
      hung();
    }
    unanswered += 1;
    if (unanswered > 1) return;
    // One that is gone answers by an error.
    const answered = (): void => {
      unanswered = 0;
    };
    browser.version().then(answered, answered);
  }, patience / QUESTIONS);
  timer.unref();
  return () => clearInterval(timer);
}
