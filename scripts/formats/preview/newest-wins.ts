/** Runs a piece of work again whenever it is asked for, never twice at a time. */
export interface NewestWins {
  /** Asks for a run that begins after now. Requests during a run make one more together. */
  request(): void;
  /** Resolves when nothing is running and nothing asked for. */
  idle(): Promise<void>;
}

/**
 * A run that has begun is finished and shown, so that someone who never stops typing still sees pages; the newest
 * state is always the last one shown.
 * @param work must not reject; its signal aborts when another run has been asked for since it began
 */
export function newestWins(work: (outdated: AbortSignal) => Promise<void>): NewestWins {
  let asked = false;
  let outdated = new AbortController();
  let running: Promise<void> | undefined;
  const run = async (): Promise<void> => {
    while (asked) {
      asked = false;
      outdated = new AbortController();
      await work(outdated.signal);
    }
    running = undefined;
  };
  return {
    request() {
      asked = true;
      outdated.abort();
      running ??= run();
    },
    idle: async () => running,
  };
}
