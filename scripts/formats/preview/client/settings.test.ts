import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSettings, type Settings, writeSettings } from './settings.ts';

const SET: Settings = {
  mode: 'continuous',
  zoom: { spreads: 'page', single: 1.5, continuous: 'width', overview: 0.2 },
  surround: 'dark',
  overlays: ['area', 'bleed'],
  rested: ['grid'],
  panel: 'problems',
};

test('should read what was written, among cookies of others', () => {
  const [cookie = ''] = writeSettings(SET).split(';');
  assert.deepEqual(readSettings(`theme=dark; ${cookie}; session=1`), SET);
});

test('should have nothing set at first', () => {
  const { mode, overlays, surround, panel } = readSettings('');
  assert.deepEqual([mode, overlays, surround, panel], [undefined, [], 'auto', undefined]);
});

test('should not take from a cookie what it does not know', () => {
  const written = (value: string): Settings => readSettings(`banxin-preview=${encodeURIComponent(value)}`);
  for (const value of ['', '{', 'null', '7', '[]', '"text"'])
    assert.equal(written(value).surround, 'auto', value);
  const { mode, zoom, overlays, panel } = written(
    '{"mode":"sideways","zoom":{"spreads":1e9,"single":"all"},"overlays":["nothing","trim"],"panel":7}',
  );
  assert.deepEqual(
    [mode, zoom.spreads, zoom.single, overlays, panel],
    [undefined, 'page', 'page', ['trim'], undefined],
  );
});
