/**
 * A failure that is not the author's mistake: no browser, a full disk, a font package that is missing.
 * It is shown as message and hint, never as a stack trace; the command exits with 2.
 */
export class BuildError extends Error {
  /** Stable kebab-case name, for example `browser-missing`. */
  readonly code: string;
  /** What the user can do about it. */
  readonly hint: string;

  constructor(code: string, message: string, hint: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'BuildError';
    this.code = code;
    this.hint = hint;
  }
}
