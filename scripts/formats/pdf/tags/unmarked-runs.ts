import { ContentScanner } from '../content-scanner.ts';

/** A piece of contents: index of its beginning, and behind its end. */
export interface Run {
  readonly from: number;
  readonly to: number;
}

/** Operators that draw (ISO 32000-1, table 51). */
const DRAWING = new Set('f F f* B B* b b* S s sh Do EI Tj TJ \' "'.split(' '));
/** Operators that no marked content may reach over, so that all nest (14.6.1). */
const LIMITS = new Set(['q', 'Q', 'BT', 'ET', 'BDC', 'BMC', 'EMC']);

/**
 * Pieces of contents that draw something outside marked content, which a tagged PDF must not have (ISO 14289-1, 7.1):
 * grounds, rules, running heads. Each is as long as it can be.
 * @param isMarked whether a form of this name has marked content of its own
 */
export function unmarkedRuns(contents: string, isMarked: (name: string) => boolean): readonly Run[] {
  const scanner = new ContentScanner(contents);
  const runs: Run[] = [];
  let depth = 0;
  let from: number | undefined;
  let to: number | undefined;
  const end = (): void => {
    if (from !== undefined && to !== undefined) runs.push({ from, to });
    from = undefined;
    to = undefined;
  };
  for (let operator = scanner.next(); operator !== undefined; operator = scanner.next()) {
    if (LIMITS.has(operator)) {
      end();
      if (operator === 'BDC' || operator === 'BMC') depth += 1;
      else if (operator === 'EMC') depth -= 1;
    } else if (operator === 'Do' && isMarked(scanner.operand(0))) end();
    else if (depth === 0) {
      from ??= scanner.from;
      if (DRAWING.has(operator)) to = scanner.to;
    }
  }
  end();
  return runs;
}

/** Contents in which all that was unmarked is an artifact (ISO 32000-1, 14.8.2.2). */
export function withArtifacts(contents: string, isMarked: (name: string) => boolean): string {
  let written = '';
  let at = 0;
  for (const { from, to } of unmarkedRuns(contents, isMarked)) {
    written += `${contents.slice(at, from)}/Artifact BMC\n${contents.slice(from, to)}\nEMC`;
    at = to;
  }
  return written + contents.slice(at);
}
