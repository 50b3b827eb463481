import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { layoutPlan } from '../../html/layout-plan.ts';
import { DEFAULT_FURNITURE, type Furniture } from '../../model/furniture.ts';
import { parseTemplate } from '../../model/head-template.ts';
import type { LayoutPlan } from '../../model/pagination.ts';
import { assemble, editionOf, manuscriptOf } from '../../testing/books.ts';
import { PageSequence } from '../sequence.ts';
import { RunningHeads } from './running-heads.ts';
import type { TextMeasure } from './text-measure.ts';

/** Every character is 10 px wide; the measure of the small page is 120 px. */
const TEN: TextMeasure = { emPx: () => 10, widthPx: (_kind, text) => [...text].length * 10 };

function furniture(heads: Partial<Furniture['heads']>, folios: Partial<Furniture['folios']> = {}): Furniture {
  return {
    ...DEFAULT_FURNITURE,
    heads: { ...DEFAULT_FURNITURE.heads, ...heads },
    folios: { ...DEFAULT_FURNITURE.folios, ...folios },
  };
}

function template(text: string) {
  const parsed = parseTemplate(text);
  assert.ok('template' in parsed);
  return parsed.template;
}

function planOf(files: Readonly<Record<string, string>>, orders: Furniture): LayoutPlan {
  const paths = Object.keys(files);
  const { book } = assemble(manuscriptOf(files));
  assert.equal(book.chapters.length, paths.length);
  return layoutPlan(book, editionOf({ furniture: orders }));
}

/**
 * Pages as `label head|folio|hidden`. Each is given as its chapter's index with the headings on it: `1:2,3` is the second
 * chapter with its third and fourth heading; `-` is blank.
 */
function run(plan: LayoutPlan, pages: string): { told: readonly string[]; printed: readonly string[] } {
  const sequence = new PageSequence(plan.furniture.folios);
  const heads = new RunningHeads(plan, TEN);
  let last = plan.chapters[0];
  const printed = pages.split(' ').map((page) => {
    const [index = '', list = ''] = page.split(':');
    if (index === '-') {
      const { lines, hiddenFolio } = heads.next(sequence.addBlank(last));
      return `${lines.length}|${hiddenFolio}`;
    }
    const chapter = plan.chapters[Number(index)];
    assert.ok(chapter !== undefined);
    last = chapter;
    const headings = list
      .split(',')
      .filter(Boolean)
      .map((at) => ({ id: chapter.headings[Number(at)]?.id ?? '', source: `a.md:${at}:1` }));
    const { lines, hiddenFolio } = heads.next(sequence.add(chapter), chapter, headings);
    const textOf = (kind: string): string =>
      lines.flatMap(({ items }) => items).find((item) => item.kind === kind)?.text ?? '';
    return `${textOf('head')}|${textOf('folio')}|${hiddenFolio}`;
  });
  return { told: heads.diagnostics.map(({ message }) => message), printed };
}

const TEXT = { 'a.md': '# 甲\n\n## 天\n\n## 地\n\n### 玄', 'b.md': '# 乙' };

