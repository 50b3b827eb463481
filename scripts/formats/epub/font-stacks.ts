import type { Language } from '../../model/metadata.ts';

/** Faces that systems and reading systems bring, best first: 明 / 宋 / 명조, and 黑 / ゴシック / 고딕. */
interface Stacks {
  readonly serif: readonly string[];
  readonly sans: readonly string[];
}

const STACKS: Readonly<Record<Language, Stacks>> = {
  'zh-CN': {
    serif: ['Source Han Serif SC', 'Noto Serif CJK SC', 'Songti SC', 'STSong', 'SimSun'],
    sans: [
      ...['Source Han Sans SC', 'Noto Sans CJK SC', 'PingFang SC', 'Heiti SC', 'STHeiti'],
      ...['Microsoft YaHei', 'SimHei'],
    ],
  },
  'zh-TW': {
    serif: ['Source Han Serif TC', 'Noto Serif CJK TC', 'Songti TC', 'PMingLiU'],
    sans: ['Source Han Sans TC', 'Noto Sans CJK TC', 'PingFang TC', 'Heiti TC', 'Microsoft JhengHei'],
  },
  'zh-HK': {
    serif: ['Source Han Serif HC', 'Noto Serif CJK HK', 'Songti TC', 'MingLiU_HKSCS'],
    sans: ['Source Han Sans HC', 'Noto Sans CJK HK', 'PingFang HK', 'Heiti TC', 'Microsoft JhengHei'],
  },
  ja: {
    serif: ['Source Han Serif', 'Noto Serif CJK JP', 'Hiragino Mincho ProN', 'Yu Mincho', 'MS PMincho'],
    sans: [
      ...['Source Han Sans', 'Noto Sans CJK JP', 'Hiragino Kaku Gothic ProN', 'Hiragino Sans'],
      ...['Yu Gothic', 'Meiryo'],
    ],
  },
  ko: {
    serif: ['Source Han Serif K', 'Noto Serif CJK KR', 'AppleMyungjo', 'Batang'],
    sans: ['Source Han Sans K', 'Noto Sans CJK KR', 'Apple SD Gothic Neo', 'Malgun Gothic'],
  },
};

/** Style sheets in which the faces that the systems of a language bring stand behind the enclosed ones. */
export function withStacks(css: string, language: Language): string {
  const { serif, sans } = STACKS[language];
  return css.replace(
    /'Banxin (Serif|Sans)'(?=,\s*(?:serif|sans-serif|monospace)\b)/g,
    (enclosed, kind: string) =>
      [enclosed, ...(kind === 'Serif' ? serif : sans).map((name) => `'${name}'`)].join(', '),
  );
}
