/** Bytes with their kind: a picture of the manuscript, or what a request is answered with. */
export interface MediaFile {
  readonly bytes: Uint8Array;
  /** For example `image/png`. */
  readonly mediaType: string;
}
