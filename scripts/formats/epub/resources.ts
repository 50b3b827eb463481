import { createHash } from 'node:crypto';
import { BuildError } from '../../model/build-error.ts';
import type { MediaFile } from '../../model/media-file.ts';
import { safeSvg } from './safe-svg.ts';

/** A font to enclose. */
export interface FontFile {
  /** For example `noto-serif-sc-400.ttf`; other than ASCII letters, digits, `-`, `_` and `.` is dropped. */
  readonly fileName: string;
  /** Family name used in the style sheets. */
  readonly family: string;
  /** CSS weight, 1 to 1000. */
  readonly weight: number;
  readonly bytes: Uint8Array;
  /** Text that the font's licence wants to travel with it. */
  readonly licence?: { readonly fileName: string; readonly text: string };
}

/** A file of the package besides its documents. */
export interface Resource {
  /** Path in the publication's folder. */
  readonly file: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** Core media types for images (EPUB 3.3 §3.2) and the file extension of each. */
const IMAGE_EXTENSIONS: Readonly<Record<string, string>> = {
  'image/gif': 'gif',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/svg+xml': 'svg',
  'image/webp': 'webp',
};

const FONT_TYPES: Readonly<Record<string, string>> = {
  ttf: 'font/ttf',
  otf: 'font/otf',
  woff: 'font/woff',
  woff2: 'font/woff2',
};

/**
 * A picture under the name of its content, so that equal pictures are packed once and no name of the
 * author's reaches a file system that cannot hold it.
 * @param name file name without ending, where it is to have one
 */
export function imageResource(image: MediaFile, folder: string, name?: string): Resource {
  const extension = IMAGE_EXTENSIONS[image.mediaType];
  if (extension === undefined) {
    throw new BuildError(
      'epub-image-type',
      `Unexpected image type \`${image.mediaType}\`, expected one of ${Object.keys(IMAGE_EXTENSIONS).join(', ')}`,
      'Save the picture as PNG, JPEG, GIF, WebP or SVG.',
    );
  }
  const bytes = extension === 'svg' ? safeBytes(image.bytes) : image.bytes;
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  return { file: `${folder}/${name ?? hash}.${extension}`, mediaType: image.mediaType, bytes };
}

function safeBytes(svg: Uint8Array): Uint8Array {
  return new TextEncoder().encode(safeSvg(new TextDecoder().decode(svg)));
}

/** The fonts' files and their licences, each licence once, in their folder. */
export function fontResources(fonts: readonly FontFile[], folder: string): readonly Resource[] {
  const resources = new Map<string, Resource>();
  for (const font of fonts) {
    const file = `${folder}/${safeName(font.fileName)}`;
    const mediaType = FONT_TYPES[file.slice(file.lastIndexOf('.') + 1).toLowerCase()];
    if (mediaType === undefined || resources.has(file)) {
      throw new BuildError(
        'epub-font-file',
        `Unexpected font file \`${font.fileName}\`, expected a .ttf, .otf, .woff or .woff2 of its own name`,
        'Rename the font file.',
      );
    }
    resources.set(file, { file, mediaType, bytes: font.bytes });
    if (font.licence !== undefined) {
      const licence = `${folder}/${safeName(font.licence.fileName)}`;
      resources.set(licence, {
        file: licence,
        mediaType: 'text/plain',
        bytes: new TextEncoder().encode(font.licence.text),
      });
    }
  }
  return [...resources.values()];
}

/**
 * The one style sheet, with the path to the folder of fonts from it: faces, then the format's rules, then the theme's. Whatever would be fetched is
 * refused, since an EPUB holds all it needs (EPUB 3.3 §3.6 lets style sheets name nothing remote but fonts).
 */
export function styleSheet(
  fonts: readonly FontFile[],
  fontFolder: string,
  baseCss: string,
  css: string,
): string {
  const rules = [baseCss, css].map((text) => stripComments(text).replace(DIRECTIONS, '$1').trim());
  const foreign = /@import|url\(\s*(?!["']?(?:#|data:))[^)]*\)?/i.exec(rules.join('\n'));
  if (foreign !== null) {
    throw new BuildError(
      'epub-style-url',
      `Unexpected \`${foreign[0]}\` in a style sheet of the EPUB, expected no reference to other files`,
      'Remove the reference; fonts and pictures come from the book itself.',
    );
  }
  const parts = [...fonts.map((font) => fontFace(font, fontFolder)), ...rules].filter((part) => part !== '');
  return `${parts.join('\n\n')}\n`;
}

/** A text in quotes, which is no rule whatever it says. */
const QUOTED = /"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'/.source;

const COMMENTS = new RegExp(`(${QUOTED})|/\\*[\\s\\S]*?(?:\\*/|$)`, 'g');

/** Properties that EPUB forbids in style sheets (EPUB 3.3, 6.3.1): direction is said by attributes. */
const DIRECTIONS = new RegExp(`(${QUOTED}|^|[{;\\s])(?:(?:direction|unicode-bidi)\\s*:[^;}]*;?)?`, 'gi');

function stripComments(css: string): string {
  return css.replace(COMMENTS, (_, quoted?: string) => quoted ?? ' ');
}

function fontFace(font: FontFile, folder: string): string {
  const family = font.family.replace(/["\\\n\r\f]/g, '');
  return [
    '@font-face {',
    `  font-family: "${family}";`,
    '  font-style: normal;',
    `  font-weight: ${font.weight};`,
    `  src: url("${folder}/${safeName(font.fileName)}");`,
    '}',
  ].join('\n');
}

function safeName(fileName: string): string {
  return fileName.replace(/[^-\w.]/g, '');
}
