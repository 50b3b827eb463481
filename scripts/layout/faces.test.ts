import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { FaceText } from '../model/face.ts';
import { type Layouter, openLayouter } from '../testing/laid-out.ts';
import { ALPHABET, HORIZONTAL } from '../testing/pages.ts';

let layouter: Layouter;
before(async () => {
  layouter = await openLayouter(ALPHABET);
});
after(() => layouter?.close());

describe('faces of a document', () => {
  it('should draw page numbers wherever there is a place for them, though nothing stands there yet', async () => {
    const laid = await layouter.layOut('文', HORIZONTAL);
    const slots = '<b><i data-page-of="a"></i></b><code><i data-pages-of="a b"></i></code>';
    const html = `<p>文${slots}</p><bx-samples data-numerals="12、"></bx-samples>`;
    const faces = (await laid.evaluate(
      `(document.body.innerHTML = ${JSON.stringify(html)}, banxin.collectFaces())`,
    )) as readonly FaceText[];
    assert.deepEqual(faces.map(({ family, weight, text }) => `${family} ${weight} ${text}`).sort(), [
      'Banxin Mono 400 12、',
      'Banxin Sans 700 12、',
      'Banxin Serif 400 文',
    ]);
  });
});
