// Plain node:http. A development server brings a bundler, a module graph and a file server to be locked again; here
// are six paths, and the client is one small script that esbuild bundles once.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BuildError } from '../../model/build-error.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { MediaFile } from '../../model/media-file.ts';
import { PICTURE_POLICY, pathOf, refusalOf, SAFE_HEADERS } from './admission.ts';
import { eventStream } from './event-stream.ts';
import { type Snapshot, stateSince } from './snapshot.ts';
import type { Update } from './update.ts';

/** The three files of the preview itself. */
export interface PreviewFiles {
  /** The document, without pages. */
  readonly shell: string;
  /** The client as one script. */
  readonly script: string;
  /** Style of everything around the pages. */
  readonly style: string;
}

/** Result of a build for the preview. */
export interface PreviewBuild {
  /** The pages; absent when the manuscript's errors allow none, and the last good ones stay. */
  readonly snapshot?: Snapshot;
  /** Sorted by place. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A running server. */
export interface PreviewServer {
  /** `http://127.0.0.1:<port>/`. */
  readonly url: string;
  /** Shows a build to all clients. */
  publish(build: PreviewBuild): void;
  /** Ends all connections; afterwards the port is free. */
  close(): Promise<void>;
}

/**
 * Serves a preview on 127.0.0.1 and nowhere else.
 * @param port 0 for any free one
 * @throws BuildError `port-taken`
 */
export async function startPreviewServer(files: PreviewFiles, port: number): Promise<PreviewServer> {
  const stream = eventStream();
  const fixed = fixedFiles(files);
  let build: PreviewBuild = { diagnostics: [] };
  let good: Snapshot | undefined;
  // Clients may still be loading the state before while the next one is published.
  let before: Snapshot | undefined;
  const server = createServer((request, response) => {
    const refusal = refusalOf(request, portOf(server));
    if (refusal !== undefined) return refuse(response, refusal);
    const path = pathOf(request.url);
    if (path === '/events') {
      return stream.accept(request, response, () => JSON.stringify(updateOf(build, good, undefined)));
    }
    const found = path === undefined ? undefined : (fixed.get(path) ?? fromSnapshots(path, [good, before]));
    if (found === undefined) return refuse(response, 404);
    return send(request, response, found);
  });
  await listen(server, port);
  return {
    url: `http://127.0.0.1:${portOf(server)}/`,
    publish(next) {
      const known = good;
      build = next;
      if (next.snapshot !== undefined) {
        before = good;
        good = next.snapshot;
      }
      stream.send(JSON.stringify(updateOf(build, good, known)));
    },
    async close() {
      stream.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function updateOf(build: PreviewBuild, good: Snapshot | undefined, known: Snapshot | undefined): Update {
  return {
    ...(good === undefined ? {} : { book: stateSince(good, known) }),
    diagnostics: build.diagnostics,
    stale: build.snapshot === undefined,
  };
}

interface Found extends MediaFile {
  /** Headers besides the usual ones. */
  readonly headers?: Readonly<Record<string, string>>;
}

function fixedFiles(files: PreviewFiles): ReadonlyMap<string, Found> {
  const file = (text: string, type: string): Found => ({
    bytes: new TextEncoder().encode(text),
    mediaType: `${type}; charset=utf-8`,
  });
  return new Map([
    ['/', file(files.shell, 'text/html')],
    ['/client.js', file(files.script, 'text/javascript')],
    ['/preview.css', file(files.style, 'text/css')],
    ['/favicon.ico', { bytes: new Uint8Array(), mediaType: 'image/x-icon' }],
  ]);
}

/** Looks a path up among what the book uses, by its exact name: no path of a URL ever reaches the disk. */
function fromSnapshots(path: string, snapshots: readonly (Snapshot | undefined)[]): Found | undefined {
  for (const snapshot of snapshots) {
    if (path.startsWith('/fonts/')) {
      const name = path.slice('/fonts/'.length);
      const face = snapshot?.faces.find((one) => one.fileName === name);
      if (face !== undefined) return { bytes: face.bytes, mediaType: 'font/ttf' };
    }
    if (path.startsWith('/manuscript/')) {
      const picture = snapshot?.pictures.get(path.slice('/manuscript/'.length));
      if (picture !== undefined)
        return { ...picture, headers: { 'Content-Security-Policy': PICTURE_POLICY } };
    }
  }
  return undefined;
}

function send(request: IncomingMessage, response: ServerResponse, found: Found): void {
  response.writeHead(200, {
    ...SAFE_HEADERS,
    ...found.headers,
    'Content-Type': found.mediaType,
    'Content-Length': found.bytes.length,
    'Cache-Control': 'no-store',
  });
  response.end(request.method === 'HEAD' ? undefined : found.bytes);
}

function refuse(response: ServerResponse, status: 403 | 404 | 405): void {
  response.writeHead(status, {
    ...SAFE_HEADERS,
    'Content-Type': 'text/plain; charset=utf-8',
    ...(status === 405 ? { Allow: 'GET, HEAD' } : {}),
  });
  response.end();
}

async function listen(server: Server, port: number): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
  } catch (cause) {
    const hint = 'Give another `--port`, or none for any free one.';
    throw new BuildError('port-taken', `Port ${port} of 127.0.0.1 cannot be used`, hint, { cause });
  }
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo | null)?.port ?? 0;
}
