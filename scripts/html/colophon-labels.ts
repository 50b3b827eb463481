import type { ContributorRole, Language } from '../model/metadata.ts';

/** What a line of the colophon says, names of contributors apart. */
export type ColophonField =
  | 'title'
  | 'subtitle'
  | 'series'
  | 'publisher'
  | 'license'
  | 'address'
  | 'contact'
  | 'website'
  | 'distributor'
  | 'printer'
  | 'binder'
  | 'paper'
  | 'size'
  | 'sheets'
  | 'words'
  | 'date'
  | 'edition'
  | 'printing'
  | 'copies'
  | 'identifier'
  | 'price';

/** Words of the colophon in one language, and its customs. */
export interface ColophonLabels extends Readonly<Record<ColophonField, string>> {
  /** Label of an identifier that is an ISBN; `prefixed`: the number is written with its prefix. */
  readonly isbn: string;
  readonly isbnPrefixed: boolean;
  /** The lines in their order; a role stands for the contributors who have it. */
  readonly order: readonly (ColophonField | ContributorRole)[];
  /** Whether the copyright note stands above the cataloguing data (G02) or at the foot. */
  readonly rightsAbove: boolean;
  /** A date as printed. */
  readonly dateOf: (year: string, month: string, day: string) => string;
  /** What stands as edition, printing and date, by what there is. */
  readonly impressionOf: (
    impression: Impression,
  ) => Readonly<Partial<Record<'date' | 'edition' | 'printing', string>>>;
  /** Behind a number of thousands of characters, and behind copies. */
  readonly thousands: string;
  readonly copiesOf: string;
}

/** Which edition and printing a book is; dates as printed, empty for none. */
export interface Impression {
  readonly edition?: number;
  readonly printing?: number;
  readonly date: string;
  readonly printingDate: string;
}

const CREDITS: readonly ContributorRole[] = [
  'author',
  'supervisor',
  'translator',
  'photographer',
  'illustrator',
  'responsible-editor',
  'editor',
  'cover-designer',
  'designer',
  'proofreader',
  'producer',
];

const MADE: readonly ColophonField[] = [
  'paper',
  'size',
  'sheets',
  'words',
  'date',
  'edition',
  'printing',
  'copies',
  'identifier',
  'price',
];

const hanDate: ColophonLabels['dateOf'] = (year, month, day) =>
  `${year}年${month === '' ? '' : `${Number(month)}月`}${day === '' ? '' : `${Number(day)}日`}`;

const HANS: ColophonLabels = {
  title: '书名',
  subtitle: '副书名',
  series: '丛书',
  publisher: '出版',
  license: '许可证号',
  address: '地址',
  contact: '联系方式',
  website: '网址',
  distributor: '发行',
  printer: '印刷',
  binder: '装订',
  paper: '开本',
  size: '成品尺寸',
  sheets: '印张',
  words: '字数',
  date: '日期',
  edition: '版次',
  printing: '印次',
  copies: '印数',
  identifier: '书号',
  price: '定价',
  isbn: '书号',
  isbnPrefixed: true,
  order: [
    'title',
    'subtitle',
    'series',
    ...CREDITS,
    'issuer',
    'publisher',
    'license',
    'address',
    'contact',
    'website',
    'distributor',
    'printer',
    'binder',
    ...MADE,
  ],
  rightsAbove: true,
  dateOf: hanDate,
  impressionOf: ({ edition, printing, date, printingDate }) => ({
    ...(edition === undefined ? { date } : { edition: `${date}第${edition}版` }),
    ...(printing === undefined ? {} : { printing: `${printingDate}第${printing}次印刷` }),
  }),
  thousands: '千字',
  copiesOf: '册',
};

