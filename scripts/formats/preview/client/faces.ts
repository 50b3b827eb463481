import { EM_BOX } from '../../../model/face.ts';
import type { FaceRef } from '../messages.ts';

/** The book's faces in the document. */
export class Faces {
  #faces: ReadonlyMap<string, FontFace> = new Map();

  /** Loads faces that are new, so that no text is blank while its face is on the way; the document has them after `use`. */
  async load(refs: readonly FaceRef[]): Promise<{ use(): void }> {
    const loaded = refs.map(async ({ family, weight, url }) => {
      const known = this.#faces.get(url);
      if (known !== undefined) return [url, known] as const;
      const face = new FontFace(family, `url(${JSON.stringify(url)})`, { weight: String(weight), ...EM_BOX });
      // A face that was replaced meanwhile cannot be had any more; its successor is on the way with newer pages.
      await face.load().catch(() => undefined);
      return [url, face] as const;
    });
    const faces = new Map(await Promise.all(loaded));
    return {
      use: () => {
        for (const [url, face] of faces) if (!this.#faces.has(url)) document.fonts.add(face);
        for (const [url, face] of this.#faces) if (!faces.has(url)) document.fonts.delete(face);
        this.#faces = faces;
      },
    };
  }
}
