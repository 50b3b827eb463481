import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deflateSync } from 'node:zlib';
import { DEFAULT_LIMITS } from '../../../../model/press.ts';
import { plainPdf, stream } from '../../../../testing/plain-pdf.ts';
import { PdfFile } from '../../pdf-file.ts';
import { readDictionary, referredObject } from '../../pdf-syntax.ts';
import { PdfReader } from '../../preflight/pdf-reader.ts';
import { preflight } from '../../preflight/preflight.ts';
import { flattenPages } from './flatten-pages.ts';

/** Half, a fifth, multiplied, masked; a form that is blended as a whole; a named ink; pictures with a mask. */
function fileOf(contents: string, form = '0 0 0 1 k 0 0 50 50 re f'): Buffer {
  const packed = (bytes: readonly number[]): Buffer => deflateSync(Uint8Array.from(bytes));
  const picture = (space: string, pixels: readonly number[], more: string): string =>
    stream(
      `/Subtype /Image /Width 2 /Height 1 /BitsPerComponent 8 /ColorSpace /${space} /Filter /FlateDecode ${more}`,
      packed(pixels),
    );
  return plainPdf([
    '<</Type /Catalog /Pages 2 0 R>>',
    '<</Type /Pages /Kids [3 0 R] /Count 1>>',
    '<</Type /Page /MediaBox [0 0 400 400] /Contents 4 0 R /Resources 5 0 R /Group <</S /Transparency>>>>',
    stream('', contents),
    '<</ExtGState <</O <</ca 1 /BM /Normal>> /H <</ca .5 /CA .5>> /F <</ca .2>> /M <</BM /Multiply>> /S <</SMask <</S /Luminosity /G 7 0 R>>>>>> ' +
      '/XObject <</X 7 0 R /I 8 0 R /J 9 0 R>> /ColorSpace <</Gold 11 0 R>> /Font <</T 12 0 R>>>>',
    '<<>>',
    stream('/Subtype /Form /BBox [0 0 400 400] /Group <</S /Transparency /I true>> /Resources 5 0 R', form),
    picture('DeviceCMYK', [255, 0, 0, 0, 255, 0, 0, 0], '/SMask 10 0 R'),
    picture('DeviceGray', [0, 0], '/SMask 10 0 R'),
    picture('DeviceGray', [255, 0], ''),
    '[/Separation /Gold /DeviceCMYK <</FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [0 0 1 0] /N 1>>]',
    '<</Type /Font /Subtype /Type0 /BaseFont /ABCDEF+T /Encoding /Identity-H /DescendantFonts [13 0 R] /ToUnicode 14 0 R>>',
    '<</Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+T /DW 1000 /FontDescriptor <</FontFile2 14 0 R>>>>',
    stream('', 'font'),
  ]);
}

interface Flattened {
  readonly contents: string;
  readonly form: string;
  /** What is left to be seen through. */
  readonly faults: readonly string[];
  /** Pictures that are drawn: colour space and bytes. */
  readonly pictures: readonly string[];
}

async function flattened(contents: string, form?: string): Promise<Flattened> {
  const file = new PdfFile(fileOf(contents, form));
  await flattenPages(file, [3]);
  const bytes = await file.save('1.3');
  const reader = new PdfReader(bytes);
  const text = (object: number): string => Buffer.from(reader.unpacked(object)).toString('latin1');
  const page = reader.dictionary('3 0 R');
  assert.ok(!page.has('Group'));
  const resources = reader.dictionary(page.get('Resources'));
  const objects = [...reader.dictionary(resources.get('XObject')).values()];
  const pictures = objects.flatMap((value) => {
    const entries = reader.dictionary(value);
    if (entries.get('Subtype') !== '/Image') return [];
    return [`${entries.get('ColorSpace')} ${[...reader.unpacked(referredObject(value) ?? 0)].join(' ')}`];
  });
  const orders = { limits: DEFAULT_LIMITS, standard: 'x-1a' } as const;
  return {
    contents: text(referredObject(page.get('Contents')) ?? 0),
    form: objects.includes('7 0 R') ? text(7) : '',
    faults: preflight(bytes, orders).faults.flatMap(({ diagnostic: { ruleId, message }, spot }) =>
      ruleId === 'preflight-transparency'
        ? [`${message.replace(/PDF.X-1a with | that can be seen through.*/g, '')} at ${spot?.x} ${spot?.y}`]
        : [],
    ),
    pictures,
  };
}

/** Contents without the graphics states that are opaque. */
const bare = (contents: string): string => contents.replace(/\/BxFlatopaque gs ?/g, '').trim();

