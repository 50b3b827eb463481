/** Words of the preview itself, in the reader's language. */
export interface Labels {
  readonly page: string;
  readonly previous: string;
  readonly next: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly fit: string;
  /** Heading of the list of diagnostics. */
  readonly diagnostics: string;
  readonly none: string;
  readonly severity: Readonly<Record<'error' | 'warning' | 'info', string>>;
  readonly stale: string;
  readonly waiting: string;
  readonly disconnected: string;
  readonly noSuchPage: (label: string) => string;
  readonly noSuchSource: (source: string) => string;
}

const EN: Labels = {
  page: 'Page',
  previous: 'Previous spread',
  next: 'Next spread',
  zoomIn: 'Zoom in (+)',
  zoomOut: 'Zoom out (−)',
  fit: 'Fit to window (0)',
  diagnostics: 'Diagnostics',
  none: 'Nothing to report.',
  severity: { error: 'Error', warning: 'Warning', info: 'Note' },
  stale: 'The manuscript has errors: these are the last good pages.',
  waiting: 'There are no pages yet.',
  disconnected: 'The preview has ended or cannot be reached.',
  noSuchPage: (label) => `There is no page “${label}”.`,
  noSuchSource: (source) => `There is nothing of ${source} on the pages.`,
};

const ZH_HANS: Labels = {
  page: '页码',
  previous: '上一对页',
  next: '下一对页',
  zoomIn: '放大（+）',
  zoomOut: '缩小（−）',
  fit: '适合窗口（0）',
  diagnostics: '诊断',
  none: '没有问题。',
  severity: { error: '错误', warning: '警告', info: '提示' },
  stale: '书稿有错误，显示的是上一次排好的页面。',
  waiting: '还没有页面。',
  disconnected: '预览已结束，或无法连接。',
  noSuchPage: (label) => `没有页码“${label}”。`,
  noSuchSource: (source) => `页面上没有 ${source} 的内容。`,
};

const ZH_HANT: Labels = {
  page: '頁碼',
  previous: '上一對頁',
  next: '下一對頁',
  zoomIn: '放大（+）',
  zoomOut: '縮小（−）',
  fit: '符合視窗（0）',
  diagnostics: '診斷',
  none: '沒有問題。',
  severity: { error: '錯誤', warning: '警告', info: '提示' },
  stale: '書稿有錯誤，顯示的是上一次排好的頁面。',
  waiting: '還沒有頁面。',
  disconnected: '預覽已結束，或無法連線。',
  noSuchPage: (label) => `沒有頁碼「${label}」。`,
  noSuchSource: (source) => `頁面上沒有 ${source} 的內容。`,
};

const JA: Labels = {
  page: 'ページ',
  previous: '前の見開き',
  next: '次の見開き',
  zoomIn: '拡大（+）',
  zoomOut: '縮小（−）',
  fit: 'ウィンドウに合わせる（0）',
  diagnostics: '診断',
  none: '問題はありません。',
  severity: { error: 'エラー', warning: '警告', info: '情報' },
  stale: '原稿にエラーがあります。最後に組めたページを表示しています。',
  waiting: 'ページはまだありません。',
  disconnected: 'プレビューは終了したか、接続できません。',
  noSuchPage: (label) => `ページ「${label}」はありません。`,
  noSuchSource: (source) => `${source} の内容はページにありません。`,
};

const KO: Labels = {
  page: '쪽',
  previous: '이전 펼침면',
  next: '다음 펼침면',
  zoomIn: '확대 (+)',
  zoomOut: '축소 (−)',
  fit: '창에 맞추기 (0)',
  diagnostics: '진단',
  none: '문제가 없습니다.',
  severity: { error: '오류', warning: '경고', info: '알림' },
  stale: '원고에 오류가 있어 마지막으로 조판된 쪽을 보여 줍니다.',
  waiting: '아직 쪽이 없습니다.',
  disconnected: '미리보기가 끝났거나 연결할 수 없습니다.',
  noSuchPage: (label) => `‘${label}’ 쪽이 없습니다.`,
  noSuchSource: (source) => `쪽에 ${source}의 내용이 없습니다.`,
};

/** The words for a language tag such as `zh-TW`, and the tag they are in. */
export function labelsFor(tag: string): { readonly lang: string; readonly labels: Labels } {
  const lower = tag.toLowerCase();
  if (/^zh-(hant|tw|hk|mo)\b/.test(lower)) return { lang: 'zh-Hant', labels: ZH_HANT };
  if (/^zh\b/.test(lower)) return { lang: 'zh-Hans', labels: ZH_HANS };
  if (/^ja\b/.test(lower)) return { lang: 'ja', labels: JA };
  if (/^ko\b/.test(lower)) return { lang: 'ko', labels: KO };
  return { lang: 'en', labels: EN };
}
