import type { IncomingMessage } from 'node:http';

/** Why a request is not answered: an HTTP status; `undefined` when it may be. */
export type Refusal = 403 | 405 | undefined;

/**
 * Only a page that we served may talk to us. A foreign `Host` is another site's name led to this address (DNS
 * rebinding), a foreign `Origin` is another site's script; and nobody has anything to write here.
 */
export function refusalOf(request: Pick<IncomingMessage, 'headers' | 'method'>, port: number): Refusal {
  const hosts = ownHosts(port);
  const { host, origin } = request.headers;
  if (host === undefined || !hosts.includes(host.toLowerCase())) return 403;
  if (origin !== undefined && !hosts.some((own) => origin.toLowerCase() === `http://${own}`)) return 403;
  return request.method === 'GET' || request.method === 'HEAD' ? undefined : 405;
}

function ownHosts(port: number): readonly string[] {
  const names = ['127.0.0.1', 'localhost'];
  // Browsers leave the default port out.
  return [...names.map((name) => `${name}:${port}`), ...(port === 80 ? names : [])];
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
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/** For the manuscript's pictures: an SVG opened by itself is a document, and may do nothing at all. */
export const PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