describe('what can be seen through', () => {
  it('should be a tint over paper', async () => {
    const { contents, faults } = await flattened('/H gs 0 0 0 1 k 0 0 9 9 re f .2 0 .4 0 k 20 0 9 9 re f');
    assert.equal(
      bare(contents),
      '0 0 0 1 k 0 0 0 0.5 k 0 0 9 9 re f .2 0 .4 0 k 0.1 0 0.2 0 k 20 0 9 9 re f',
    );
    assert.deepEqual(faults, []);
  });

  it('should be a mixture over an area of one colour, and what it was again behind it', async () => {
    const { contents, faults } = await flattened(
      '0 1 0 0 k 0 0 100 100 re f q /F gs 1 0 0 0 k 10 10 9 9 re f Q 30 30 9 9 re f',
    );
    assert.equal(
      bare(contents),
      '0 1 0 0 k 0 0 100 100 re f q 1 0 0 0 k 0.2 0.8 0 0 k 10 10 9 9 re f Q 30 30 9 9 re f'.replace(
        '10 10',
        '10 10',
      ),
    );
    assert.deepEqual(faults, []);
  });

  it('should be text, grey and lines too, and a tint of a named ink', async () => {
    const { contents, faults } = await flattened(
      '/H gs 0 g BT /T 10 Tf 1 0 0 1 20 20 Tm <00010002> Tj <0003> Tj ET 0 0 0 1 K 0 90 m 50 90 l S /Gold cs 1 scn 80 80 9 9 re f',
    );
    assert.equal(
      bare(contents),
      '0 g BT /T 10 Tf 1 0 0 1 20 20 Tm 0.5 g <00010002> Tj <0003> Tj ET 0 0 0 1 K 0 0 0 0.5 K 0 90 m 50 90 l S /Gold cs 1 scn /Gold cs 0.5 scn 80 80 9 9 re f',
    );
    assert.deepEqual(faults, []);
  });

  it('should be blended in a group as a whole: what covers in it covers still', async () => {
    const { form, contents, faults } = await flattened(
      'q /H gs /X Do Q',
      '0 0 0 1 k 0 0 50 50 re f 1 0 0 0 k 10 10 9 9 re f /H gs 0 1 0 0 k 20 20 9 9 re f',
    );
    assert.equal(
      bare(form),
      '0 0 0 1 k 0 0 0 0.5 k 0 0 50 50 re f 1 0 0 0 k 0.5 0 0 0 k 10 10 9 9 re f 0 1 0 0 k 0 0.25 0 0.25 k 20 20 9 9 re f',
    );
    assert.equal(bare(contents), 'q /X Do Q');
    assert.deepEqual(faults, []);
  });

  it('should be pictures with masks, over paper and over a colour', async () => {
    const { pictures, faults, contents } = await flattened(
      'q 9 0 0 9 200 200 cm /I Do Q q 9 0 0 9 300 300 cm /J Do Q 0 0 1 0 k 0 0 100 100 re f q 9 0 0 9 10 10 cm /I Do Q',
    );
    assert.deepEqual(pictures, [
      '/DeviceCMYK 255 0 0 0 0 0 0 0',
      '/DeviceGray 0 255',
      '/DeviceCMYK 255 0 0 0 0 0 255 0',
    ]);
    assert.doesNotMatch(contents, /\/[IJ] Do/);
    assert.deepEqual(faults, []);
  });

  it('should be what it was where it is multiplied with nothing', async () => {
    const { contents, faults } = await flattened('/M gs 0 0 0 1 k 0 0 9 9 re f');
    assert.equal(bare(contents), '0 0 0 1 k 0 0 9 9 re f');
    assert.deepEqual(faults, []);
  });

  it('should be told of with its place where it lies over several things, or is masked or blended', async () => {
    const cases: readonly (readonly [string, string])[] = [
      [
        '0 1 0 0 k 0 0 50 50 re f 1 0 0 0 k 40 40 20 20 re f /H gs 0 0 0 1 k 30 30 20 20 re f',
        'opacity at 30 50',
      ],
      ['0 1 0 0 k 0 0 m 50 0 l 50 50 l f /H gs 0 0 0 1 k 5 5 9 9 re f', 'opacity at 5 14'],
      [
        'q 0 0 m 50 0 l 50 50 l W n 0 1 0 0 k 0 0 50 50 re f Q /H gs 0 0 0 1 k 5 5 9 9 re f',
        'opacity at 5 14',
      ],
      ['/S gs 0 0 0 1 k 60 60 9 9 re f', 'a mask at 60 69'],
      ['0 1 0 0 k 0 0 50 50 re f /M gs 1 0 0 0 k 10 10 9 9 re f', 'a blend mode at 10 19'],
      ['0 1 0 0 k 0 0 m 50 0 l 50 50 l f q 9 0 0 9 10 10 cm /I Do Q', 'a mask of a picture at 10 19'],
      ['0 1 0 0 k 0 0 50 50 re f /H gs /Gold cs 1 scn 10 10 9 9 re f', 'opacity at 10 19'],
    ];
    for (const [contents, fault] of cases) {
      const { faults } = await flattened(contents);
      assert.ok(faults.includes(fault), `${contents}: ${faults.join('; ') || 'nothing'}`);
    }
  });

  it('should leave alone what is opaque', async () => {
    const contents = '/O gs 0 0 0 1 k 0 0 9 9 re f';
    const file = new PdfFile(fileOf(contents));
    file.update(5, { ExtGState: '<</O <</ca 1 /BM /Normal>>>>', XObject: '<<>>' });
    await flattenPages(file, [3]);
    assert.equal(readDictionary(file.object(3).source).get('Contents'), '4 0 R');
  });
});
