import { Face, Font, Blob as FontBlob } from 'harfbuzzjs';
import type { GlyphOutline, GlyphOutlines } from '../model/face.ts';
import type { Language } from '../model/metadata.ts';
import { FACES, faceFile } from './registry.ts';
import type { FontFiles } from './subset-faces.ts';

/** Outlines of characters in the sans serif of a language: for words that no font is embedded for. */
export async function glyphOutlines(
  characters: Iterable<string>,
  language: Language,
  files: FontFiles,
): Promise<GlyphOutlines> {
  const source = FACES[language]['Banxin Sans'];
  const face = new Face(new FontBlob(await files.read(source.name, faceFile(source, 400))));
  const font = new Font(face);
  const outlines = new Map<string, GlyphOutline>();
  for (const character of new Set(characters)) {
    const glyph = font.nominalGlyph(character.codePointAt(0) ?? 0) ?? 0;
    outlines.set(character, {
      advance: font.glyphHAdvance(glyph) / face.upem,
      path: font.glyphToJson(glyph).map(({ type, values }) => ({
        type: type as 'M' | 'L' | 'Q' | 'C' | 'Z',
        points: values.map((value) => value / face.upem),
      })),
    });
  }
  return outlines;
}
