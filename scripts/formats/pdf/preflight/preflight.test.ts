import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deflateSync } from 'node:zlib';
import { DEFAULT_LIMITS } from '../../../model/press.ts';
import { plainPdf, stream } from '../../../testing/plain-pdf.ts';
import { seeded } from '../../../testing/random.ts';
import { grayProfile } from '../press/gray-profile.ts';
import { type PreflightOrders, preflight } from './preflight.ts';
import { preflightTable } from './preflight-table.ts';

/** A profile of four colours, as far as its head says. */
const PROFILE = Buffer.from(Buffer.from(grayProfile()).toString('latin1').replace('GRAY', 'CMYK'), 'latin1');

const XMP = `<x><dc:title>t</dc:title><xmp:CreateDate>d</xmp:CreateDate><xmp:ModifyDate>d</xmp:ModifyDate>
<pdf:Trapped>False</pdf:Trapped><pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion></x>`;

/** Text in black ink well inside the trim, a rule, a tint, a picture. */
const CONTENTS =
  'q 0 0 0 1 k BT /F1 10 Tf 1 0 0 1 60 500 Tm <00010002> Tj ET 0 0 0 1 K 0.5 w 60 490 m 200 490 l S\n' +
  '0 0 0 0.1 k 60 300 100 50 re f q 40 0 0 40 60 200 cm /Im1 Do Q /P cs /Pat scn 60 100 10 10 re f Q';

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** A file for the press without a fault, object by object; each test breaks one thing of it. */
const GOOD: readonly string[] = [
  '<</Type /Catalog /Pages 2 0 R /OutputIntents [6 0 R] /Metadata 8 0 R>>',
  '<</Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /MediaBox [0 0 500 620]>>',
  '<</Type /Page /Parent 2 0 R /BleedBox [20 20 480 600] /TrimBox [28 28 472 592] /Contents 5 0 R /Resources 9 0 R>>',
  '<</Type /Page /Parent 2 0 R /BleedBox [20 20 480 600] /TrimBox [28 28 472 592] /Contents 5 0 R /Resources 9 0 R>>',
  stream('', CONTENTS),
  '<</Type /OutputIntent /S /GTS_PDFX /OutputConditionIdentifier (FOGRA39) /DestOutputProfile 7 0 R>>',
  stream('/N 4 /Filter /FlateDecode', latin1(deflateSync(PROFILE))),
  stream('/Type /Metadata /Subtype /XML', XMP),
  '<</Font <</F1 10 0 R>> /XObject <</Im1 14 0 R>> /Pattern <</Pat 15 0 R>> /ColorSpace <</P /Pattern>> /ExtGState <</G1 16 0 R>>>>',
  '<</Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Song /Encoding /Identity-H /DescendantFonts [11 0 R] /ToUnicode 13 0 R>>',
  '<</Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Song /FontDescriptor 12 0 R /DW 1000>>',
  '<</Type /FontDescriptor /FontName /ABCDEF+Song /FontFile2 13 0 R>>',
  stream('', 'font'),
  stream(
    '/Subtype /Image /Width 400 /Height 400 /BitsPerComponent 8 /ColorSpace /DeviceCMYK /Filter /FlateDecode',
    latin1(deflateSync(Buffer.alloc(400 * 400 * 4, 60))),
  ),
  stream(
    '/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 /Resources <</ExtGState <</G1 16 0 R>>>>',
    '/G1 gs 0 0 0 .5 k 0 0 9 9 re f',
  ),
  '<</Type /ExtGState /ca 1 /BM /Normal>>',
  '<</Title (t) /CreationDate (D:2026) /ModDate (D:2026) /Trapped /False>>',
];

/** Bytes of a file of these objects. */
function written(objects: readonly string[], trailer?: string, version?: string): Buffer {
  return plainPdf(objects, `/Info 17 0 R ${trailer ?? '/ID [<00> <00>]'}`, version);
}

