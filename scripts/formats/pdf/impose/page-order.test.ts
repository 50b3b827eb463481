import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bookletOrder, spreadOrder } from './page-order.ts';

/** Pages as printed, from 1; a dot for none. */
const shown = (sides: ReturnType<typeof bookletOrder>): string =>
  sides.map((side) => side.map((page) => (page === undefined ? '.' : page + 1)).join('|')).join(' ');

describe('the order of a booklet', () => {
  it('should have the first page on the right of the outer sheet, or on the left of books bound on the right', () => {
    assert.equal(shown(bookletOrder(8, false)), '8|1 2|7 6|3 4|5');
    assert.equal(shown(bookletOrder(8, true)), '1|8 7|2 3|6 5|4');
  });

  it('should leave pages empty behind the last one', () => {
    assert.equal(shown(bookletOrder(5, false)), '.|1 2|. .|3 4|5');
    assert.equal(shown(bookletOrder(1, true)), '1|. .|.');
  });

  it('should read on when sheets are folded and laid into each other', () => {
    for (let pages = 1; pages <= 40; pages += 1) {
      const sides = bookletOrder(pages, false);
      assert.equal(sides.length % 2, 0);
      // Leaf by leaf from the front: its recto is a front's right page, its verso the back's left one.
      const sheets = Array.from({ length: sides.length / 2 }, (_, at) => sides.slice(2 * at, 2 * at + 2));
      const first = sheets.flatMap(([front, back]) => [front?.[1], back?.[0]]);
      const second = sheets.toReversed().flatMap(([front, back]) => [back?.[1], front?.[0]]);
      const read = [...first, ...second].filter((page) => page !== undefined);
      assert.deepEqual(
        read,
        Array.from({ length: pages }, (_, at) => at),
      );
    }
  });
});

describe('the order of spreads', () => {
  it('should have the first page alone at the side where the book opens', () => {
    assert.equal(shown(spreadOrder(4, false)), '.|1 2|3 4|.');
    assert.equal(shown(spreadOrder(5, true)), '1|. 3|2 5|4');
  });

  it('should have no side without a page', () => {
    for (let pages = 1; pages <= 9; pages += 1)
      assert.ok(spreadOrder(pages, false).every((side) => side.some((page) => page !== undefined)));
  });
});
