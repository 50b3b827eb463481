import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PDFDict, PDFDocument, PDFName, PDFRawStream } from 'pdf-lib';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { BuildError } from '../../model/build-error.ts';
import { PdfFile } from './pdf-file.ts';

const OBJECTS = [
  '<</Title (old)>>',
  '<</Type /Page\n/MediaBox [0 0 420 600]\n/Contents 3 0 R\n/Parent 4 0 R>>',
  // The word that ends a dictionary stands in a string, and the data holds the word that ends a stream.
  '<</Note (stream\n)\n/Length 21>> stream\n0 0 m\nendstream\n0 0 l\nendstream',
  '<</Type /Pages\n/Count 1\n/Kids [2 0 R]>>',
  '<</Type /Catalog\n/Pages 4 0 R>>',
];

/** A file as Chromium writes them: numbers not in the order of places, a single plain table. */
function written(objects: readonly string[] = OBJECTS, trailer = ''): Uint8Array {
  let text = '%PDF-1.4\n%\xd3\xeb\xe9\xe1\n';
  const places: number[] = [];
  for (const number of [...objects.keys()].reverse()) {
    places[number] = text.length;
    text += `${number + 1} 0 obj\n${objects[number]}\nendobj\n`;
  }
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const end = `trailer\n<</Size ${size}\n/Root 5 0 R\n/Info 1 0 R${trailer}>>\nstartxref\n${text.length}\n%%EOF`;
  return Buffer.from(`${text}xref\n0 ${size}\n0000000000 65535 f \n${table}${end}`, 'latin1');
}

function assertForeign(bytes: Uint8Array, why: RegExp): void {
  assert.throws(
    () => new PdfFile(bytes),
    (error) => error instanceof BuildError && error.code === 'pdf-unknown' && why.test(error.message),
  );
}

describe('a file that is read and written', () => {
  it('should be the same to other readers', async () => {
    const saved = await new PdfFile(written()).save();
    const raw = await PDFDocument.load(saved, { updateMetadata: false, throwOnInvalidObject: true });
    assert.equal(raw.getTitle(), 'old');
    assert.deepEqual(
      raw.getPages().map((page) => page.getSize()),
      [{ width: 420, height: 600 }],
    );
    const contents = raw.getPage(0).node.lookup(PDFName.of('Contents'));
    assert.ok(contents instanceof PDFRawStream);
    assert.equal(Buffer.from(contents.contents).toString(), '0 0 m\nendstream\n0 0 l');
    const task = getDocument({ data: new Uint8Array(saved), verbosity: 0, stopAtErrors: true });
    assert.equal((await task.promise).numPages, 1);
    await task.destroy();
  });

  it('should hold what was changed and added, and keep the rest', async () => {
    const file = new PdfFile(written());
    file.update(1, { Title: '(new)' });
    file.set(3, { source: '<</Length 0>>', data: Buffer.from('1 w') });
    const added = file.add({ source: '<</Own true>>' });
    const stream = file.add({ source: '<</Type /Metadata>>', data: Buffer.from('<x/>') });
    file.update(5, { Own: `${added} 0 R`, Metadata: `${stream} 0 R` });
    assert.equal(file.dictionary(5).get('Pages'), '4 0 R');
    const raw = await PDFDocument.load(await file.save(), { updateMetadata: false });
    assert.equal(raw.getTitle(), 'new');
    const textOf = (object: unknown): string => {
      assert.ok(object instanceof PDFRawStream);
      return Buffer.from(object.contents).toString();
    };
    assert.equal(textOf(raw.getPage(0).node.lookup(PDFName.of('Contents'))), '1 w');
    assert.equal(textOf(raw.catalog.lookup(PDFName.of('Metadata'))), '<x/>');
    assert.equal(
      raw.catalog.lookup(PDFName.of('Own'), PDFDict).toString().replace(/\s+/g, ' '),
      '<< /Own true >>',
    );
  });

  it('should be the same bytes each time, and have an identifier of its content', async () => {
    const one = Buffer.from(await new PdfFile(written()).save()).toString('latin1');
    const two = Buffer.from(await new PdfFile(written()).save()).toString('latin1');
    const file = new PdfFile(written());
    file.update(1, { Title: '(new)' });
    const other = Buffer.from(await file.save()).toString('latin1');
    const id = /\/ID \[(<[0-9A-F]{32}>) \1\]/;
    assert.equal(one, two);
    assert.ok(id.test(one) && id.test(other));
    assert.notEqual(id.exec(one)?.[1], id.exec(other)?.[1]);
  });

  it('should hold thousands of objects', async () => {
    const many = Array.from({ length: 3000 }, (_, index) => `<</Index ${index + 6}>>`);
    const saved = await new PdfFile(written([...OBJECTS, ...many])).save();
    const raw = await PDFDocument.load(saved, { updateMetadata: false, throwOnInvalidObject: true });
    const indices = raw.context
      .enumerateIndirectObjects()
      .flatMap(([reference, object]) =>
        object instanceof PDFDict && object.has(PDFName.of('Index'))
          ? [[reference.objectNumber, Number(object.get(PDFName.of('Index'))?.toString())] as const]
          : [],
      );
    assert.equal(indices.length, 3000);
    assert.ok(indices.every(([number, index]) => number === index));
  });
});

describe('objects', () => {
  it('should be told from streams, and streams be read to their length', () => {
    const file = new PdfFile(written());
    assert.equal(file.object(1).data, undefined);
    assert.equal(Buffer.from(file.object(3).data ?? []).toString(), '0 0 m\nendstream\n0 0 l');
  });

  it('should not be read or replaced where there are none', () => {
    const file = new PdfFile(written());
    assert.throws(() => file.object(6), /no object 6/);
    assert.throws(() => file.set(0, { source: 'null' }), /no object 0/);
  });

  it('should not be streams of another length than they say', () => {
    const wrong = OBJECTS.map((object) => object.replace('/Length 21', '/Length 20'));
    assert.throws(() => new PdfFile(written(wrong)).object(3), /not as long as it says/);
  });
});

describe('files of another kind', () => {
  const text = Buffer.from(written()).toString('latin1');
  const changed = (from: string | RegExp, to: string): Uint8Array =>
    Buffer.from(text.replace(from, to), 'latin1');

  it('should be refused: encrypted, of several revisions, with streams of cross-references', async () => {
    assertForeign(written(OBJECTS, '\n/Encrypt 1 0 R'), /encrypted/);
    assertForeign(written(OBJECTS, '\n/Prev 9'), /several revisions/);
    assertForeign(await new PdfFile(written()).save(), /not a single plain one/);
  });

  it('should be refused when damaged', () => {
    assertForeign(changed(/%%EOF$/, ''), /does not end/);
    assertForeign(changed(/startxref\n\d+/, 'startxref\n99999999'), /does not end/);
    assertForeign(changed('4 0 obj', '9 0 obj'), /object 4 is not where/);
    assertForeign(changed('%PDF-1.4\n', '%PDF-1.4\n\n'), /not a single plain one/);
    assertForeign(changed(' n \n0', ' x \n0'), /broken at object/);
    assertForeign(Buffer.from(''), /does not end/);
  });
});
