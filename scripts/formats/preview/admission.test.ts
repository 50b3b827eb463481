import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathOf, refusalOf } from './admission.ts';

function refusal(
  headers: Record<string, string>,
  method = 'GET',
  { port = 4000, host = '127.0.0.1', url = '/' } = {},
): number | undefined {
  return refusalOf({ headers, method, url }, { host, port });
}

test('should admit requests of the page that was served', () => {
  assert.equal(refusal({ host: '127.0.0.1:4000' }), undefined);
  assert.equal(refusal({ host: 'localhost:4000', origin: 'http://localhost:4000' }), undefined);
  assert.equal(refusal({ host: '127.0.0.1:4000' }, 'HEAD'), undefined);
  assert.equal(refusal({ host: '127.0.0.1' }, 'GET', { port: 80 }), undefined);
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

test('should admit orders of our page, and of programs that are no browser', () => {
  const host = '127.0.0.1:4000';
  for (const url of ['/show?source=a.md:1', '/build?edition=print']) {
    assert.equal(refusal({ host }, 'POST', { url }), undefined, url);
    const ours = { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' };
    assert.equal(refusal(ours, 'POST', { url }), undefined, url);
  }
});

test('should not admit orders of other pages, even without an origin, nor anywhere else', () => {
  const host = '127.0.0.1:4000';
  const url = '/build?edition=print';
  assert.equal(refusal({ host, origin: 'http://evil.example' }, 'POST', { url }), 403);
  assert.equal(refusal({ host, origin: 'http://localhost:4000' }, 'POST', { url }), 403);
  for (const site of ['cross-site', 'same-site'])
    assert.equal(refusal({ host, 'sec-fetch-site': site }, 'POST', { url }), 403, site);
  for (const other of ['/', '/events', '/builds', '/build/x'])
    assert.equal(refusal({ host }, 'POST', { url: other }), 405, other);
});

test('should admit the address it was ordered to listen at, and only addresses where that is all of them', () => {
  const at = (host: string, given: string): number | undefined => refusal({ host: given }, 'GET', { host });
  assert.equal(at('desk.local', 'desk.local:4000'), undefined);
  assert.equal(at('0.0.0.0', '192.168.1.7:4000'), undefined);
  assert.equal(at('::', '[fe80::1]:4000'), undefined);
  assert.equal(at('0.0.0.0', 'evil.example:4000'), 403);
  assert.equal(at('127.0.0.1', '192.168.1.7:4000'), 403);
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
