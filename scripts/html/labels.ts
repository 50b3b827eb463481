import type { ContributorRole, Language } from '../model/metadata.ts';
import type { PageLabels } from '../model/pagination.ts';

/** Words that Banxin itself writes into a book, in the book's language. */
export interface BookLabels {
  /** Heading of the contents (目录). */
  readonly contents: string;
  /** Heading of notes behind a chapter or the text. */
  readonly notes: string;
  /** Accessible name of a link from a note to its second, third … call. */
  readonly backToCall: (nth: number) => string;
  /** Headings of the lists and of the index. */
  readonly listOfFigures: string;
  readonly listOfTables: string;
  readonly listOfListings: string;
  readonly index: string;
  /** Heading of the list of what is cited. */
  readonly references: string;
  /** Before what an index entry points to (见, 参见). */
  readonly see: string;
  readonly seeAlso: string;
  /** Title of the cover in outline and page labels. */
  readonly cover: string;
  /** What a contributor did. */
  readonly roles: Readonly<Record<ContributorRole, string>>;
  /** Between names. */
  readonly nameSeparator: string;
  /** How a series number is written. */
  readonly seriesNumber: (number: number) => string;
  /** Titles of admonitions that have no label, by kind. */
  readonly admonitions: Readonly<Record<'note' | 'tip' | 'important' | 'warning' | 'caution', string>>;
  /** Accessible name of a frame for a missing picture. */
  readonly missingPicture: (path: string) => string;
  /** What the layout engine writes into pages. */
  readonly pages: PageLabels;
}

const HANS: BookLabels = {
  contents: '目录',
  notes: '注释',
  backToCall: (nth) => `返回正文第${nth}处`,
  listOfFigures: '插图目录',
  listOfTables: '表格目录',
  listOfListings: '代码目录',
  index: '索引',
  references: '参考文献',
  see: '见',
  seeAlso: '参见',
  cover: '封面',
  roles: {
    author: '作者',
    editor: '编辑',
    supervisor: '审订',
    'cover-designer': '封面设计',
    'responsible-editor': '责任编辑',
    issuer: '出版人',
    translator: '译者',
    photographer: '摄影',
    illustrator: '插图',
    designer: '设计',
    proofreader: '校对',
    producer: '制作',
  },
  nameSeparator: '　',
  seriesNumber: (number) => `之${hanNumber(number)}`,
  admonitions: { note: '备注', tip: '提示', important: '重要', warning: '警告', caution: '注意' },
  missingPicture: (path) => `图片待补：${path}`,
  pages: { continued: '（续表）', pageSeparator: '、', pageRange: '–' },
};

const HANT: BookLabels = {
  contents: '目錄',
  notes: '註釋',
  backToCall: (nth) => `返回正文第${nth}處`,
  listOfFigures: '插圖目錄',
  listOfTables: '表格目錄',
  listOfListings: '程式碼目錄',
  index: '索引',
  references: '參考文獻',
  see: '見',
  seeAlso: '參見',
  cover: '封面',
  roles: {
    author: '作者',
    editor: '編輯',
    supervisor: '審訂',
    'cover-designer': '封面設計',
    'responsible-editor': '責任編輯',
    issuer: '發行人',
    translator: '譯者',
    photographer: '攝影',
    illustrator: '插圖',
    designer: '設計',
    proofreader: '校對',
    producer: '製作',
  },
  nameSeparator: '　',
  seriesNumber: (number) => `之${hanNumber(number)}`,
  admonitions: { note: '備註', tip: '提示', important: '重要', warning: '警告', caution: '注意' },
  missingPicture: (path) => `圖片待補：${path}`,
  pages: { continued: '（續表）', pageSeparator: '、', pageRange: '–' },
};

const JAPANESE: BookLabels = {
  contents: '目次',
  notes: '注',
  backToCall: (nth) => `本文に戻る（${nth}か所目）`,
  listOfFigures: '図目次',
  listOfTables: '表目次',
  listOfListings: 'リスト目次',
  index: '索引',
  references: '参考文献',
  see: '→',
  seeAlso: '⇒',
  cover: '表紙',
  roles: {
    author: '著者',
    editor: '編集',
    supervisor: '監修',
    'cover-designer': '装丁',
    'responsible-editor': '編集担当',
    issuer: '発行者',
    translator: '訳者',
    photographer: '写真',
    illustrator: 'イラスト',
    designer: 'デザイン',
    proofreader: '校正',
    producer: '制作',
  },
  nameSeparator: '　',
  seriesNumber: (number) => String(number),
  admonitions: { note: '注記', tip: 'ヒント', important: '重要', warning: '警告', caution: '注意' },
  missingPicture: (path) => `図版未入稿：${path}`,
  pages: { continued: '（続き）', pageSeparator: '、', pageRange: '–' },
};

const KOREAN: BookLabels = {
  contents: '차례',
  notes: '주',
  backToCall: (nth) => `본문으로 돌아가기 (${nth}번째)`,
  listOfFigures: '그림 차례',
  listOfTables: '표 차례',
  listOfListings: '코드 차례',
  index: '찾아보기',
  references: '참고문헌',
  see: '→',
  seeAlso: '⇒',
  cover: '표지',
  roles: {
    author: '지은이',
    editor: '엮은이',
    supervisor: '감수',
    'cover-designer': '표지 디자인',
    'responsible-editor': '책임편집',
    issuer: '펴낸이',
    translator: '옮긴이',
    photographer: '사진',
    illustrator: '그림',
    designer: '디자인',
    proofreader: '교정',
    producer: '제작',
  },
  nameSeparator: ', ',
  seriesNumber: (number) => String(number),
  admonitions: { note: '참고', tip: '도움말', important: '중요', warning: '경고', caution: '주의' },
  missingPicture: (path) => `그림 자리: ${path}`,
  pages: { continued: '(계속)', pageSeparator: ', ', pageRange: '–' },
};

/** The words of each language. */
export const LABELS: Readonly<Record<Language, BookLabels>> = {
  'zh-CN': HANS,
  'zh-TW': HANT,
  'zh-HK': HANT,
  ja: JAPANESE,
  ko: KOREAN,
};

const DIGITS = '零一二三四五六七八九';

/** 一 to 九十九 in Chinese numerals, arabic beyond. */
export function hanNumber(number: number): string {
  if (!Number.isInteger(number) || number < 1 || number > 99) return String(number);
  const tens = Math.floor(number / 10);
  const ones = number % 10;
  const head = tens === 0 ? '' : `${tens === 1 ? '' : DIGITS[tens]}十`;
  return `${head}${ones === 0 ? '' : DIGITS[ones]}`;
}
