/** A row of docs/reliability.md: what is tried, and what has to come of it. Its test asserts both. */
export interface ReliabilityCase {
  /** What is tried. */
  readonly name: string;
  /** What is told, once each: severity and rule, or the code of a failure. */
  readonly tells: readonly string[];
  /** What comes of it, a clause. */
  readonly result: string;
}
