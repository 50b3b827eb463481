declare module 'fontverter' {
  /** The same font in another container. Rejects for what is no font. */
  export function convert(font: Buffer, toFormat: 'truetype'): Promise<Buffer>;
}
