import { browserBundle } from '../../layout/bundle.ts';

/** The preview's client as one script. The reader may look with any browser of today; only layout needs the pinned one. */
export function clientBundle(): Promise<string> {
  return browserBundle(new URL('./client/main.ts', import.meta.url), 'es2022');
}

/** What shows EPUBs, as a script of its own: it is large, and few need it. */
export function readerBundle(): Promise<string> {
  return browserBundle(new URL('./client/reader.ts', import.meta.url), 'es2022');
}