const HANT: ColophonLabels = {
  ...HANS,
  title: '書名',
  subtitle: '副書名',
  series: '叢書',
  license: '登記證',
  contact: '電話',
  website: '網址',
  distributor: '發行',
  binder: '裝訂',
  paper: '開本',
  sheets: '印張',
  words: '字數',
  printing: '刷次',
  copies: '印量',
  identifier: '書號',
  price: '定價',
  isbn: 'ISBN',
  isbnPrefixed: false,
  rightsAbove: false,
  impressionOf: ({ edition, printing, date, printingDate }) => ({
    date: printing !== undefined && printing > 1 ? printingDate : date,
    ...(edition === undefined
      ? {}
      : {
          edition: `${edition === 1 ? '初版' : `第${edition}版`}${printing === undefined ? '' : `第${printing}刷`}`,
        }),
  }),
  copiesOf: '冊',
};

const JAPANESE: ColophonLabels = {
  ...HANS,
  title: '書名',
  subtitle: '副題',
  series: 'シリーズ',
  publisher: '発行所',
  license: '許可番号',
  address: '所在地',
  contact: '連絡先',
  website: 'URL',
  distributor: '発売元',
  printer: '印刷所',
  binder: '製本所',
  paper: '用紙',
  size: '判型',
  sheets: '印刷用紙枚数',
  words: '文字数',
  date: '発行日',
  edition: '版・刷',
  printing: '刷',
  copies: '部数',
  identifier: '識別番号',
  price: '定価',
  isbn: 'ISBN',
  isbnPrefixed: false,
  // Re:VIEW's order of people; those who made the book behind them, who sells it last (G03).
  order: [
    'series',
    'date',
    'edition',
    'author',
    'supervisor',
    'translator',
    'photographer',
    'designer',
    'illustrator',
    'cover-designer',
    'editor',
    'responsible-editor',
    'proofreader',
    'producer',
    'issuer',
    'publisher',
    'address',
    'contact',
    'website',
    'distributor',
    'printer',
    'binder',
    'identifier',
    'price',
  ],
  rightsAbove: false,
  impressionOf: ({ edition, printing, date, printingDate }) => {
    const printed = printing !== undefined && printing > 1;
    const number = `${edition === undefined ? '' : `第${edition}版`}${printing === undefined ? '' : `第${printing}刷`}`;
    return { date: [printed ? printingDate : date, number].filter((one) => one !== '').join('　') };
  },
  copiesOf: '部',
};

const KOREAN: ColophonLabels = {
  ...JAPANESE,
  title: '제목',
  subtitle: '부제',
  series: '총서',
  publisher: '펴낸곳',
  license: '출판등록',
  address: '주소',
  contact: '연락처',
  website: '홈페이지',
  distributor: '공급처',
  printer: '인쇄',
  binder: '제본',
  paper: '용지',
  size: '판형',
  sheets: '인쇄 대수',
  words: '글자 수',
  date: '발행일',
  edition: '판·쇄',
  printing: '쇄',
  copies: '부수',
  identifier: '식별 번호',
  price: '정가',
  // As 판권면 list it (G04).
  order: [
    'series',
    'date',
    'edition',
    ...CREDITS,
    'issuer',
    'publisher',
    'license',
    'address',
    'contact',
    'website',
    'distributor',
    'printer',
    'binder',
    'identifier',
    'price',
  ],
  dateOf: (year, month, day) =>
    [
      `${year}년`,
      ...(month === '' ? [] : [`${Number(month)}월`]),
      ...(day === '' ? [] : [`${Number(day)}일`]),
    ].join(' '),
  impressionOf: ({ edition, printing, date, printingDate }) => ({
    date: printing !== undefined && printing > 1 ? printingDate : date,
    ...(edition === undefined
      ? {}
      : {
          edition: `${edition === 1 ? '초판' : `${edition}판`}${printing === undefined ? '' : ` ${printing}쇄`}`,
        }),
  }),
  copiesOf: '부',
};

/** The colophon's words by language. */
export const COLOPHON_LABELS: Readonly<Record<Language, ColophonLabels>> = {
  'zh-CN': HANS,
  'zh-TW': HANT,
  'zh-HK': HANT,
  ja: JAPANESE,
  ko: KOREAN,
};
