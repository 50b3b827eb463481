/** What bibliographies call languages (BibLaTeX's `langid`, and words of their own). */
const NAMES: Readonly<Record<string, string>> = {
  chinese: 'zh-CN',
  schinese: 'zh-CN',
  tchinese: 'zh-TW',
  中文: 'zh-CN',
  汉语: 'zh-CN',
  简体中文: 'zh-CN',
  繁體中文: 'zh-TW',
  english: 'en-US',
  american: 'en-US',
  british: 'en-GB',
  usenglish: 'en-US',
  ukenglish: 'en-GB',
  英文: 'en-US',
  英语: 'en-US',
  japanese: 'ja-JP',
  日文: 'ja-JP',
  日语: 'ja-JP',
  日本語: 'ja-JP',
  korean: 'ko-KR',
  韩文: 'ko-KR',
  한국어: 'ko-KR',
  german: 'de-DE',
  ngerman: 'de-DE',
  french: 'fr-FR',
  spanish: 'es-ES',
  italian: 'it-IT',
  russian: 'ru-RU',
  俄文: 'ru-RU',
};

/** What a language is without a region: the one of most books in it. */
const REGIONS: Readonly<Record<string, string>> = {
  zh: 'zh-CN',
  'zh-hans': 'zh-CN',
  'zh-hant': 'zh-TW',
  cn: 'zh-CN',
  ja: 'ja-JP',
  jp: 'ja-JP',
  ko: 'ko-KR',
  kr: 'ko-KR',
  en: 'en-US',
};

/**
 * Language of an entry, as a BCP 47 tag with a region: what it says of itself, or what its words are written in. GB/T 7714
 * writes 等 behind Chinese names and `et al.` behind Western ones.
 * @param text its title and names
 * @param han of a text of Han alone
 */
export function entryLanguage(written: unknown, text: string, han: string): string {
  const name = typeof written === 'string' ? written.trim().replaceAll('_', '-').toLowerCase() : '';
  const known = NAMES[name] ?? REGIONS[name];
  if (known !== undefined) return known;
  if (/^[a-z]{2}(?:-[a-z]{2})?$/.test(name)) return name.replace(/-(.*)$/, (tail) => tail.toUpperCase());
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'ja-JP';
  if (/\p{Script=Hangul}/u.test(text)) return 'ko-KR';
  if (/\p{Script=Han}/u.test(text)) return han;
  return /\p{Script=Cyrillic}/u.test(text) ? 'ru-RU' : 'en-US';
}

/** What stands for further names in a language. */
export function othersIn(language: string): string {
  if (language.startsWith('zh')) return '等';
  if (language.startsWith('ja')) return 'ほか';
  return language.startsWith('ko') ? '외' : 'et al.';
}
