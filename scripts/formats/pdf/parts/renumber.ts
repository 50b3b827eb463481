import { endOfToken, isRegular } from '../pdf-tokens.ts';

/** What numbers become when an object moves to another file. */
export interface NewNumbers {
  /** Number of an object that is referred to. */
  readonly object: (number: number) => number;
  /** What is added to keys of the parent tree (ISO 32000-1, 14.7.4.4). */
  readonly parentKey: number;
  /** Ids of elements, and what they become: strings as they are written. */
  readonly ids: ReadonlyMap<string, string>;
}

const PARENT_KEYS: ReadonlySet<string> = new Set(['/StructParents', '/StructParent']);
/** How Chromium writes all that stands between the number of an object and the end of a reference (7.3.10). */
const REFERENCE_END = ' 0 R';

/** Source text of an object, or of the dictionary of a stream, with the numbers of another file. Strings but ids, and names, stay. */
export function renumbered(source: string, { object, parentKey, ids }: NewNumbers): string {
  let written = '';
  let copied = 0;
  let at = 0;
  let isKey = false;
  while (at < source.length) {
    const code = source.charCodeAt(at);
    if (isDigit(code)) {
      const end = endOfToken(source, at);
      const refers = source.startsWith(REFERENCE_END, end) && !isRegular(source, end + REFERENCE_END.length);
      if (refers || isKey) {
        const number = Number(source.slice(at, end));
        written += source.slice(copied, at) + (refers ? object(number) : number + parentKey);
        copied = end;
      }
      isKey = false;
      at = refers ? end + REFERENCE_END.length : end;
    } else if (code === SLASH) {
      const end = endOfToken(source, at);
      isKey = PARENT_KEYS.has(source.slice(at, end));
      at = end;
    } else if (code === PARENTHESIS) {
      const end = endOfToken(source, at);
      const id = ids.size === 0 ? undefined : ids.get(source.slice(at, end));
      if (id !== undefined) {
        written += source.slice(copied, at) + id;
        copied = end;
      }
      at = end;
    } else if (code === LESS && source.charCodeAt(at + 1) === LESS) at += 2;
    else if (code === LESS || isRegular(source, at)) at = endOfToken(source, at);
    else at += 1;
  }
  return written + source.slice(copied);
}

const SLASH = 0x2f;
const LESS = 0x3c;
const PARENTHESIS = 0x28;

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
