import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { seeded } from '../../../testing/random.ts';
import { resample } from './resample.ts';

describe('a picture made smaller', () => {
  it('should have the mean of what each pixel covers', () => {
    const row = { width: 3, height: 1, components: 1, data: Uint8Array.of(0, 90, 240) };
    // One and a half old pixels each: (0 + 45) / 1.5, (45 + 240) / 1.5.
    assert.deepEqual([...resample(row, 2, 1).data], [30, 190]);
    const square = { width: 2, height: 2, components: 2, data: Uint8Array.of(0, 8, 100, 8, 40, 8, 60, 8) };
    assert.deepEqual([...resample(square, 1, 1).data], [50, 8]);
  });

  it('should be as light as it was, of any size', () => {
    const random = seeded(3);
    for (let round = 0; round < 30; round += 1) {
      const [width, height] = [random.int(1, 40), random.int(1, 40)];
      const data = Uint8Array.from({ length: width * height * 3 }, () => random.int(0, 255));
      const small = resample(
        { width, height, components: 3, data },
        random.int(1, width),
        random.int(1, height),
      );
      assert.equal(small.data.length, small.width * small.height * 3);
      for (let component = 0; component < 3; component += 1) {
        const mean = (bytes: Uint8Array): number => {
          const own = bytes.filter((_, index) => index % 3 === component);
          return own.reduce((sum, value) => sum + value, 0) / own.length;
        };
        assert.ok(Math.abs(mean(data) - mean(small.data)) < 1, `${width} × ${height}`);
      }
    }
  });
});
