/** Stands in prose for what is no prose: code, a picture, a formula, an address, attributes in braces. */
export const OBJECT = '\uFFFC';

/** The prose of one block of a Markdown file as it will be read, each character with its place in the file. */
export interface ProseBlock {
  readonly kind: 'paragraph' | 'heading' | 'cell';
  /** In verse, where the author's spaces count. */
  readonly inVerse: boolean;
  /** Its text; {@link OBJECT} for what is none, `\n` where a line of the file ends. */
  readonly text: string;
  /** For each UTF-16 unit of `text` its offset in the file; -1 for what must stay as written, such as an escape. */
  readonly offsets: Int32Array;
}