describe('running heads', () => {
  it('should name the book on versos, the section or the chapter on rectos, and nothing on openings (F01, F02)', () => {
    const plan = planOf(TEXT, DEFAULT_FURNITURE);
    assert.deepEqual(run(plan, '0:0 0 0 0:1 0:2 0 1:0 1 1').printed, [
      '|1|',
      '书|2|',
      '甲|3|',
      '书|4|',
      '地|5|',
      '书|6|',
      '|7|',
      '书|8|',
      '乙|9|',
    ]);
  });

  it('should name the series and its number, and stand on openings too, by order', () => {
    const plan = planOf(TEXT, furniture({ recto: template('{series}[ {number}]'), openings: true }));
    const headNames = { ...plan.headNames, series: '丛书', number: '之五' };
    assert.deepEqual(run({ ...plan, headNames }, '0:0 0 0').printed, [
      '丛书 之五|1|',
      '书|2|',
      '丛书 之五|3|',
    ]);
    assert.equal(run(plan, '0:0').printed[0], '|1|');
  });

  it('should name the section that a page begins even when another was open, and by order the last', () => {
    const page = '0:0,1 0 0:2 0 0:1,2';
    assert.equal(run(planOf(TEXT, DEFAULT_FURNITURE), page).printed[2], '地|3|');
    assert.equal(run(planOf(TEXT, furniture({ heading: 'first' })), page).printed[4], '天|5|');
    assert.equal(run(planOf(TEXT, furniture({ heading: 'last' })), page).printed[4], '地|5|');
  });

  it('should be on rectos alone by order: the single-head style', () => {
    const plan = planOf(TEXT, furniture({ verso: [] }));
    assert.deepEqual(run(plan, '0:0 0 0').printed, ['|1|', '|2|', '甲|3|']);
  });

  it('should not carry a section into the next chapter', () => {
    const plan = planOf(TEXT, furniture({ verso: template('{section|chapter}') }));
    assert.deepEqual(run(plan, '0:0,1 0 1:0 1').printed, ['|1|', '天|2|', '|3|', '乙|4|']);
  });

  it('should not be on any page of a part of display, nor its folio (F02)', () => {
    const { chapters, ...rest } = planOf(TEXT, DEFAULT_FURNITURE);
    const plan = { ...rest, chapters: chapters.map((one) => ({ ...one, bareHead: true, bareFolio: true })) };
    assert.deepEqual(run(plan, '0:0 0 0:1').printed, ['||', '||', '||']);
  });

  it('should go without a part, and set groups only with their values', () => {
    const plan = planOf(TEXT, furniture({ recto: template('{chapter}[・{section}・{subsection}]') }));
    const { printed } = run(plan, '0:0 0 0:1 0 0:2,3');
    assert.deepEqual([printed[2], printed[4]], ['甲|3|', '甲・地・玄|5|']);
  });

  it('should be shortened to their room, and told once with the place of the heading', () => {
    const plan = planOf({ 'a.md': `# 甲\n\n## ${'天地玄黄'.repeat(4)}` }, DEFAULT_FURNITURE);
    const { printed, told } = run(plan, '0:0 0 0:1 0 0');
    assert.deepEqual([printed[2], printed[4]], ['天地玄黄天地玄黄天地玄…|3|', '天地玄黄天地玄黄天地玄…|5|']);
    assert.equal(told.length, 1);
    const heads = new RunningHeads(plan, TEN);
    const [chapter] = plan.chapters;
    heads.next({ label: '1', side: 'recto' }, chapter, [{ id: 'c01-h2', source: 'a.md:3:1' }]);
    heads.next({ label: '3', side: 'recto' }, chapter);
    assert.equal(heads.diagnostics[0]?.place?.line, 3);
  });

  it('should leave room for a folio on their line', () => {
    const orders = furniture({}, { position: 'head-outer' });
    const plan = planOf({ 'a.md': `# 甲\n\n## ${'天地玄黄'.repeat(4)}` }, orders);
    // 120 px, less a digit and a gap of 1.75 em: 9 characters.
    assert.equal(run(plan, '0:0 0 0:1').printed[2], '天地玄黄天地玄黄…|3|');
  });
});

describe('folios', () => {
  it('should be printed by their template, and not on openings by order', () => {
    const plan = planOf(TEXT, furniture({}, { template: template('· {folio} ·'), openings: false }));
    assert.deepEqual(run(plan, '0:0 0 1:0').printed, ['||', '书|· 2 ·|', '||']);
  });

  it('should be hidden on every page by order, blank ones too, in one series (F04)', () => {
    const files = { 'p.md': '# 序', ...TEXT };
    const { chapters, ...rest } = planOf(files, furniture({}, { hidden: true }));
    const plan: LayoutPlan = {
      ...rest,
      chapters: chapters.map((chapter, index) => (index === 0 ? { ...chapter, matter: 'front' } : chapter)),
    };
    assert.deepEqual(run(plan, '0:0 - 1:0 1 1 - 2:0').printed, [
      '|i|1',
      '0|2',
      '|1|3',
      '书|2|4',
      '甲|3|5',
      '0|6',
      '|5|7',
    ]);
  });

  it('should not be on blank pages, nor anything else', () => {
    assert.deepEqual(run(planOf(TEXT, DEFAULT_FURNITURE), '0:0 - 1:0').printed[1], '0|');
  });

  it('should not be hidden on a cover and its back', () => {
    const plan = planOf(TEXT, furniture({}, { hidden: true }));
    const heads = new RunningHeads(plan, TEN);
    assert.equal(heads.next({ label: '', side: 'recto' }).hiddenFolio, '');
    const folio = { number: 1, style: 'arabic' } as const;
    assert.equal(heads.next({ label: '1', side: 'recto', folio }).hiddenFolio, '1');
  });
});
