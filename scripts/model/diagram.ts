/** What became of a diagram's text. */
export type DrawnDiagram =
  | {
      readonly kind: 'drawn';
      /** Markup of one `svg`, to be sanitised before use. */
      readonly svg: string;
    }
  | {
      readonly kind: 'wrong';
      /** What its program says of it, in one line. */
      readonly reason: string;
    };

/** Draws diagrams: each text once. `undefined` when there is no program for it. */
export type DrawDiagrams = (
  sources: readonly string[],
) => Promise<ReadonlyMap<string, DrawnDiagram> | undefined>;
