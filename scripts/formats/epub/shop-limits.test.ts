import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DEFAULT_EPUB_PROFILE } from '../../model/epub-profile.ts';
import { sampleBook } from './fixture.ts';
import { shopLimitFaults } from './shop-limits.ts';

const MB = 1024 * 1024;
const place = { file: 'a.md', line: 3, column: 1 };
const book = { ...sampleBook(), images: ['a.png', 'b.png', 'a.png'].map((path) => ({ path, place })) };
const images = new Map([
  ['a.png', { bytes: new Uint8Array(2 * MB + 1), mediaType: 'image/png' }],
  ['b.png', { bytes: new Uint8Array(2 * MB), mediaType: 'image/png' }],
]);
const profile = { ...DEFAULT_EPUB_PROFILE, name: 'mine', mostMegabytes: { picture: 2, book: 3 } };

describe('limits of a shop', () => {
  it('should be told: pictures once and at their place, and the whole', () => {
    const found = shopLimitFaults({ profile, book, images }, new Uint8Array(3 * MB + 1));
    assert.deepEqual(
      found.map(({ severity, ruleId, message, place: where }) => [severity, ruleId, message, where]),
      [
        [
          'warning',
          'epub-size',
          '`a.png` has 2.0 MB, more than the 2 that shops of the profile `mine` take',
          place,
        ],
        [
          'warning',
          'epub-size',
          'The EPUB has 3.0 MB, more than the 3 that shops of the profile `mine` take',
          undefined,
        ],
      ],
    );
  });

  it('should not be told where the profile has none, nor of what is just within', () => {
    const free = { profile: DEFAULT_EPUB_PROFILE, book, images };
    assert.deepEqual(shopLimitFaults(free, new Uint8Array(9 * MB)), []);
    const small = { ...book, images: [{ path: 'b.png', place }] };
    assert.deepEqual(shopLimitFaults({ profile, book: small, images }, new Uint8Array(3 * MB)), []);
  });
});
