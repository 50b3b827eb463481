import type { Progress } from '../model/progress.ts';

/** The part of a terminal stream that progress needs; `process.stderr` is one. */
export interface ProgressStream {
  /** Whether a person watches, that is whether a line may be rewritten. */
  readonly isTTY?: boolean;
  /** Width in character cells, when known. */
  readonly columns?: number;
  /** Writes text as it is. */
  write(text: string): unknown;
}

/** Goes back to the first column and clears to the end of the line (ECMA-48, CUB and EL). */
const REWRITE = '\r\u001b[K';

/** Progress that tells nobody, for tests and `--quiet`. */
export const silentProgress: Progress = { stage() {}, step() {}, done() {} };

/**
 * Progress for a person at a terminal: one line that is rewritten. Into a file or a CI log, where a
 * rewritten line is noise, it writes one line a stage and no steps.
 */
export function terminalProgress(stream: ProgressStream): Progress {
  return stream.isTTY === true ? rewrittenLine(stream) : linePerStage(stream);
}

function linePerStage(stream: ProgressStream): Progress {
  let current = '';
  return {
    stage(name) {
      if (name === current) return;
      current = name;
      stream.write(`${name}\n`);
    },
    step() {},
    done() {},
  };
}

function rewrittenLine(stream: ProgressStream): Progress {
  let current = '';
  let shown = '';
  const show = (text: string): void => {
    const line = fit(text, stream.columns);
    // A step that changes nothing visible must not make the terminal flicker.
    if (line === shown) return;
    shown = line;
    stream.write(REWRITE + line);
  };
  return {
    stage(name) {
      current = name;
      show(name);
    },
    step(done, total) {
      show(total > 0 ? `${current} ${percent(done, total)} %` : `${current} ${done}`);
    },
    done() {
      // The report comes where the line was; a finished progress line says nothing a report does not.
      if (shown !== '') stream.write(REWRITE);
      shown = '';
      current = '';
    },
  };
}

function percent(done: number, total: number): number {
  return Math.floor((Math.min(Math.max(done, 0), total) / total) * 100);
}

/** A line wider than the terminal would wrap and could no longer be rewritten; Han takes two cells. */
function fit(text: string, columns: number | undefined): string {
  if (columns === undefined || columns <= 0) return text;
  let cells = 0;
  let line = '';
  for (const character of text) {
    cells += (character.codePointAt(0) ?? 0) >= 0x1100 ? 2 : 1;
    if (cells >= columns) return line;
    line += character;
  }
  return line;
}
