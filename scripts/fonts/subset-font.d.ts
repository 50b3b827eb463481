declare module 'subset-font' {
  /** Options used of subset-font 2; the package ships no types. */
  export interface SubsetOptions {
    readonly targetFormat: 'truetype';
    /** OpenType feature tags to keep. */
    readonly keepFeatures: readonly string[];
    readonly noHinting?: boolean;
  }
  /** Cuts a font down to the characters of `text`. Rejects when harfbuzz cannot read the font. */
  export default function subsetFont(font: Buffer, text: string, options: SubsetOptions): Promise<Buffer>;
}
