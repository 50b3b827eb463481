import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EditMap } from 'micromark-util-edit-map';
import './edit-map.ts';
import { seeded } from '../testing/random.ts';

type Events = Parameters<EditMap['consume']>[0];

const numbered = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

/** From the last edit to the first, each by itself. */
function edited(
  events: readonly number[],
  edits: readonly (readonly [number, number, readonly number[]])[],
): number[] {
  const result = [...events];
  let behind: number[] = [];
  for (const [at, removed, added] of edits.toSorted(([one], [other]) => other - one)) {
    behind = [...added, ...result.splice(at).slice(removed), ...behind];
  }
  return [...result, ...behind];
}

describe('edits of events', () => {
  it('should be those of the library, in any order', () => {
    const random = seeded(3);
    for (let run = 0; run < 500; run += 1) {
      const events = numbered(random.int(0, 20));
      const edits = numbered(random.int(0, 5)).map((one) => {
        const added = numbered(random.int(0, 3)).map((two) => 100 * (one + 1) + two);
        return [random.int(0, events.length), random.int(0, 4), added] as const;
      });
      const places = new Set(edits.map(([at]) => at));
      if (places.size < edits.length) continue;
      const wanted = edited(
        events,
        edits.filter(([, removed, added]) => removed + added.length > 0),
      );
      const map = new EditMap();
      for (const [at, removed, added] of edits) map.add(at, removed, [...added] as never);
      map.consume(events as never);
      assert.deepEqual(events, wanted, JSON.stringify(edits));
    }
  });

  it('should touch nothing before the first of them', () => {
    let written = 0;
    const events = new Proxy(numbered(10_000), {
      set(target, key, value) {
        if (key !== 'length') written += 1;
        return Reflect.set(target, key, value);
      },
    });
    const map = new EditMap();
    map.add(9990, 1, [1, 2] as never);
    map.consume(events as unknown as Events);
    assert.equal(events.length, 10_001);
    assert.ok(written <= 20, String(written));
  });
});
