import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { seeded } from '../../testing/random.ts';
import { columnWidths } from './column-widths.ts';

/** Columns given as `least most`. */
const widths = (room: number, ...columns: readonly string[]): readonly number[] =>
  columnWidths(
    columns.map((column) => {
      const [least = 0, most = 0] = column.split(' ').map(Number);
      return { least, most };
    }),
    room,
  ).map((width) => Math.round(width * 100) / 100);

describe('widths of the columns of a table', () => {
  it('should be all of the room, by what they need, where nothing must be broken', () => {
    assert.deepEqual(widths(120, '10 20', '10 40'), [40, 80]);
    assert.deepEqual(widths(60, '10 20', '10 40'), [20, 40]);
  });

  it('should leave short cells whole and let the long ones turn over', () => {
    assert.deepEqual(widths(100, '10 20', '10 30', '10 200'), [20, 30, 50]);
  });

  it('should share among long columns by their length', () => {
    assert.deepEqual(widths(100, '10 10', '10 100', '10 200'), [10, 30, 60]);
  });

  it('should not be narrower than a word', () => {
    assert.deepEqual(widths(100, '10 10', '50 100', '10 200'), [10, 50, 40]);
    assert.deepEqual(widths(100, '40 90', '20 90', '10 90'), [40, 30, 30]);
  });

  it('should not leave short cells whole where that would take from the words of others', () => {
    assert.deepEqual(widths(100, '10 30', '10 30', '70 90'), [15, 15, 70]);
    assert.deepEqual(widths(100, '10 20', '10 30', '70 90'), [20, 10, 70]);
  });

  it('should be all of the room and never less than words, whatever the columns', () => {
    const random = seeded(1);
    for (let count = 0; count < 200; count += 1) {
      const columns = Array.from({ length: random.int(1, 8) }, () => {
        const least = random.int(0, 40);
        return { least, most: least + random.int(0, 200) };
      });
      const words = columns.reduce((sum, { least }) => sum + least, 0);
      const room = words + random.int(0, 200);
      const set = columnWidths(columns, room);
      const total = set.reduce((sum, width) => sum + width, 0);
      assert.ok(Math.abs(total - room) < 0.01, `${JSON.stringify(columns)} in ${room}: ${total}`);
      for (const [at, width] of set.entries())
        assert.ok(width > (columns[at]?.least ?? 0) - 0.01, `${at} of ${set}`);
    }
  });

  it('should be what words need where there is no more room', () => {
    assert.deepEqual(widths(60, '20 90', '20 90', '20 90'), [20, 20, 20]);
  });

  it('should be equal for columns without anything', () => {
    assert.deepEqual(widths(60, '0 0', '0 0'), [30, 30]);
    assert.deepEqual(widths(60), []);
  });
});
