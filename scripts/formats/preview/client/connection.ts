import type { SessionState, Target, Update } from '../messages.ts';

/** Milliseconds before a new connection. */
const RETRY_MS = 500;

/** Who is told of what the server sends. */
export interface Listener {
  readonly update: (update: Update) => Promise<void>;
  readonly session: (state: SessionState) => void;
  readonly go: (target: Target) => void;
  readonly connected: (isConnected: boolean) => void;
}

/** Listens to the server until the tab is closed. */
export function connect(listener: Listener): void {
  const events = new EventSource('/events');
  /** Updates are shown one after another, for each builds on the one before. */
  let queue = Promise.resolve();
  const startOver = (): void => {
    // An update that does not fit what is here: a new connection brings everything.
    events.close();
    setTimeout(() => connect(listener), RETRY_MS);
  };
  events.addEventListener('book', (event) => {
    const update = JSON.parse(event.data) as Update;
    queue = queue.then(() => listener.update(update)).catch(startOver);
  });
  events.addEventListener('session', (event) => listener.session(JSON.parse(event.data) as SessionState));
  events.addEventListener('go', (event) => listener.go(JSON.parse(event.data) as Target));
  events.addEventListener('open', () => listener.connected(true));
  events.addEventListener('error', () => listener.connected(false));
}

/** Asks the server for something: `/show?edition=print`, `/build?edition=ebook`. */
export async function order(path: string, query: Readonly<Record<string, string>>): Promise<void> {
  await fetch(`${path}?${new URLSearchParams(query)}`, { method: 'POST' }).catch(() => undefined);
}
