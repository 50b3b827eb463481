import type { Language } from '../../model/metadata.ts';

/** How a line treats a character (the classes of JLReq appendix A and CLReq 3.1, as far as lines differ by them). */
export type CharacterClass =
  /** Han, kana, bopomofo, hangul, full-width letters. */
  | 'ideograph'
  /** Opening brackets and quotation marks; their first half is blank. */
  | 'opening'
  /** Closing brackets and quotation marks; their second half is blank. */
  | 'closing'
  /** Commas, colons, semicolons: what may be squeezed before full stops (C13). */
  | 'comma'
  /** Full stops, question and exclamation marks. */
  | 'stop'
  /** Interpuncts. */
  | 'middle'
  /** Dashes, ellipses, connectors. */
  | 'dash'
  /** Letters, digits and marks set by their own widths, of which words are made. */
  | 'western';

const MARKS: Readonly<Record<string, string>> = {
  opening: '‘“（〔［｛〈《「『【〖｟〘〚«〝',
  closing: '’”）〕］｝〉》」』】〗｠〙〛»〟〞',
  comma: '，、；：',
  stop: '。．！？',
  middle: '·・‧',
  dash: '—―–…⋯‥～〜⸺゠〳〴〵',
};

const CLASS_OF_MARK: ReadonlyMap<number, CharacterClass> = new Map(
  Object.entries(MARKS).flatMap(([name, marks]) =>
    [...marks].map((mark) => [mark.codePointAt(0) ?? 0, name as CharacterClass] as const),
  ),
);

/** The class of a code point. */
export function classOf(code: number): CharacterClass {
  if (code < 0xb7) return code === 0xab ? 'opening' : 'western';
  if (code >= 0x4e00 && code <= 0x9fff) return 'ideograph';
  return CLASS_OF_MARK.get(code) ?? (isEastAsian(code) ? 'ideograph' : 'western');
}

/** Characters of an em each, which need no spaces between them. */
function isEastAsian(code: number): boolean {
  return (
    (code >= 0x1100 && code <= 0x11ff) ||
    (code >= 0x2460 && code <= 0x24ff) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7ff) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe4f) ||
    (code >= 0xff00 && code <= 0xffef) ||
    (code >= 0x1f000 && code <= 0x1faff) ||
    (code >= 0x20000 && code <= 0x3ffff)
  );
}

/** What may not begin and what may not end a line (typography.md §2: CLReq 3.1.4, GB/T 15834 5.1, JLReq appendix C, KLReq 4.3). */
export interface Kinsoku {
  readonly notAtStart: ReadonlySet<number>;
  readonly notAtEnd: ReadonlySet<number>;
}

const CLOSING = `${MARKS['closing']})]}`;
const OPENING = `${MARKS['opening']}([{`;
const CHINESE_START = `。．，、：；！？‼⁇⁈⁉–～-·・‧/／…⋯⸺々${CLOSING}.,:;!?%‰°℃′″`;
const SMALL_KANA = 'ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ';

const TRADITIONAL = kinsoku(CHINESE_START, `${OPENING}¥￥$＄£￡€№#`);

const KINSOKU: Readonly<Record<Language, Kinsoku>> = {
  // The GB level, with the pairs that GB only forbids to split kept from line starts as well (strict).
  'zh-CN': kinsoku(CHINESE_START, `${OPENING}／/¥￥$＄£￡€№#`),
  'zh-TW': TRADITIONAL,
  'zh-HK': TRADITIONAL,
  ja: kinsoku(
    `‐〜゠–！？‼⁇⁈⁉・：；。．、，ヽヾゝゞ々〻ー${SMALL_KANA}${CLOSING}.,:;!?%％‰°℃′″￠ℓ㏋`,
    `${OPENING}￥¥＄$￡£＃#€№`,
  ),
  ko: kinsoku(`‐-—～？！·:;：；.。．,、，!?〃ー${CLOSING}%％‰°℃′″`, `${OPENING}¥￥$＄₩￦£￡€№#`),
};

function kinsoku(notAtStart: string, notAtEnd: string): Kinsoku {
  const codes = (characters: string): ReadonlySet<number> =>
    new Set([...characters].map((character) => character.codePointAt(0) ?? 0));
  return { notAtStart: codes(notAtStart), notAtEnd: codes(notAtEnd) };
}

/** The kinsoku sets of a language. */
export function kinsokuOf(language: Language): Kinsoku {
  return KINSOKU[language];
}

/** Marks that are one sign when doubled: never parted, never spaced out (C14). */
const UNBREAKABLE = new Set([...'—―…⋯‥'].map((mark) => mark.codePointAt(0) ?? 0));

/** Whether two characters are one sign: —— …… 〳〵. */
export function isOneSign(before: number, after: number): boolean {
  return (
    (before === after && UNBREAKABLE.has(before)) ||
    (after === 0x3035 && (before === 0x3033 || before === 0x3034))
  );
}
