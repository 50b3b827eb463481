/** A line of text, or a part of one, as it stands in the document. */
export interface TextBox {
  /** The whole text that it is of. */
  readonly text: string;
  /** Its edges in CSS px from the document's upper left corner. */
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}
