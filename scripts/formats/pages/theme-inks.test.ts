import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BuildError } from '../../model/build-error.ts';
import { resolveInks } from './theme-inks.ts';

describe('inks of a theme', () => {
  it('should become colours that nothing else has, and be found again by them', () => {
    const { css, inks } = resolveInks(
      'h1 { color: device-cmyk(0 85% 90% 0) } a { color: #ff261a }',
      'gold: { spot: PANTONE 871 C, cmyk: [20, 25, 60, 25], tint: 50 }',
    );
    const vermilion = /h1 \{ color: rgb\((\d+) (\d+) (\d+)\) \}/.exec(css)?.slice(1).map(Number) ?? [];
    assert.notDeepEqual(vermilion, [0xff, 0x26, 0x1a]);
    const key = vermilion.reduce((sum, component) => sum * 256 + component, 0);
    assert.deepEqual(inks.get(key), { cmyk: [0, 0.85, 0.9, 0] });
    assert.match(css, /:root \{ --ink-gold: rgb\(\d+ \d+ \d+\); \}/);
    assert.deepEqual(
      [...inks.values()].find(({ spot }) => spot !== undefined),
      { cmyk: [0.2, 0.25, 0.6, 0.25], spot: 'PANTONE 871 C', tint: 0.5 },
    );
  });

  it('should keep apart what looks the same, and have one colour for one ink', () => {
    const { inks } = resolveInks(
      'a { color: device-cmyk(0.6, 0.4, 0.4, 1) } b { color: device-cmyk(40% 40% 40% 100%) } i { color: device-cmyk(.6 .4 .4 1 / 0.5) }',
      '',
    );
    assert.equal(inks.size, 2);
    // Text in plain black stays black ink alone.
    assert.ok(!inks.has(0));
  });

  it('should leave black ink grey, as any grey is black ink', () => {
    const { css, inks } = resolveInks('a { color: device-cmyk(0 0 0 40%) }', '');
    assert.match(css, /rgb\(153 153 153\)/);
    assert.equal(inks.size, 0);
  });

  it('should refuse what is no ink', () => {
    for (const [css, list] of [
      ['a { color: device-cmyk(1 2 3) }', ''],
      ['a { color: device-cmyk(200% 0 0 0) }', ''],
      ['', 'gold: { cmyk: [1, 2] }'],
      ['', 'gold: [unclosed'],
    ] as const) {
      assert.throws(
        () => resolveInks(css, list),
        (error) => error instanceof BuildError && error.code === 'theme-inks',
      );
    }
  });
});
