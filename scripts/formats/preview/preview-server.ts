// Plain node:http. A development server brings a bundler, a module graph and a file server to be locked again; here
// are a few paths, and the client is one small script that esbuild bundles once.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, isIPv6 } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import { BuildError } from '../../model/build-error.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { MediaFile } from '../../model/media-file.ts';
import { isUnspecified, PICTURE_POLICY, pathOf, refusalOf, SAFE_HEADERS } from './admission.ts';
import { parseSource } from './client/deep-link.ts';
import { eventStream } from './event-stream.ts';
import type { SessionState, Target, Update } from './messages.ts';
import { type EpubFiles, type Snapshot, stateSince } from './snapshot.ts';

/** The files of the preview itself. */
export interface PreviewFiles {
  /** The document, without pages. */
  readonly shell: string;
  /** The client as one script. */
  readonly script: string;
  /** Shows EPUBs; made with the first one. */
  readonly reader: () => Promise<string>;
  /** Style of the ground that pages lie on. */
  readonly style: string;
  /** Style of the toolbar and the panels. */
  readonly interface: string;
}

/** Result of a build for the preview. */
export interface PreviewBuild {
  /** The pages; absent when the manuscript's errors allow none, and the last good ones stay. */
  readonly snapshot?: Snapshot;
  /** The EPUB instead, where that is the edition's format. */
  readonly epub?: EpubFiles;
  /** Sorted by place. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What readers may order. */
export interface PreviewOrders {
  /** Shows another edition or theme; false when there is none of that name. */
  show(order: { readonly edition?: string; readonly theme?: string }): boolean;
  /** Builds the file of an edition; false when there is none of that name. */
  build(edition: string): boolean;
  /** A reader is at a page, by its index: what has to be laid out anew begins there. */
  reading(page: number): void;
  /** A file's path as places of the manuscript have it, from an absolute one or its own. */
  sourceOf(file: string): string;
  /** A file that was built, by its name. */
  built(name: string): Promise<MediaFile | undefined>;
}

/** Where to listen. */
export interface ListenOptions {
  /** 0 for any free one. */
  readonly port: number;
  /** An address or name of this machine; 127.0.0.1 when absent. */
  readonly host?: string;
}

/** A running server. */
export interface PreviewServer {
  /** `http://127.0.0.1:<port>/`. */
  readonly url: string;
  /** Shows a build to all clients. */
  publish(build: PreviewBuild): void;
  /** Tells all clients how the preview stands. */
  tell(state: SessionState): void;
  /** Ends all connections; afterwards the port is free. */
  close(): Promise<void>;
}

const NO_SESSION: SessionState = {
  editions: [],
  themes: [],
  edition: '',
  theme: '',
  builds: [],
  busy: false,
};

/**
 * Serves a preview, on 127.0.0.1 and nowhere else if nothing else is ordered.
 * @throws BuildError `port-taken`
 */
export async function startPreviewServer(
  files: PreviewFiles,
  orders: PreviewOrders,
  { port, host = '127.0.0.1' }: ListenOptions,
): Promise<PreviewServer> {
  const stream = eventStream();
  const fixed = fixedFiles(files);
  let build: PreviewBuild = { diagnostics: [] };
  let session = NO_SESSION;
  // Clients may still be loading the state before while the next one is published.
  let good: readonly (Pick<PreviewBuild, 'snapshot' | 'epub'> | undefined)[] = [];
  const server = createServer((request, response) => {
    const refusal = refusalOf(request, { host, port: portOf(server) });
    if (refusal !== undefined) return refuse(response, refusal);
    const path = pathOf(request.url);
    if (path === '/events') {
      const whole = (): string => JSON.stringify(updateOf(build, good[0]));
      return stream.accept(request, response, JSON.stringify(session), whole);
    }
    if (request.method === 'POST') {
      const go = (target: Target): void => stream.tell('go', JSON.stringify(target));
      return void response.writeHead(obey(request.url ?? '', orders, go), SAFE_HEADERS).end();
    }
    const found = path === undefined ? undefined : (fixed.get(path) ?? fromBuilds(path, good));
    if (found !== undefined) return send(request, response, found);
    return void sendLater(request, response, laterFile(path ?? '', files, orders));
  });
  await listen(server, port, host);
  const shownHost = isUnspecified(host) ? '127.0.0.1' : isIPv6(host) ? `[${host}]` : host;
  return {
    url: `http://${shownHost}:${portOf(server)}/`,
    publish(next) {
      const [known] = good;
      const told = build.diagnostics;
      build = next;
      if (next.snapshot !== undefined || next.epub !== undefined) good = [next, known];
      stream.send(JSON.stringify(updateOf(build, good[0], { snapshot: known?.snapshot, diagnostics: told })));
    },
    tell(state) {
      session = state;
      stream.tell('session', JSON.stringify(state));
    },
    async close() {
      stream.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** What a client has. */
interface Known {
  readonly snapshot: Snapshot | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

function updateOf(
  { snapshot, epub, diagnostics }: PreviewBuild,
  good: Pick<PreviewBuild, 'snapshot' | 'epub'> | undefined,
  known?: Known,
): Update {
  const isTold = known !== undefined && isDeepStrictEqual(known.diagnostics, diagnostics);
  return {
    ...(good?.snapshot === undefined ? {} : { book: stateSince(good.snapshot, known?.snapshot) }),
    ...(good?.epub === undefined ? {} : { epub: good.epub.state }),
    ...(isTold ? {} : { diagnostics }),
    stale: snapshot === undefined && epub === undefined,
  };
}

/** Does what a POST asks for and gives the status of the answer. */
function obey(url: string, orders: PreviewOrders, go: (target: Target) => void): 204 | 400 | 404 {
  const query = new URL(url, 'http://127.0.0.1').searchParams;
  const asked = (name: string): string | undefined => query.get(name) ?? undefined;
  const [edition, theme, source, page] = ['edition', 'theme', 'source', 'page'].map(asked);
  if (pathOf(url) === '/at') {
    const index = Number(page);
    if (page === undefined || !Number.isInteger(index) || index < 0) return 400;
    orders.reading(index);
    return 204;
  }
  if (pathOf(url) === '/build') return edition !== undefined && orders.build(edition) ? 204 : 404;
  const shown = { ...(edition !== undefined && { edition }), ...(theme !== undefined && { theme }) };
  if (edition !== undefined || theme !== undefined) return orders.show(shown) ? 204 : 404;
  if (page !== undefined) {
    go({ kind: 'page', label: page });
    return 204;
  }
  const place = source === undefined ? undefined : parseSource(source);
  if (place === undefined) return 400;
  go({ kind: 'source', file: orders.sourceOf(place.file), line: place.line });
  return 204;
}

interface Found extends MediaFile {
  /** Headers besides the usual ones; those without a value are left out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

function textFile(text: string, type: string): Found {
  return { bytes: new TextEncoder().encode(text), mediaType: `${type}; charset=utf-8` };
}

function fixedFiles(files: PreviewFiles): ReadonlyMap<string, Found> {
  return new Map([
    ['/', textFile(files.shell, 'text/html')],
    ['/client.js', textFile(files.script, 'text/javascript')],
    ['/preview.css', textFile(files.style, 'text/css')],
    ['/interface.css', textFile(files.interface, 'text/css')],
    ['/favicon.ico', { bytes: new Uint8Array(), mediaType: 'image/x-icon' }],
  ]);
}

/** Looks a path up among what the book uses, by its exact name: no path of a URL ever reaches the disk. */
function fromBuilds(
  path: string,
  builds: readonly (Pick<PreviewBuild, 'snapshot' | 'epub'> | undefined)[],
): Found | undefined {
  for (const build of builds) {
    if (path.startsWith('/fonts/')) {
      const name = path.slice('/fonts/'.length);
      const face = build?.snapshot?.faces.find((one) => one.fileName === name);
      if (face !== undefined) return { bytes: face.bytes, mediaType: 'font/ttf' };
    }
    const picture = path.startsWith('/manuscript/')
      ? build?.snapshot?.pictures.get(path.slice('/manuscript/'.length))
      : build?.epub?.files.get(path);
    if (picture !== undefined) return { ...picture, headers: { 'Content-Security-Policy': PICTURE_POLICY } };
  }
  return undefined;
}

/** What is not at hand: the script that shows EPUBs, and files that were built. */
async function laterFile(
  path: string,
  files: PreviewFiles,
  orders: PreviewOrders,
): Promise<Found | undefined> {
  if (path === '/reader.js') return textFile(await files.reader(), 'text/javascript');
  const built = path.startsWith('/built/') ? await orders.built(path.slice('/built/'.length)) : undefined;
  // A browser's own viewer of PDFs is a page with scripts, which the policy would stop.
  return built && { ...built, headers: { 'Content-Security-Policy': undefined } };
}

async function sendLater(
  request: IncomingMessage,
  response: ServerResponse,
  later: Promise<Found | undefined>,
): Promise<void> {
  const file = await later.catch(() => undefined);
  if (file === undefined) refuse(response, 404);
  else send(request, response, file);
}

function send(request: IncomingMessage, response: ServerResponse, found: Found): void {
  const headers = { ...SAFE_HEADERS, ...found.headers };
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) response.setHeader(name, value);
  response.writeHead(200, {
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

async function listen(server: Server, port: number, host: string): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
  } catch (cause) {
    const hint = 'Give another `--port`, or none for any free one.';
    throw new BuildError('port-taken', `Port ${port} of ${host} cannot be used`, hint, { cause });
  }
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo | null)?.port ?? 0;
}
