import type { Element, ElementContent, Root } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import type { Chapter } from '../../../model/book.ts';
import type { Diagnostic } from '../../../model/diagnostic.ts';
import { placeOf, type Rule, sourcesOf } from '../../rule.ts';

/** 本报讯, （本报记者王越 报道）, 新华社北京4月1日电, as a paragraph begins. */
const DATELINE =
  /^[（【(]?(?:本[报報刊台网網社][^。，]{0,20}?[讯訊电電]|[^。，]{2,20}?\d{1,2}月\d{1,2}日[电電讯訊])/u;

/**
 * News begins with where it is from (消息头, 电头), a feature, whose subtitle begins with ——, has its writers at the
 * end instead (H02, H04). Only reports with a `:::deck` are looked at. Off unless book.yaml sets a level.
 *
 * Reported: a deck without ——, no credits and no 本报讯; a deck with —— and 本报讯; 本报讯 in a later paragraph.
 */
export const reportDateline: Rule = {
  id: 'report-dateline',
  check: (book) =>
    book.chapters.flatMap((chapter) => (chapter.source === undefined ? [] : checkChapter(chapter))),
};

function checkChapter(chapter: Chapter): readonly Diagnostic[] {
  const blocks = elementsOf(chapter.content);
  const decks = blocks.filter((one) => hasClass(one, 'deck'));
  return decks.flatMap((deck, index) => {
    const next = decks[index + 1];
    const report = blocks.slice(
      blocks.indexOf(deck) + 1,
      next === undefined ? undefined : blocks.indexOf(next),
    );
    const paragraphs = report.filter(({ tagName }) => tagName === 'p');
    const at = paragraphs.findIndex((one) => DATELINE.test(textOf(one).trim()));
    const found = paragraphs[at];
    const isFeature = elementsOf(deck).some((one) => hasClass(one, 'deck-sub'));
    if (found === undefined)
      return isFeature || report.some((one) => hasClass(one, 'credits')) || paragraphs.length === 0
        ? []
        : [told(chapter, deck, 'Unexpected report that does not say where it is from', HELP_NEWS)];
    if (isFeature) return [told(chapter, found, 'Unexpected dateline of a feature', HELP_FEATURE)];
    return at === 0 ? [] : [told(chapter, found, 'Unexpected dateline within a report', HELP_FIRST)];
  });
}

const HELP_NEWS = 'Begin it with 本报讯 or ×地×月×日电, or end it with `:::credits`.';
const HELP_FEATURE = 'Name its writers in `:::credits` at its end; news has a subtitle without ——.';
const HELP_FIRST = 'Put it at the very beginning.';

function told(chapter: Chapter, element: Element, message: string, help: string): Diagnostic {
  const place = placeOf(element.position?.start, [element], sourcesOf(chapter));
  return { severity: 'info', ruleId: 'report-dateline', message, help, place };
}

function elementsOf({ children }: Root | Element): readonly Element[] {
  return (children as readonly ElementContent[]).filter(
    (child): child is Element => child.type === 'element',
  );
}

function hasClass({ properties }: Element, name: string): boolean {
  const names = properties['className'];
  return Array.isArray(names) && names.includes(name);
}
