import type { Element } from 'hast';
import { h } from 'hastscript';
import type { NumberStyle } from '../model/furniture.ts';
import { type HeadTemplate, literalsOf, type Placeholder, placeholdersOf } from '../model/head-template.ts';
import type { LayoutPlan } from '../model/pagination.ts';

/** Every character that numbers of a style are made of. */
const NUMERALS: Readonly<Record<NumberStyle, string>> = {
  arabic: '0123456789',
  han: '〇一二三四五六七八九',
  roman: 'ivxlcdm',
};

/**
 * Texts that the engine writes on pages, so that their faces are known before layout; `data-numerals` are what page
 * labels are made of, for they are also written into references.
 * @param hasTables whether a page's end may divide a table
 */
export function furnitureSamples(plan: LayoutPlan, hasTables: boolean): Element {
  const { heads, folios } = plan.furniture;
  const texts = valuesOf(plan);
  // Page labels stand in references and in the index with marks between them.
  const { pageSeparator, pageRange, continued } = plan.labels;
  const numerals = texts.folio + pageSeparator + pageRange;
  return h('bx-samples', { dataNumerals: numerals }, [
    // What is too long is shortened, with an ellipsis.
    h('bx-head', `${sample(heads.verso, texts)} ${sample(heads.recto, texts)}…`),
    h('bx-folio', sample(folios.template, texts)),
    ...(hasTables ? [h('table', [h('caption', { className: ['continued'] }, continued)])] : []),
    ...(folios.hidden ? [h('bx-hidden-folio', NUMERALS.arabic)] : []),
  ]);
}

function sample(template: HeadTemplate, texts: Readonly<Record<Placeholder, string>>): string {
  const names = new Set(placeholdersOf(template));
  return [literalsOf(template), ...[...names].map((name) => texts[name])].join(' ');
}

/** Everything that each placeholder can become. */
function valuesOf({ chapters, headNames, furniture }: LayoutPlan): Readonly<Record<Placeholder, string>> {
  const { style, front } = furniture.folios;
  const headings = chapters.flatMap((chapter) => chapter.headings);
  const at = (wanted: number): string[] =>
    headings.filter(({ level }) => level === wanted).map(({ title }) => title);
  return {
    ...headNames,
    part: chapters.map((chapter) => chapter.partTitle).join(' '),
    chapter: [...chapters.map((chapter) => chapter.title), ...at(1)].join(' '),
    section: at(2).join(' '),
    subsection: at(3).join(' '),
    folio: NUMERALS[style] + (front === 'continuous' ? '' : NUMERALS[front]),
  };
}
