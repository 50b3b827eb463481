import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathOf, refusalOf } from './admission.ts';

function refusal(headers: Record<string, string>, method = 'GET', port = 4000): number | undefined {
  return refusalOf({ headers, method }, port);
}

test('should admit requests of the page that was served', () => {
  assert.equal(refusal({ host: '127.0.0.1:4000' }), undefined);
  assert.equal(refusal({ host: 'localhost:4000', origin: 'http://localhost:4000' }), undefined);
  assert.equal(refusal({ host: '127.0.0.1:4000' }, 'HEAD'), undefined);
  assert.equal(refusal({ host: '127.0.0.1' }, 'GET', 80), undefined);
});

test('should not admit a foreign or missing host, or another port', () => {
  for (const host of [
    'evil.example:4000',
    '127.0.0.1:4001',
    '127.0.0.1',
    '127.0.0.1:4000.evil.example',
    'localhost.:4000',
  ]) {
    assert.equal(refusal({ host }), 403, host);
  }
  assert.equal(refusal({}), 403);
});

test('should not admit a foreign origin', () => {
  const host = '127.0.0.1:4000';
  for (const origin of [
    'http://evil.example',
    'null',
    'https://127.0.0.1:4000',
    'http://127.0.0.1:4001',
    '',
  ]) {
    assert.equal(refusal({ host, origin }), 403, origin);
  }
});

test('should not admit methods that write', () => {
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
    assert.equal(refusal({ host: '127.0.0.1:4000' }, method), 405, method);
  }
});

test('should refuse a foreign host before it looks at the method', () => {
  assert.equal(refusal({ host: 'evil.example' }, 'POST'), 403);
});

test('should give the path as it stands, decoded', () => {
  assert.equal(pathOf('/manuscript/%E5%9B%BE.png?abc'), '/manuscript/图.png');
});

test('should not resolve dots, in whatever encoding', () => {
  assert.equal(pathOf('/manuscript/../book.yaml'), '/manuscript/../book.yaml');
  assert.equal(pathOf('/manuscript/%2e%2e%2fbook.yaml'), '/manuscript/../book.yaml');
});

test('should not take a URL or a broken encoding for a path', () => {
  for (const url of ['http://evil.example/', '*', '', '/%', '/%ff', undefined])
    assert.equal(pathOf(url), undefined, url);
});
