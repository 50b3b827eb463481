import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CYAN_AND_BLACK, onItsSide } from '../../testing/cmyk-jpegs.ts';
import { inkOfCmykJpeg, inkOfPixels, readCmykJpeg, readJpegHead, upright } from './cmyk-jpeg.ts';
import { PicturesOfPages } from './cmyk-pictures.ts';

/** Inks of a pixel of 32 × 16. */
function at({ inks, width }: { inks: Uint8Array; width: number }, x: number, y: number): number[] {
  return [...inks.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)];
}

/** Whether inks are those expected, but for what JPEG loses. */
function isNear(actual: readonly number[], expected: readonly number[]): boolean {
  return expected.every((ink, index) => Math.abs(ink - (actual[index] ?? -9)) <= 3);
}

describe('a JPEG in four colours', () => {
  it('should be read ink by ink', () => {
    const pixels = readCmykJpeg(CYAN_AND_BLACK);
    assert.deepEqual([pixels.width, pixels.height], [32, 16]);
    assert.ok(isNear(at(pixels, 4, 4), [255, 0, 0, 0]), at(pixels, 4, 4).join());
    assert.ok(isNear(at(pixels, 28, 4), [0, 0, 0, 255]), at(pixels, 28, 4).join());
  });

  it('should be inverted only by the marker of Adobe', () => {
    const text = CYAN_AND_BLACK.toString('latin1').replace('Adobe', 'Other');
    const plain = Buffer.from(text, 'latin1');
    assert.deepEqual(
      [readJpegHead(plain).hasAdobeMarker, readJpegHead(CYAN_AND_BLACK).hasAdobeMarker],
      [false, true],
    );
    const pixels = readCmykJpeg(plain);
    assert.ok((at(pixels, 4, 4)[3] ?? 0) > 250, 'what was no black is black');
    assert.ok((at(pixels, 28, 4)[3] ?? 255) < 5);
  });

  it('should be turned as EXIF says', () => {
    const turned = onItsSide(CYAN_AND_BLACK);
    const { orientation, components } = readJpegHead(turned);
    assert.deepEqual([orientation, components], [6, 4]);
    const pixels = upright(readCmykJpeg(turned), orientation);
    assert.deepEqual([pixels.width, pixels.height], [16, 32]);
    assert.ok(isNear(at(pixels, 8, 4), [255, 0, 0, 0]), 'left is above');
    assert.ok(isNear(at(pixels, 8, 28), [0, 0, 0, 255]));
    // Eight ways of two rows of three: the corner that is the first one.
    const corners = [1, 2, 3, 4, 5, 6, 7, 8].map((way) => {
      const inks = Uint8Array.from([1, 2, 3, 4, 5, 6].flatMap((value) => [value, 0, 0, 0]));
      const result = upright({ width: 3, height: 2, inks }, way);
      return `${result.width}:${[0, 1, 2, 3, 4, 5].map((index) => result.inks[4 * index]).join('')}`;
    });
    const expected = ['3:123456', '3:321654', '3:654321', '3:456123'];
    assert.deepEqual(corners, [...expected, '2:142536', '2:415263', '2:635241', '2:362514']);
  });

  it('should have its ink summed up, what overshoots at edges aside', () => {
    const { most, sum } = inkOfCmykJpeg(CYAN_AND_BLACK);
    assert.ok(Math.abs(sum - 1) < 0.02, `${sum}`);
    assert.deepEqual(
      most.map((ink) => ink > 0.1),
      [true, false, false, true],
    );
    const one = Uint8Array.from({ length: 4 * 5000 }, (_, index) => (index < 4 ? 255 : 51));
    assert.ok(Math.abs(inkOfPixels(one, 0).sum - 4) < 1e-9);
    assert.ok(Math.abs(inkOfPixels(one, 1 / 2000).sum - 0.8) < 1e-9);
  });

  it('should be left to the browser when it is damaged', () => {
    const bytes = CYAN_AND_BLACK.subarray(0, 60);
    assert.throws(() => readCmykJpeg(bytes));
    const broken = Buffer.concat([CYAN_AND_BLACK.subarray(0, 180), Buffer.from([0xff, 0xd9])]);
    for (const one of [bytes, broken]) {
      const asset = { bytes: one, mediaType: 'image/jpeg' } as const;
      const pictures = new PicturesOfPages(new Map([['a.jpg', asset]]));
      assert.equal(pictures.get('a.jpg'), asset);
      assert.equal(pictures.cmyk.size, 0);
    }
  });
});
