import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { SAFE_HEADERS } from './admission.ts';

/** Milliseconds between comments that keep an idle connection open. */
const HEARTBEAT_MS = 20_000;

/** Sends updates to every open client as Server-Sent Events (HTML Standard, 9.2). */
export interface EventStream {
  /**
   * Takes a client in: tells it `greeting`, and brings it up to date with `whole`, unless it has the newest state of
   * the book already.
   */
  accept(request: IncomingMessage, response: ServerResponse, greeting: string, whole: () => string): void;
  /** Sends what changed of the book to those who have the state before. */
  send(data: string): void;
  /** Sends an event that builds on nothing. */
  tell(name: 'session' | 'go', data: string): void;
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
    accept(request, response, greeting, whole) {
      response.writeHead(200, {
        ...SAFE_HEADERS,
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'no-store',
      });
      if (request.method === 'HEAD') {
        response.end();
        return;
      }
      response.write(`retry: 500\n\n${event('session', greeting)}`);
      if (request.headers['last-event-id'] !== id()) response.write(event('book', whole(), id()));
      clients.add(response);
      response.on('close', () => clients.delete(response));
    },
    send(data) {
      version += 1;
      const message = event('book', data, id());
      for (const client of clients) client.write(message);
    },
    tell(name, data) {
      for (const client of clients) client.write(event(name, data));
    },
    close() {
      clearInterval(heartbeat);
      for (const client of clients) client.end();
    },
  };
}

/** JSON has no bare line feeds, so it is one `data` line. */
function event(name: string, data: string, id?: string): string {
  return `event: ${name}\n${id === undefined ? '' : `id: ${id}\n`}data: ${data}\n\n`;
}
