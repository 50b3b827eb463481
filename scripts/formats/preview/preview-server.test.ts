import assert from 'node:assert/strict';
import { type IncomingHttpHeaders, request } from 'node:http';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { BuildError } from '../../model/build-error.ts';
import { type PreviewServer, startPreviewServer } from './preview-server.ts';
import type { Snapshot } from './snapshot.ts';
import type { Update } from './update.ts';

const FILES = { shell: '<!doctype html>', script: '0', style: 'bx-desk{}' };
const WARNING = { severity: 'warning', ruleId: 'x', message: '<b>not HTML</b>' } as const;

function snapshot(texts: readonly string[], css = 'p{}'): Snapshot {
  return {
    title: '书',
    language: 'zh-CN',
    writingMode: 'horizontal',
    trim: { width: 100, height: 150 },
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
    server = await startPreviewServer(FILES, 0);
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

  it('should not take a port that is taken', async () => {
    const port = Number(new URL(server.url).port);
    await assert.rejects(
      startPreviewServer(FILES, port),
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
