import type { Labels } from './labels.ts';
import { EN } from './words/en.ts';
import { JA } from './words/ja.ts';
import { KO } from './words/ko.ts';
import { ZH_HANS } from './words/zh-hans.ts';
import { ZH_HANT } from './words/zh-hant.ts';

/** The words for a language tag such as `zh-TW`, and the tag they are in. */
export function labelsFor(tag: string): { readonly lang: string; readonly labels: Labels } {
  const lower = tag.toLowerCase();
  if (/^zh-(hant|tw|hk|mo)\b/.test(lower)) return { lang: 'zh-Hant', labels: ZH_HANT };
  if (/^zh\b/.test(lower)) return { lang: 'zh-Hans', labels: ZH_HANS };
  if (/^ja\b/.test(lower)) return { lang: 'ja', labels: JA };
  if (/^ko\b/.test(lower)) return { lang: 'ko', labels: KO };
  return { lang: 'en', labels: EN };
}
