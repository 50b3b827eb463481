/**
 * Chromium knows few structure types of a PDF (ISO 32000-1, 14.8.4) by themselves. An element of another is printed as
 * a figure whose alternative text is this sign, the type, the sign again, then the element's own alternative text; the
 * type is set when the PDF is completed. The sign is for private use: no manuscript's text begins with it.
 */
export const STRUCTURE_MARK = '\u{f8ff}';
