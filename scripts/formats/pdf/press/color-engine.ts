import {
  cmsFLAGS_BLACKPOINTCOMPENSATION,
  INTENT_PERCEPTUAL,
  INTENT_RELATIVE_COLORIMETRIC,
  instantiate,
} from 'lcms-wasm';
import type { Press } from '../../../model/press.ts';

/** Brings colours from one profile into another. */
export interface ColorEngine {
  /** Pixels of 8 bits a component, as `source` has them, in the inks of the press. */
  convert(pixels: Uint8Array, source: SourceSpace): Uint8Array;
}

/** Where colours come from: an ICC profile and its number of components, or sRGB. */
export type SourceSpace = 'srgb' | { readonly profile: Uint8Array; readonly components: 1 | 3 | 4 };

/** Pixels that are converted at once: what is in WebAssembly's memory twice. */
const CHUNK = 1 << 20;

/** Little CMS with the press's profile; relative colours with compensation of the black point. */
export async function colorEngine(
  destination: Uint8Array,
  outputs: 1 | 3 | 4,
  { intent }: Pick<Press, 'intent'>,
): Promise<ColorEngine> {
  const cms = await instantiate();
  const open = (bytes: Uint8Array): number => cms.cmsOpenProfileFromMem(bytes, bytes.length);
  const to = open(destination);
  if (to === 0) throw new Error('Expected an ICC profile of the press');
  const format = (profile: number): number => cms.cmsFormatterForColorspaceOfProfile(profile, 1, 0);
  const transforms = new Map<string, number>();
  const transformFrom = (source: SourceSpace): number => {
    const key = source === 'srgb' ? source : Buffer.from(source.profile).toString('base64');
    const known = transforms.get(key);
    if (known !== undefined) return known;
    const profile = source === 'srgb' ? cms.cmsCreate_sRGBProfile() : open(source.profile);
    const isRelative = intent === 'relative';
    const made = cms.cmsCreateTransform(
      profile,
      format(profile),
      to,
      format(to),
      isRelative ? INTENT_RELATIVE_COLORIMETRIC : INTENT_PERCEPTUAL,
      isRelative ? cmsFLAGS_BLACKPOINTCOMPENSATION : 0,
    );
    transforms.set(key, made);
    return made;
  };
  return {
    convert(pixels, source) {
      const transform = transformFrom(source);
      if (transform === 0) throw new Error('Unexpected ICC profile of a picture');
      const inputs = source === 'srgb' ? 3 : source.components;
      const count = Math.floor(pixels.length / inputs);
      const result = new Uint8Array(count * outputs);
      for (let from = 0; from < count; from += CHUNK) {
        const until = Math.min(count, from + CHUNK);
        const part = pixels.subarray(from * inputs, until * inputs);
        result.set(cms.cmsDoTransform(transform, part, until - from), from * outputs);
      }
      return result;
    },
  };
}
