import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pngOf } from '../testing/png.ts';
import { pictureFault } from './picture-fault.ts';

const bitmap = (bytes: Uint8Array | readonly number[], kind = 'png') =>
  pictureFault({ bytes: Uint8Array.from(bytes), mediaType: `image/${kind}` })?.reason;
const svg = (text: string) =>
  pictureFault({ bytes: new TextEncoder().encode(text), mediaType: 'image/svg+xml' });
const drawing = (inner: string) => svg(`<svg xmlns="http://www.w3.org/2000/svg">${inner}</svg>`)?.reason;

const PNG = pngOf(2, 2, 1, Uint8Array.of(0, 0, 0, 0));
/** A head with one frame of 2 × 1 px, a scan, and the marker of the end. */
const JPEG = [
  ...[0xff, 0xd8, 0xff, 0xe0, 0, 4, 0xff, 0xd9],
  ...[0xff, 0xc0, 0, 11, 8, 0, 1, 0, 2, 1, 1, 0x11, 0],
  ...[0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0x12, 0xff, 0, 0x34, 0xff, 0xd9],
];
const text = (value: string): number[] => Array.from(value, (character) => character.charCodeAt(0));
const GIF = [...text('GIF89a'), 2, 0, 1, 0, 0, 0, 0];
const WEBP = [...text('RIFF'), 22, 0, 0, 0, ...text('WEBPVP8 '), 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 1, 0];

/** The bytes with some of them written over. */
function withBytes(bytes: ArrayLike<number>, at: number, ...others: readonly number[]): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy.set(others, at);
  return copy;
}

describe('a picture of pixels', () => {
  it('should not be refused when it is whole, whatever its name says and whatever a camera appends', () => {
    for (const [bytes, kind] of [
      [PNG, 'png'],
      [JPEG, 'jpeg'],
      [[...JPEG, 1, 2, 3], 'jpeg'],
      [GIF, 'gif'],
      [WEBP, 'webp'],
      [JPEG, 'png'],
    ] as const)
      assert.equal(bitmap(bytes, kind), undefined, kind);
  });

  it('should be refused when it is cut off: Chromium prints half of it and says nothing', () => {
    assert.equal(bitmap(PNG.subarray(0, -12)), 'the file is cut off');
    assert.equal(bitmap(JPEG.slice(0, -2), 'jpeg'), 'the file is cut off');
    assert.equal(bitmap(WEBP.slice(0, -1), 'webp'), 'it is no WEBP');
    assert.equal(bitmap(withBytes(WEBP, 4, 99), 'webp'), 'the file is cut off');
  });

  it('should be refused when it is something else, or nothing', () => {
    for (const bytes of [[], text('甲乙'), text('<html>'), [0xff, 0xd8], PNG.subarray(0, 15)])
      assert.equal(bitmap(bytes), 'it is no PNG');
  });

  it('should be refused with more pixels than Chromium prints, and without any', () => {
    const sized = (width: number, height: number): Uint8Array => {
      const bytes = Uint8Array.from(PNG);
      new DataView(bytes.buffer).setUint32(16, width);
      new DataView(bytes.buffer).setUint32(20, height);
      return bytes;
    };
    assert.equal(bitmap(sized(30_000, 30_000)), 'its 30000 × 30000 px are more than 200 million');
    assert.equal(bitmap(sized(14_000, 14_000)), undefined);
    assert.equal(bitmap(sized(0, 5)), 'it has no size');
  });
});

describe('a drawing', () => {
  it('should not be refused for what drawing programs write', () => {
    for (const inner of [
      '<defs><g id="a"><rect/></g></defs><use href="#a"/><use xlink:href="#a"/>',
      '<a href="https://a.example/"><text>甲</text></a>',
      '<image href="data:image/png;base64,AAAA"/>',
      '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
      '<script>a()</script>',
    ])
      assert.equal(drawing(inner), undefined, inner);
    const adobe = '<!DOCTYPE svg [ <!ENTITY ns "http://a.example/"> ]><svg xmlns:x="&ns;"/>';
    assert.equal(svg(adobe), undefined);
  });

  it('should be refused when it draws itself over and over', () => {
    const tenfold = (reference: (id: string) => string): string =>
      Array.from({ length: 9 }, (_, at) => `<g id="a${at + 1}">${reference(`a${at}`).repeat(10)}</g>`).join(
        '',
      );
    for (const reference of [
      (id: string) => `<use href="#${id}"/>`,
      (id: string) => `<use xlink:href='#${id}'/>`,
      (id: string) => `<rect fill="url(#${id})"/>`,
    ])
      assert.match(drawing(`<g id="a0"><rect/></g>${tenfold(reference)}<use href="#a9"/>`) ?? '', /elements/);
    assert.match(drawing('<g>'.repeat(300)) ?? '', /deep/);
  });

  it('should be told when it is made of other files, which a picture does not load, and is printed', () => {
    for (const target of [
      'photo.png',
      'http://a.example/a.png',
      'file:///a.png',
      'data:image/svg+xml,<svg/>',
    ])
      assert.match(drawing(`<image xlink:href="${target}"/>`) ?? '', /loads no other file/);
    assert.equal(svg('<svg><use href="other.svg#a"/></svg>')?.isPrinted, true);
  });

  it('should be refused when its entities multiply', () => {
    const declared = (list: string): string | undefined =>
      svg(`<!DOCTYPE svg [${list}]><svg>${'&a;'.repeat(2000)}</svg>`)?.reason;
    assert.match(declared('<!ENTITY a "&b;&b;"><!ENTITY b "x">') ?? '', /entities/);
    assert.match(declared(`<!ENTITY a "${'x'.repeat(1000)}">`) ?? '', /entities/);
    assert.equal(declared('<!ENTITY a "x">'), undefined);
  });
});
