/** Bytes that a document of an EPUB may have: reading systems load each whole, and old ones give up on greater ones. */
export const MOST_DOCUMENT_BYTES = 256 * 1024;

/** Pixels, in millions, that a picture should not have more of: shops refuse greater ones, or make them smaller themselves. */
export const MOST_MEGAPIXELS = 3.5;
