import assert from 'node:assert/strict';
import { type IncomingHttpHeaders, request } from 'node:http';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { BuildError } from '../../model/build-error.ts';
import type { PageGeometry } from '../../model/geometry.ts';
import type { SessionState, Update } from './messages.ts';
import { type PreviewOrders, type PreviewServer, startPreviewServer } from './preview-server.ts';
import type { Snapshot } from './snapshot.ts';

const FILES = {
  shell: '<!doctype html>',
  script: '0',
  reader: async () => 'reader()',
  style: 'bx-desk{}',
  interface: ':host{}',
};
/** Orders that were given. */
const given: unknown[] = [];
const ORDERS: PreviewOrders = {
  show: (order) => given.push(order) > 0 && order.edition !== 'nope',
  build: (edition) => given.push({ build: edition }) > 0 && edition !== 'nope',
  reading: (page) => {
    given.push({ reading: page });
  },
  sourceOf: (file) => file.replace(/^\/book\//, ''),
  built: async (name) =>
    name === 'a.pdf' ? { bytes: new Uint8Array([37]), mediaType: 'application/pdf' } : undefined,
};
const GEOMETRY: PageGeometry = {
  trim: { widthMm: 105, heightMm: 148 },
  bleedMm: 3,
  marksMm: 0,
  writingMode: 'horizontal',
  bodySizePt: 9,
  pitchPt: 15,
  charactersPerLine: 25,
  linesPerPage: 20,
  topMm: 15,
  insideMm: 12,
};
const WARNING = { severity: 'warning', ruleId: 'x', message: '<b>not HTML</b>' } as const;

function snapshot(texts: readonly string[], css = 'p{}'): Snapshot {
  return {
    title: '书',
    language: 'zh-CN',
    writingMode: 'horizontal',
    trim: { width: 100, height: 150 },
    geometry: GEOMETRY,
    press: { safetyMm: 3, colorPpi: 350 },
    missing: [],
    contents: [{ title: '章', level: 1, page: 0 }],
    css,
    faces: [
      {
        family: 'F',
        weight: 400,
        bytes: new Uint8Array([1, 2]),
        fileName: 'f-1.ttf',
        licence: { fileName: 'L', text: '' },
      },
    ],
    pictures: new Map([
      ['images/图.svg', { bytes: new TextEncoder().encode('<svg/>'), mediaType: 'image/svg+xml' }],
    ]),
    pages: texts.map((text, index) => ({
      hash: `h-${text}`,
      label: String(index + 1),
      side: index % 2 === 0 ? 'recto' : 'verso',
      html: `<bx-page>${text}</bx-page>`,
      shell: '<bx-page><bx-body></bx-body></bx-page>',
      body: { hash: `b-${text}` },
    })),
  };
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

describe('startPreviewServer', () => {
  let server: PreviewServer;
  beforeEach(async () => {
    server = await startPreviewServer(FILES, ORDERS, { port: 0 });
  });
  afterEach(() => server.close());

  /** Sends a path as it is, without resolving it first. */
  const ask = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> => {
    const { hostname, port } = new URL(server.url);
    return new Promise((resolve, reject) => {
      const sent = request({ hostname, port, path, headers, method }, (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          body += chunk;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        );
      });
      sent.on('error', reject).end();
    });
  };

  /** Opens the event stream; `next` gives one update after another. */
  const listen = async (headers: Record<string, string> = {}) => {
    const abort = new AbortController();
    const response = await fetch(new URL('/events', server.url), { headers, signal: abort.signal });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    return {
      close: () => abort.abort(),
      /** Waits for events of a name and gives what they bring. */
      async named(name: string, count = 1): Promise<unknown[]> {
        for (;;) {
          const found = [...text.matchAll(new RegExp(`event: ${name}\\ndata: (.+)\\n\\n`, 'g'))];
          if (found.length >= count) return found.map(([, data = '']) => JSON.parse(data) as unknown);
          const chunk = await reader?.read();
          if (chunk === undefined || chunk.done) throw new Error('The stream has ended');
          text += chunk.value;
        }
      },
      async next(): Promise<{ id: string; update: Update }> {
        for (;;) {
          const found = /event: book\nid: (.+)\ndata: (.+)\n\n/.exec(text);
          if (found !== null) {
            text = text.slice(found.index + found[0].length);
            return { id: found[1] ?? '', update: JSON.parse(found[2] ?? '') as Update };
          }
          const chunk = await reader?.read();
          if (chunk === undefined || chunk.done) throw new Error('The stream has ended');
          text += chunk.value;
        }
      },
    };
  };

  it('should serve the shell, the client, faces and pictures', async () => {
    server.publish({ snapshot: snapshot(['a']), diagnostics: [] });
    assert.equal((await ask('/')).body, FILES.shell);
    assert.equal((await ask('/client.js')).headers['content-type'], 'text/javascript; charset=utf-8');
    assert.equal((await ask('/fonts/f-1.ttf')).headers['content-type'], 'font/ttf');
    assert.equal((await ask('/manuscript/images/%E5%9B%BE.svg?hash')).body, '<svg/>');
  });

  it('should answer HEAD without a body', async () => {
    const answer = await ask('/', {}, 'HEAD');
    assert.deepEqual([answer.status, answer.body], [200, '']);
    assert.equal((await ask('/events', {}, 'HEAD')).status, 200);
  });

  it('should send its policy with everything, refusals too', async () => {
    server.publish({ snapshot: snapshot(['a']), diagnostics: [] });
    for (const path of [
      '/',
      '/client.js',
      '/nothing',
      '/fonts/f-1.ttf',
      '/manuscript/images/%E5%9B%BE.svg',
    ]) {
      const { headers } = await ask(path);
      assert.match(String(headers['content-security-policy']), /^default-src 'none'/, path);
      assert.equal(headers['x-content-type-options'], 'nosniff', path);
      assert.equal(headers['access-control-allow-origin'], undefined, path);
    }
  });

  it('should not let a picture be a document that does something', async () => {
    server.publish({ snapshot: snapshot(['a']), diagnostics: [] });
    const { headers } = await ask('/manuscript/images/%E5%9B%BE.svg');
    assert.match(String(headers['content-security-policy']), /sandbox$/);
    assert.doesNotMatch(String(headers['content-security-policy']), /script-src/);
  });

  it('should not answer a foreign host or origin', async () => {
    assert.equal((await ask('/', { Host: 'evil.example' })).status, 403);
    assert.equal((await ask('/events', { Origin: 'http://evil.example' })).status, 403);
  });

  it('should not take anything in', async () => {
    const answer = await ask('/', {}, 'POST');
    assert.deepEqual([answer.status, answer.headers.allow], [405, 'GET, HEAD']);
  });

  it('should not give out anything but what the book uses', async () => {
    server.publish({ snapshot: snapshot(['a']), diagnostics: [] });
    const paths = [
      '/manuscript/../book.yaml',
      '/manuscript/%2e%2e/book.yaml',
      '/manuscript/..%2fbook.yaml',
      '/manuscript/%2e%2e%2f%2e%2e%2fetc%2fpasswd',
      '/manuscript/..%5cbook.yaml',
      '/manuscript/images/../images/%E5%9B%BE.svg',
      '/manuscript/book.yaml',
      '/manuscript/',
      '//etc/passwd',
      '/fonts/../client.js',
      '/manuscript/__proto__',
      '/%',
      '/book.yaml',
      '/scripts/cli.ts',
    ];
    for (const path of paths) assert.equal((await ask(path)).status, 404, path);
  });

  it('should send a new client everything', async () => {
    server.publish({ snapshot: snapshot(['a', 'b']), diagnostics: [WARNING] });
    const events = await listen();
    const { update } = await events.next();
    events.close();
    assert.deepEqual(Object.keys(update.book?.html ?? {}), ['h-a', 'h-b']);
    assert.equal(update.book?.css, 'p{}');
    assert.deepEqual(update.diagnostics, [WARNING]);
    assert.equal(update.stale, false);
  });

  it('should send only the pages that changed, and styles only when they changed', async () => {
    server.publish({ snapshot: snapshot(['a', 'b', 'c']), diagnostics: [] });
    const events = await listen();
    await events.next();
    server.publish({ snapshot: snapshot(['a', 'x', 'c', 'a']), diagnostics: [] });
    const { book } = (await events.next()).update;
    assert.deepEqual(book?.html, { 'h-x': '<bx-page>x</bx-page>' });
    assert.deepEqual(
      book?.pages.map((page) => page.hash),
      ['h-a', 'h-x', 'h-c', 'h-a'],
    );
    assert.equal(book?.css, undefined);
    server.publish({ snapshot: snapshot(['a', 'x', 'c', 'a'], 'p{color:red}'), diagnostics: [] });
    const styled = (await events.next()).update.book;
    events.close();
    assert.deepEqual([styled?.html, styled?.css], [{}, 'p{color:red}']);
  });

  it('should send only what is printed around the text of a page that got another number', async () => {
    const before = snapshot(['a', 'b']);
    server.publish({ snapshot: before, diagnostics: [] });
    const events = await listen();
    await events.next();
    const pages = before.pages.map((page) => ({
      ...page,
      hash: `${page.hash}-2`,
      shell: '<bx-page>2</bx-page>',
    }));
    const added = snapshot(['c']).pages;
    server.publish({ snapshot: { ...before, pages: [...added, ...pages] }, diagnostics: [] });
    const { book } = (await events.next()).update;
    events.close();
    assert.deepEqual(book?.html, {
      'h-c': '<bx-page>c</bx-page>',
      'h-a-2': { shell: '<bx-page>2</bx-page>', of: 'h-a' },
      'h-b-2': { shell: '<bx-page>2</bx-page>', of: 'h-b' },
    });
  });

  it('should keep the last good pages when there are no new ones', async () => {
    server.publish({ snapshot: snapshot(['a']), diagnostics: [] });
    const events = await listen();
    await events.next();
    server.publish({ diagnostics: [WARNING] });
    const { update } = await events.next();
    events.close();
    assert.deepEqual([update.stale, update.book?.pages.length, update.book?.html], [true, 1, {}]);
    assert.equal((await ask('/fonts/f-1.ttf')).status, 200);
  });

  it('should not send what a client that comes back has already', async () => {
    server.publish({ snapshot: snapshot(['a']), diagnostics: [] });
    const first = await listen();
    const { id } = await first.next();
    first.close();
    const second = await listen({ 'Last-Event-ID': id });
    server.publish({ snapshot: snapshot(['a', 'b']), diagnostics: [] });
    const { update } = await second.next();
    second.close();
    assert.deepEqual(Object.keys(update.book?.html ?? {}), ['h-b']);
  });

  it('should send everything to a client of an earlier run', async () => {
    server.publish({ snapshot: snapshot(['a']), diagnostics: [] });
    const events = await listen({ 'Last-Event-ID': 'another-run.1' });
    const { update } = await events.next();
    events.close();
    assert.deepEqual(Object.keys(update.book?.html ?? {}), ['h-a']);
  });

  it('should tell a new client how the preview stands, before the book', async () => {
    const state: SessionState = {
      editions: [{ name: 'print', format: 'pdf' }],
      themes: ['plain'],
      edition: 'print',
      theme: 'plain',
      builds: [],
      busy: true,
    };
    server.tell(state);
    const events = await listen();
    const [session] = await events.named('session');
    events.close();
    assert.deepEqual(session, state);
  });

  it('should pass places on to all clients, and orders to whoever keeps them', async () => {
    const events = await listen();
    await events.next();
    given.length = 0;
    const post = async (path: string): Promise<number> => (await ask(path, {}, 'POST')).status;
    assert.equal(await post(`/show?source=${encodeURIComponent('/book/manuscript/第 1.md:12:3')}`), 204);
    assert.equal(await post('/show?page=iv'), 204);
    assert.equal(await post('/show?edition=ebook&theme=plain'), 204);
    assert.equal(await post('/build?edition=print'), 204);
    assert.equal(await post('/at?page=12'), 204);
    assert.deepEqual(await events.named('go', 2), [
      { kind: 'source', file: 'manuscript/第 1.md', line: 12 },
      { kind: 'page', label: 'iv' },
    ]);
    events.close();
    assert.deepEqual(given, [{ edition: 'ebook', theme: 'plain' }, { build: 'print' }, { reading: 12 }]);
    for (const [path, status] of [
      ['/show?source=01.md', 400],
      ['/show', 400],
      ['/show?edition=nope', 404],
      ['/build?edition=nope', 404],
      ['/at?page=x', 400],
      ['/at', 400],
      ['/build', 404],
    ] as const)
      assert.equal(await post(path), status, path);
  });

  it('should give out files that were built by their names alone, and what shows EPUBs', async () => {
    const pdf = await ask('/built/a.pdf');
    assert.deepEqual(
      [pdf.status, pdf.body, pdf.headers['content-type'], pdf.headers['content-security-policy']],
      [200, '%', 'application/pdf', undefined],
    );
    for (const path of ['/built/', '/built/b.pdf', '/built/../a.pdf', '/built/%2e%2e%2fa.pdf', '/built'])
      assert.equal((await ask(path)).status, 404, path);
    assert.equal((await ask('/reader.js')).body, 'reader()');
  });

  it('should give out the files of an EPUB that is shown, able to do nothing', async () => {
    const url = '/epub/h/package.opf';
    const files = new Map([[url, { bytes: new Uint8Array([60]), mediaType: 'application/xml' }]]);
    server.publish({ epub: { state: { title: '书', language: 'zh-CN', url }, files }, diagnostics: [] });
    const events = await listen();
    const { update } = await events.next();
    events.close();
    assert.deepEqual([update.epub?.url, update.book, update.stale], [url, undefined, false]);
    assert.match(String((await ask(url)).headers['content-security-policy']), /sandbox/);
    assert.equal((await ask('/epub/h/mimetype')).status, 404);
  });

  it('should not take a port that is taken', async () => {
    const port = Number(new URL(server.url).port);
    await assert.rejects(
      startPreviewServer(FILES, ORDERS, { port }),
      (error) => error instanceof BuildError && error.code === 'port-taken',
    );
  });

  it('should not keep connections open once it is closed', async () => {
    const events = await listen();
    await events.next();
    await server.close();
    await assert.rejects(events.next());
    await assert.rejects(ask('/'));
  });
});
