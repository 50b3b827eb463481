import type { Language } from '../model/metadata.ts';

/** Characters of a text that are looked at to tell its language: a book's first pages are enough. */
const SAMPLE_LENGTH = 200_000;

/** Japanese prose has some 50 % kana; a Chinese book that quotes Japanese stays below this. */
const LEAST_KANA = 0.1;

/** Korean with Hanja in it still has far more Hangul than this. */
const LEAST_HANGUL = 0.3;

/** Frequent characters that exist in only one of the two orthographies. */
const TRADITIONAL = /[這們來時說國對會學麼還沒過為開樣點無發經]/gu;
const SIMPLIFIED = /[这们来时说国对会学么还没过为开样点无发经]/gu;

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** The language a text is most likely in: kana tell Japanese, Hangul Korean, the rest is Chinese. */
export function detectLanguage(texts: readonly string[]): Language {
  const text = texts.join('\n').slice(0, SAMPLE_LENGTH);
  const kana = count(text, /[\p{Script=Hiragana}\p{Script=Katakana}]/gu);
  const hangul = count(text, /\p{Script=Hangul}/gu);
  const all = kana + hangul + count(text, /\p{Script=Han}/gu);
  if (all > 0 && kana / all >= LEAST_KANA && kana >= hangul) return 'ja';
  if (all > 0 && hangul / all >= LEAST_HANGUL) return 'ko';
  return count(text, TRADITIONAL) > count(text, SIMPLIFIED) ? 'zh-TW' : 'zh-CN';
}

/** Lines of a Markdown text outside front matter and fenced code. */
function* proseLines(text: string): Generator<string> {
  let fence: string | undefined;
  let isFrontMatter = false;
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    const isDashes = /^---[ \t]*$/.test(line);
    if (index === 0 && isDashes) {
      isFrontMatter = true;
      continue;
    }
    if (isFrontMatter) {
      isFrontMatter = !isDashes;
      continue;
    }
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence)) fence = undefined;
    } else if (mark !== undefined) fence = mark;
    else yield line;
  }
}

/** Plain text of a heading. Only for a title on a cover: the real parser comes later. */
function withoutMarkup(heading: string): string {
  return heading
    .replace(/[ \t]#+$/, '')
    .replace(/\{[#.][^{}]*\}$/, '')
    .replace(/<r([tp])>[^<]*<\/r\1>/gi, '')
    .replace(/<[^<>]*>/g, '')
    .replace(/!\[[^[\]]*\]\([^()]*\)/g, '')
    .replace(/\[\^[^[\]]*\]/g, '')
    .replace(/\[([^[\]]*)\]\([^()]*\)/g, '$1')
    .replace(/\\([!-/:-@[-`{-~])|[*_`]/g, '$1')
    .replace(/[\p{Cc}\s\u3000]+/gu, ' ')
    .trim();
}

/** The first heading of a Markdown text as plain text, or undefined when there is none. */
export function firstHeading(text: string): string | undefined {
  let before = '';
  for (const line of proseLines(text)) {
    const marked = /^ {0,3}#{1,6}[ \t]+(\S.*)$/.exec(line)?.[1];
    const isUnderline = before.trim() !== '' && /^ {0,3}(?:=+|-+)[ \t]*$/.test(line);
    const title = withoutMarkup((marked ?? (isUnderline ? before : '')).trim());
    if (title !== '') return title;
    before = line;
  }
  return undefined;
}
