import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/** Why a request is not answered: an HTTP status; `undefined` when it may be. */
export type Refusal = 403 | 405 | undefined;

/** Where the server listens. */
export interface Address {
  /** An address or a name of this machine; `0.0.0.0` or `::` for all it has. */
  readonly host: string;
  readonly port: number;
}

/** Paths that order something; everything else is only read. */
const ORDERS: ReadonlySet<string> = new Set(['/show', '/at', '/build']);

/**
 * Only a page that we served may talk to us, or a program of this machine, such as an editor. A foreign `Host` is
 * another site's name led to this address (DNS rebinding), a foreign `Origin` is another site's script, a foreign
 * `Sec-Fetch-Site` any other request of its pages.
 */
export function refusalOf(
  { headers, method, url }: Pick<IncomingMessage, 'headers' | 'method' | 'url'>,
  address: Address,
): Refusal {
  const { host, origin } = headers;
  if (host === undefined || !isOwnHost(host.toLowerCase(), address)) return 403;
  if (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`) return 403;
  if (method === 'GET' || method === 'HEAD') return undefined;
  if (method !== 'POST' || !ORDERS.has(pathOf(url) ?? '')) return 405;
  const site = headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none' ? undefined : 403;
}

function isOwnHost(given: string, { host, port }: Address): boolean {
  // Browsers leave the default port out.
  const parts = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(given);
  if (parts === null || Number(parts[2] ?? 80) !== port) return false;
  const name = (parts[1] ?? '').replace(/^\[|\]$/g, '');
  if (name === '127.0.0.1' || name === 'localhost' || name === host.toLowerCase()) return true;
  // An address needs no DNS, so that nobody can lead a name of theirs to it.
  return isUnspecified(host) && isIP(name) !== 0;
}

/** Whether it stands for all addresses of the machine. */
export function isUnspecified(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

/**
 * The path a request asks for, decoded; `undefined` for what is no path. It is never resolved: `..` stays what it
 * is, a name that nothing here has.
 */
export function pathOf(url: string | undefined): string | undefined {
  const raw = (url ?? '').split(/[?#]/, 1)[0] ?? '';
  if (!raw.startsWith('/')) return undefined;
  try {
    return decodeURIComponent(raw);
  } catch {
    return undefined;
  }
}

/** Sent with everything: no script but ours, nothing from elsewhere, not inside another site's page. */
export const SAFE_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'; font-src 'self'; media-src 'self'; connect-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/** For the manuscript's pictures: an SVG opened by itself is a document, and may do nothing at all. */
export const PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
