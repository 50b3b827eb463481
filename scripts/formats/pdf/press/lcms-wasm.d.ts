/** The part of lcms-wasm that is used here; it has no types of its own. */
declare module 'lcms-wasm' {
  /** Little CMS, compiled to WebAssembly. Handles are numbers; 0 is a failure. */
  interface LittleCms {
    cmsOpenProfileFromMem(bytes: Uint8Array, length: number): number;
    cmsCreate_sRGBProfile(): number;
    cmsFormatterForColorspaceOfProfile(profile: number, bytes: number, isFloat: number): number;
    cmsCreateTransform(
      from: number,
      fromFormat: number,
      to: number,
      toFormat: number,
      intent: number,
      flags: number,
    ): number;
    cmsDeleteTransform(transform: number): void;
    cmsCloseProfile(profile: number): void;
    cmsDoTransform(transform: number, pixels: Uint8Array, count: number): Uint8Array;
  }
  /** Loads it. */
  export function instantiate(): Promise<LittleCms>;
  /** ICC's perceptual intent. */
  export const INTENT_PERCEPTUAL: number;
  /** ICC's media-relative colorimetric intent. */
  export const INTENT_RELATIVE_COLORIMETRIC: number;
  /** Makes the darkest colour of one the darkest of the other. */
  export const cmsFLAGS_BLACKPOINTCOMPENSATION: number;
}
