import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { SAFE_HEADERS } from './admission.ts';

/** Milliseconds between comments that keep an idle connection open. */
const HEARTBEAT_MS = 20_000;

/** Sends updates to every open client as Server-Sent Events (HTML Standard, 9.2). */
export interface EventStream {
  /** Takes a client in and brings it up to date with `whole`, unless it has the newest state already. */
  accept(request: IncomingMessage, response: ServerResponse, whole: () => string): void;
  /** Sends what changed to those who have the state before. */
  send(data: string): void;
  /** Ends all connections. */
  close(): void;
}

/** An event stream without clients. */
export function eventStream(): EventStream {
  const clients = new Set<ServerResponse>();
  // Ids name the run too: a client of an earlier server on the same port has another book.
  const run = randomUUID();
  let version = 0;
  const heartbeat = setInterval(() => {
    for (const client of clients) client.write(':\n\n');
  }, HEARTBEAT_MS);
  heartbeat.unref();
  const id = (): string => `${run}.${version}`;
  return {
    accept(request, response, whole) {
      response.writeHead(200, {
        ...SAFE_HEADERS,
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'no-store',
      });
      if (request.method === 'HEAD') {
        response.end();
        return;
      }
      response.write('retry: 500\n\n');
      if (request.headers['last-event-id'] !== id()) response.write(event(id(), whole()));
      clients.add(response);
      response.on('close', () => clients.delete(response));
    },
    send(data) {
      version += 1;
      const message = event(id(), data);
      for (const client of clients) client.write(message);
    },
    close() {
      clearInterval(heartbeat);
      for (const client of clients) client.end();
    },
  };
}

/** JSON has no bare line feeds, so it is one `data` line. */
function event(id: string, data: string): string {
  return `event: book\nid: ${id}\ndata: ${data}\n\n`;
}
