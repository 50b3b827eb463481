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
 * @param work must not reject; it may ask whether another run has been asked for since it began
 */
export function newestWins(work: (isOutdated: () => boolean) => Promise<void>): NewestWins {
  let asked = false;
  let running: Promise<void> | undefined;
  const run = async (): Promise<void> => {
    while (asked) {
      asked = false;
      await work(() => asked);
    }
    running = undefined;
  };
  return {
    request() {
      asked = true;
      running ??= run();
    },
    idle: async () => running,
  };
}
