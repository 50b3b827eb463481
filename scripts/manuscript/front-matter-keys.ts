import { isMap, isScalar, parseDocument } from 'yaml';
import { decodeText } from './decode-text.ts';
import { lookUp } from './manuscript-path.ts';
import type { Reading } from './reading.ts';

/** A page's text, not told of: it is told when the page is read for the book. */
export async function quietText({ folder }: Reading, path: string): Promise<string> {
  const found = await lookUp(folder, path);
  if (found.kind !== 'found') return '';
  const decoded = decodeText(await folder.files.readBytes(found.realPath));
  return decoded.ok ? decoded.text : '';
}

/** The scalars in the front matter at the head of a text, by their keys; what is wrong in it is told elsewhere. */
export function frontMatterKeys(text: string): ReadonlyMap<string, string> {
  const yaml = /^---[ \t]*\r?\n([\s\S]{0,8192}?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text)?.[1];
  if (yaml === undefined) return new Map();
  const { contents } = parseDocument(yaml, { prettyErrors: false, uniqueKeys: false });
  if (!isMap(contents)) return new Map();
  return new Map(
    contents.items.flatMap(({ key, value }) =>
      isScalar(key) && isScalar(value) ? [[String(key.value), String(value.value)] as const] : [],
    ),
  );
}
