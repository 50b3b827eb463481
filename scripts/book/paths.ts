import { posix } from 'node:path';

/**
 * The path that `target`, written in the file `from`, means, relative to the manuscript's folder; `undefined` when
 * it is empty, absolute, a URL, or leaves the folder. Percent-encoding is undone first, so that `%2e%2e` is seen.
 */
export function relativePath(from: string, target: string): string | undefined {
  const decoded = decode(target);
  if (decoded === '' || /^[a-z][a-z0-9+.-]*:/i.test(decoded) || /[\\\0]/.test(decoded)) return undefined;
  if (decoded.startsWith('/')) return undefined;
  const joined = posix.normalize(posix.join(posix.dirname(from), decoded));
  return joined === '..' || joined.startsWith('../') ? undefined : joined;
}

function decode(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}
