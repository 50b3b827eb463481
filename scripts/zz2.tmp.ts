import { editionOf, SMALL_PAGE } from './testing/books.ts';
import { openLayouter } from './testing/laid-out.ts';
const l = await openLayouter('天地玄黄宇宙洪荒漢字かんじFH2OPDF：“”。');
for (const pitchPt of [13.5, 15.75, 18]) for (const mode of ['horizontal','vertical'] as const) {
  const PAGE = { ...SMALL_PAGE, charactersPerLine: 14, linesPerPage: 9, pitchPt, writingMode: mode, trim: { widthMm: 80, heightMm: 80 } };
  const t = ['天地玄黄'.repeat(9), '天地玄黄*宇宙*'+'天地玄黄'.repeat(9), '天地玄黄<ruby>漢<rt>かん</rt></ruby>'+'天地玄黄'.repeat(9), 'H<sub>2</sub>O'+'天地玄黄'.repeat(9), 'H<sup>2</sup>O'+'天地玄黄'.repeat(9), '`PDF`'+'天地玄黄'.repeat(9), '**天**'+'天地玄黄'.repeat(9), '<u>天</u>~~天~~<small>天</small>'+'天地玄黄'.repeat(9), '文[^a]'+'天地玄黄'.repeat(9)+'\n\n[^a]: '+'天地`PDF`*玄*H<sub>2</sub>O黄'.repeat(20)].join('\n\n');
  const r = await l.layOut(t, editionOf({ page: PAGE }));
  const axis = mode === 'vertical' ? 'width' : 'height';
  console.log(pitchPt, mode, await r.evaluate(`JSON.stringify([...document.querySelectorAll('bx-body p:not(aside p)')].map(p=>[p.textContent.slice(0,6), p.getBoundingClientRect().${axis}/${pitchPt*96/72}, p.hasAttribute('data-frozen')]))+JSON.stringify([...document.querySelectorAll('aside p')].map(p=>[p.getBoundingClientRect().${axis}/${pitchPt*96/72*.75}]))`), r.pagination.diagnostics.map(d=>d.message));
}
await l.close();
