import { readFileSync } from 'node:fs';
import { bare } from './external-readings.ts';

/** The sample book's article as its author wrote it. */
export const ARTICLE = readFileSync(new URL('./data/article.txt', import.meta.url), 'utf8');

/** Its captions: figures may stand at the head of the page after their place (F09), so their order is not the text's. */
const CAPTIONS = [
  '兴安风光无限好·“新能源+”招商引资江浙专场活动。',
  '中国阿尔山1382驿站。',
  '巍峨壮观的阿尔山口岸国门。',
  '京津冀旅游推介会。',
];

/** A text without white space, its captions behind it; one that is missing stays missing. */
export function captionsLast(text: string): string {
  let rest = bare(text);
  let captions = '';
  for (const caption of CAPTIONS.map(bare)) {
    if (!rest.includes(caption)) continue;
    rest = rest.replace(caption, '');
    captions += caption;
  }
  return rest + captions;
}
