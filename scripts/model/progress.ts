/** Where a stage tells how far it is. It never influences the result. */
export interface Progress {
  /**
   * A new stage begins; the one before it is over.
   * @param name what is being done, as an English phrase without a full stop: `laying out pages`
   */
  stage(name: string): void;
  /**
   * Work done within the current stage.
   * @param done units finished, from 0
   * @param total units altogether; 0 when that is not known
   */
  step(done: number, total: number): void;
  /** All stages are over; the line is finished. Nothing may follow. */
  done(): void;
}
