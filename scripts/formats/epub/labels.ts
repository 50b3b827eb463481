import type { Language } from '../../model/metadata.ts';

/** The words an EPUB says by itself, in the language of the book. */
export interface Labels {
  /** Name of the cover page in the landmarks. */
  readonly cover: string;
  /** Name of the title page in the landmarks. */
  readonly titlePage: string;
  /** Heading of the contents, and their name in the landmarks. */
  readonly contents: string;
  /** Name of the list of landmarks, read aloud only. */
  readonly landmarks: string;
  /** Name of the list of printed pages, read aloud only. */
  readonly pages: string;
  /** Name of the place where the text begins. */
  readonly startOfText: string;
  /** Name of the copyright page (版权页, 奥付). */
  readonly colophon: string;
  /** Name of the group of notes at a chapter's end, read aloud only. */
  readonly notes: string;
  /** Name of the link that leads from a note to its call. */
  readonly backToText: string;
  /** Between the places of an index entry. */
  readonly placeSeparator: string;
  /** Name of a ticked box in a list of tasks. */
  readonly taskDone: string;
  /** Name of an empty box in a list of tasks. */
  readonly taskOpen: string;
  /** Opening sentence of the accessibility summary: what holds for every book. */
  readonly summary: string;
  /** Added to the summary when every picture has a text in its place. */
  readonly summaryImagesDescribed: string;
  /** Added to the summary when some pictures have none. */
  readonly summaryImagesUndescribed: string;
  /** Added to the summary when there are formulas. */
  readonly summaryMath: string;
}

const SIMPLIFIED: Labels = {
  cover: '封面',
  titlePage: '书名页',
  contents: '目录',
  landmarks: '导航点',
  pages: '页码',
  startOfText: '正文',
  colophon: '版权页',
  notes: '注释',
  backToText: '返回正文',
  placeSeparator: '、',
  taskDone: '已完成',
  taskOpen: '未完成',
  summary: '本书为可重排文本，含目录与标题结构，可调整字号与版式，可由读屏软件按阅读顺序朗读。',
  summaryImagesDescribed: '图片均附有替代文字。',
  summaryImagesUndescribed: '部分图片没有替代文字。',
  summaryMath: '公式以 MathML 表示。',
};

const TAIWAN: Labels = {
  cover: '封面',
  titlePage: '書名頁',
  contents: '目錄',
  landmarks: '導覽點',
  pages: '頁碼',
  startOfText: '正文',
  colophon: '版權頁',
  notes: '註釋',
  backToText: '返回正文',
  placeSeparator: '、',
  taskDone: '已完成',
  taskOpen: '未完成',
  summary: '本書為可重排文字，具目錄與標題結構，可調整字級與版面，並可由螢幕報讀軟體依閱讀順序朗讀。',
  summaryImagesDescribed: '圖片皆附替代文字。',
  summaryImagesUndescribed: '部分圖片沒有替代文字。',
  summaryMath: '公式以 MathML 表示。',
};

const HONG_KONG: Labels = {
  ...TAIWAN,
  landmarks: '導航點',
  summary: '本書為可重排文字，具目錄與標題結構，可調整字體大小與版面，並可由讀屏軟件按閱讀次序朗讀。',
};

const JAPANESE: Labels = {
  cover: '表紙',
  titlePage: '扉',
  contents: '目次',
  landmarks: 'ランドマーク',
  pages: 'ページ番号',
  startOfText: '本文',
  colophon: '奥付',
  notes: '注',
  backToText: '本文に戻る',
  placeSeparator: '、',
  taskDone: '完了',
  taskOpen: '未完了',
  summary:
    '本書はリフロー型で、目次と見出しの構造を備え、文字サイズや表示を変更でき、読み上げソフトで読書順に読むことができます。',
  summaryImagesDescribed: 'すべての画像に代替テキストがあります。',
  summaryImagesUndescribed: '一部の画像に代替テキストがありません。',
  summaryMath: '数式は MathML で表されています。',
};

const KOREAN: Labels = {
  cover: '표지',
  titlePage: '속표지',
  contents: '차례',
  landmarks: '주요 위치',
  pages: '쪽 번호',
  startOfText: '본문',
  colophon: '판권',
  notes: '주',
  backToText: '본문으로 돌아가기',
  placeSeparator: ', ',
  taskDone: '완료',
  taskOpen: '미완료',
  summary:
    '이 책은 리플로우 텍스트로, 차례와 제목 구조를 갖추고 있으며 글자 크기와 표시를 바꿀 수 있고 화면 낭독기로 읽는 순서대로 들을 수 있습니다.',
  summaryImagesDescribed: '모든 그림에 대체 텍스트가 있습니다.',
  summaryImagesUndescribed: '일부 그림에 대체 텍스트가 없습니다.',
  summaryMath: '수식은 MathML로 표시되어 있습니다.',
};

const LABELS: Readonly<Record<Language, Labels>> = {
  'zh-CN': SIMPLIFIED,
  'zh-TW': TAIWAN,
  'zh-HK': HONG_KONG,
  ja: JAPANESE,
  ko: KOREAN,
};

/** The words for a book in `language`. */
export function labelsFor(language: Language): Labels {
  return LABELS[language];
}
