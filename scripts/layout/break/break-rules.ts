/** Of what follows a block: nothing, its first line, or as many lines as below a heading. */
export type Keep = 'nothing' | 'line' | 'heading';

/** What the rules need of a block. */
export interface RuleBlock {
  readonly firstLine: number;
  readonly lineCount: number;
  /** How many lines of text it is as high as: a figure is one line to the breaker, and many below a heading. */
  readonly linesHigh: number;
  /** False for a block that stays whole whatever its lines. */
  readonly divisible: boolean;
  /** How much of what follows stays on its page. */
  readonly keepWithNext: Keep;
  readonly keepWithPrevious: boolean;
}

/** The least lines that stay together. */
export interface BreakRules {
  /** At a page's foot (B08). */
  readonly orphans: number;
  /** At a page's head (B08). */
  readonly widows: number;
  /** Of text below a heading (E04). */
  readonly linesAfterHeading: number;
}

/**
 * For each line, whether a page may begin with it. Widows and orphans hold for paragraphs long enough to satisfy
 * both; a shorter paragraph is not divided.
 */
export function allowedBreaks(blocks: readonly RuleBlock[], lineCount: number, rules: BreakRules): boolean[] {
  const allowed = new Array<boolean>(lineCount).fill(true);
  let forbidden = 0;
  let headed = false;
  for (const block of blocks) {
    for (let line = 0; line < block.lineCount; line += 1) {
      const index = block.firstLine + line;
      const after = block.lineCount - line;
      if (line > 0 && (!block.divisible || line < rules.orphans || after < rules.widows))
        allowed[index] = false;
      if (forbidden > 0 || (line === 0 && block.keepWithPrevious)) allowed[index] = false;
      if (forbidden > 0) forbidden -= Math.max(block.linesHigh / block.lineCount, 1);
    }
    const wanted = { nothing: 0, line: 1, heading: rules.linesAfterHeading }[block.keepWithNext];
    if (wanted > 0) forbidden = headed ? Math.max(forbidden, wanted) : wanted;
    headed = wanted > 0;
  }
  return allowed;
}