/** The good file with one thing changed in one object. */
function broken(object: number, from: string | RegExp, to: string): Buffer {
  const changed = GOOD.map((source, index) => {
    if (index + 1 !== object) return source;
    assert.match(
      source,
      typeof from === 'string' ? new RegExp(from.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')) : from,
    );
    return source.replace(from, to);
  });
  return written(changed.map(withLength));
}

/** A stream whose bytes were changed is as long as they are. */
function withLength(source: string): string {
  const data = /\nstream\n([\s\S]*)\nendstream$/.exec(source)?.[1];
  return data === undefined ? source : source.replace(/\/Length \d+/, `/Length ${data.length}`);
}

const ORDERS: PreflightOrders = {
  limits: { ...DEFAULT_LIMITS, pageMultiple: 2 },
  color: 'cmyk',
  standard: 'x-4',
};

/** Rules and messages of faults that would send the file back. */
function faults(bytes: Uint8Array, orders = ORDERS): readonly string[] {
  return preflight(bytes, orders).faults.map(
    ({ diagnostic: { ruleId, message } }) => `${ruleId.replace('preflight-', '')}: ${message}`,
  );
}

describe('a file for the press', () => {
  it('should have no fault', () => {
    assert.deepEqual(faults(written(GOOD)), []);
  });

  it('should be told in figures', () => {
    const report = preflight(written(GOOD), ORDERS);
    const [page] = report.pages;
    assert.deepEqual(page?.plates, ['C', 'M', 'Y', 'K']);
    assert.equal(page.smallestText, 10);
    assert.equal(page.thinnestRule, 0.5);
    assert.equal(Math.round(page.leastPpi ?? 0), 720);
    assert.equal(Math.round(page.inkSum), 100);
    assert.deepEqual(
      report.fonts.map(({ kind, embedded, subset }) => [kind, embedded, subset]),
      [['CIDFontType2', true, true]],
    );
    assert.match(preflightTable(report), /1–2 +156\.6 × 199\.0 +C M Y K +100 % +10 pt +0\.5 pt +720 ppi/);
    assert.match(preflightTable(report), /PDF\/X-4, 12 of 12 items; 1 fonts/);
  });
});

/** Each: what is broken, the object, what in it, with what; the fault that must be found, and none else. */
const MUTATIONS: readonly (readonly [string, number, string | RegExp, string, RegExp])[] = [
  ['RGB text', 5, '0 0 0 1 k BT', '0 0 0 rg BT', /^color: Colours in RGB: pages 1–2$/],
  ['a picture in RGB', 14, '/DeviceCMYK', '/DeviceRGB', /^color: Colours in RGB/],
  ['a picture in a profile', 14, '/DeviceCMYK', '[/ICCBased 18 0 R]', /^color: Colours that are not in inks/],
  ['RGB in a pattern', 15, '0 0 0 .5 k', '1 0 0 rg', /^color: Colours in RGB/],
  ['four-colour black', 5, '0 0 0 1 k BT', '.6 .5 .5 1 k BT', /^black-text: Black text in four colours/],
  ['too much ink', 5, '0 0 0 0.1 k', '1 1 .9 .5 k', /^ink-sum: More than 300 % ink/],
  ['a hairline', 5, '0.5 w', '0.1 w', /^hairline: A rule under 0.25 pt/],
  ['a line of no width', 5, '0.5 w', '0 w', /^hairline: A rule under 0.25 pt/],
  ['a thin box', 5, '60 300 100 50 re', '60 300 100 .1 re', /^hairline: A rule under 0.25 pt/],
  ['small text', 5, '/F1 10 Tf', '/F1 4 Tf', /^text-small: Text under 5 pt/],
  ['text at the trim', 5, '60 500 Tm', '30 500 Tm', /^safety: Text nearer than 3 mm/],
  ['text over the trim on the right', 5, '60 500 Tm', '452 500 Tm', /^safety: Text nearer than 3 mm/],
  ['a coarse picture', 5, '40 0 0 40', '90 0 0 90', /^resolution: A colour picture of less than 350 ppi/],
  [
    'a coarse grey picture',
    14,
    '/DeviceCMYK',
    '/DeviceGray /Width 200',
    /^resolution: A grey picture of less than 600 ppi/,
  ],
  ['no TrimBox', 3, '/TrimBox [28 28 472 592]', '', /^boxes: No TrimBox: page 1$/],
  [
    'a TrimBox over the bleed',
    3,
    '/TrimBox [28 28 472 592]',
    '/TrimBox [10 28 454 592]',
    /^boxes: A TrimBox that leaves the BleedBox: page 1$/,
  ],
  ['a BleedBox over the media', 2, '[0 0 500 620]', '[30 0 500 620]', /^boxes: A BleedBox that leaves/],
  [
    'a CropBox in the trim',
    4,
    '/Contents',
    '/CropBox [40 40 460 580] /Contents',
    /^boxes: A CropBox that cuts into the TrimBox: page 2$/,
  ],
  ['pages of two sizes', 4, '472 592]', '470 592]', /^boxes: Pages of 2 sizes/],
  ['a font of type 3', 10, '/Subtype /Type0', '/Subtype /Type3', /^font: A font of type 3/],
  [
    'a font that is not embedded',
    12,
    '/FontFile2 13 0 R',
    '',
    /^font: A font that is not embedded, `ABCDEF\+Song`: page 1$/,
  ],
  [
    'a font embedded whole',
    10,
    '/BaseFont /ABCDEF+Song',
    '/BaseFont /Song',
    /^font: A font that is embedded whole/,
  ],
  [
    'no output intent',
    1,
    '/OutputIntents [6 0 R]',
    '',
    /^standard: Not PDF\/X-4: expected one output intent/,
  ],
  ['an intent without a profile', 6, '/DestOutputProfile 7 0 R', '', /^standard: .*the profile of a printer/],
  ['a profile of other components', 7, '/N 4', '/N 3', /^standard: .*the profile of a printer/],
  ['no metadata', 1, '/Metadata 8 0 R', '', /^standard: A file that does not say it is PDF\/X-4/],
  ['another standard', 8, 'PDF/X-4', 'PDF/X-3', /^standard: A file that does not say it is PDF\/X-4/],
  ['nothing said of trapping', 17, '/Trapped /False', '', /^standard: .*whether it is trapped/],
  ['no title', 17, '/Title (t)', '', /^standard: .*a title/],
  ['no date', 17, '/ModDate (D:2026)', '', /^standard: .*dates of creation/],
  [
    'a script',
    1,
    '/Metadata',
    '/OpenAction <</S /JavaScript /JS (x)>> /Metadata',
    /^standard: .*no scripts and actions/,
  ],
  [
    'a link',
    3,
    '/Contents',
    '/Annots [<</Subtype /Link /Rect [60 60 90 90]>>] /Contents',
    /^standard: .*no annotations/,
  ],
  [
    'a file in the file',
    1,
    '/Metadata',
    '/Names <</EmbeddedFiles <<>>>> /Metadata',
    /^standard: .*no files in the file/,
  ],
  [
    'an odd page',
    2,
    '/Kids [3 0 R 4 0 R]',
    '/Kids [3 0 R]',
    /^page-count: 1 pages, expected a multiple of 2/,
  ],
  ['contents that do not end', 5, '<00010002>', '(00010002', /^damaged: Contents that cannot be read/],
];

describe('plates', () => {
  it('should be those of a blend too', () => {
    const blend =
      '<</PatternType 2 /Shading <</ShadingType 2 /ColorSpace /DeviceCMYK /Coords [0 0 1 0] /Function <</FunctionType 2 /N 1 /Domain [0 1] /C0 [0 1 0 0] /C1 [0 0 1 0]>>>>>>';
    const objects = GOOD.map((source, index) => {
      if (index === 14) return blend;
      return index === 13 ? source.replace('/DeviceCMYK', '/DeviceGray') : source;
    });
    assert.deepEqual(preflight(written(objects), ORDERS).pages[0]?.plates, ['M', 'Y', 'K']);
  });
});

describe('a broken file', () => {
  for (const [what, object, from, to, expected] of MUTATIONS) {
    it(`should be found out: ${what}`, () => {
      const found = faults(broken(object, from, to));
      assert.ok(
        found.some((fault) => expected.test(fault)),
        found.join('\n') || 'nothing found',
      );
      const kind = expected.source.slice(1, expected.source.indexOf(':'));
      // A file without its metadata lacks all that stands in it.
      assert.deepEqual(
        found.filter((fault) => !fault.startsWith(`${kind}:`)),
        [],
        what,
      );
    });
  }

  it('should be found out: pages with nothing on them', () => {
    const found = preflight(broken(5, CONTENTS, 'q Q'), ORDERS);
    assert.deepEqual(
      found.faults.map(({ diagnostic }) => [diagnostic.severity, diagnostic.message]),
      [['info', 'Blank pages: pages 1–2']],
    );
  });

  it('should be found out: encrypted, without an identifier, of a later version', () => {
    assert.match(faults(written(GOOD, '/Encrypt <<>>')).join(), /standard: An encrypted file/);
    assert.match(faults(written(GOOD, '')).join(), /expected an identifier/);
    assert.match(faults(written(GOOD, '/ID [<00> <00>]', '1.7')).join(), /expected the version is 1.6/);
  });

  it('should be found out: damaged, and never stop the examination', () => {
    const text = written(GOOD).toString('latin1');
    for (const [from, to] of [
      [/startxref\n\d+/, 'startxref\n99999999'],
      [/%%EOF\n$/, ''],
      ['3 0 obj', '9 0 obj'],
      ['trailer', 'treiler'],
      [/Kids \[3 0 R 4 0 R\]/, 'Kids [2 0 R 2 0 R]'],
    ] as const) {
      assert.match(
        faults(Buffer.from(text.replace(from, to), 'latin1')).join(),
        /^damaged: Unexpected PDF/,
        `${from}`,
      );
    }
  });
});

describe('a file with any bytes changed', () => {
  it('should be examined to the end', () => {
    const random = seeded(7);
    const good = written(GOOD);
    for (let round = 0; round < 400; round += 1) {
      const bytes = Buffer.from(good);
      for (let change = random.int(1, 6); change > 0; change -= 1) {
        const at = random.int(0, bytes.length - 1);
        bytes[at] = random.chance(0.5) ? random.int(0, 255) : random.pick([...'[]()<>/0 9Rq']).charCodeAt(0);
      }
      const cut = random.chance(0.1) ? bytes.subarray(0, random.int(0, bytes.length)) : bytes;
      assert.ok(Array.isArray(preflight(cut, ORDERS).faults));
    }
    const deep = broken(1, '/Metadata', `/X ${'['.repeat(200_000)} /Metadata`);
    assert.match(faults(deep).join(), /^damaged/);
  });
});

describe('what an edition orders', () => {
  it('should be one plate where it is black', () => {
    const found = faults(written(GOOD), { ...ORDERS, color: 'k' });
    assert.deepEqual(found, ['color: Plates beside black: C, M, Y: pages 1–2']);
  });

  it('should be opaque in PDF/X-1a', () => {
    const orders: PreflightOrders = { ...ORDERS, standard: 'x-1a' };
    const masked = broken(14, '/Width 400', '/SMask 18 0 R /Width 400');
    const faded = broken(16, '/ca 1', '/ca .5');
    const blended = broken(16, '/Normal', '/Multiply');
    for (const [bytes, what] of [
      [masked, /a mask of a picture/],
      [faded, /opacity/],
      [blended, /a blend mode/],
    ] as const) {
      assert.match(
        faults(bytes, orders).join('\n'),
        new RegExp(`transparency: PDF/X-1a with ${what.source}`),
      );
      assert.doesNotMatch(faults(bytes).join('\n'), /transparency/);
    }
  });

  it('should be nothing but sound where nothing is known', () => {
    const rgb = broken(5, '0 0 0 1 k BT', '0 0 0 rg BT');
    const orders: PreflightOrders = { limits: DEFAULT_LIMITS };
    const plain = written(GOOD.map((source) => source.replace('/OutputIntents [6 0 R] /Metadata 8 0 R', '')));
    assert.deepEqual(faults(plain, orders), []);
    assert.match(faults(rgb, orders).join(), /color: Colours in RGB/, 'it claims PDF/X-4');
  });
});
