import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FolioOrders } from '../model/furniture.ts';
import type { ChapterPlan } from '../model/pagination.ts';
import { PageSequence } from './sequence.ts';

function chapter(
  id: string,
  matter: ChapterPlan['matter'],
  start: ChapterPlan['start'],
  rest: Partial<ChapterPlan> = {},
): ChapterPlan {
  return {
    id,
    matter,
    start,
    bareHead: false,
    bareFolio: false,
    wholePage: false,
    partTitle: '',
    title: '',
    headings: [],
    ...rest,
  };
}

/** Pages of chapters of given lengths as `label side chapter`. */
function pagesOf(...chapters: readonly (readonly [ChapterPlan, number])[]): readonly string[] {
  return pagesBy({ style: 'arabic', front: 'roman' }, ...chapters);
}

function pagesBy(
  folios: Pick<FolioOrders, 'style' | 'front'>,
  ...chapters: readonly (readonly [ChapterPlan, number])[]
): readonly string[] {
  const sequence = new PageSequence(folios);
  chapters.forEach(([plan, length], index) => {
    for (let blank = sequence.blanksBefore(plan); blank > 0; blank -= 1)
      sequence.addBlank(chapters[index - 1]?.[0]);
    for (let page = 0; page < length; page += 1) sequence.add(plan);
  });
  return sequence.pages.map(({ label, side, chapter: id }) => `${label || '-'} ${side} ${id ?? 'blank'}`);
}

describe('the sequence of pages', () => {
  it('should number front matter in roman numerals and the body from 1 on a recto (F04, A09)', () => {
    assert.deepEqual(
      pagesOf(
        [chapter('front', 'front', 'recto'), 1],
        [chapter('a', 'body', 'recto'), 2],
        [chapter('b', 'back', 'page'), 1],
      ),
      ['i recto front', 'ii verso blank', '1 recto a', '2 verso a', '3 recto b'],
    );
  });

  it('should begin the body on a recto even where chapters begin on any page (A09)', () => {
    assert.deepEqual(pagesOf([chapter('front', 'front', 'page'), 1], [chapter('a', 'body', 'page'), 1]), [
      'i recto front',
      'ii verso blank',
      '1 recto a',
    ]);
  });

  it('should put blank pages before recto openings only where they are needed (E05)', () => {
    assert.deepEqual(
      pagesOf(
        [chapter('a', 'body', 'recto'), 1],
        [chapter('b', 'body', 'recto'), 2],
        [chapter('c', 'body', 'recto'), 1],
      ),
      ['1 recto a', '2 verso blank', '3 recto b', '4 verso b', '5 recto c'],
    );
  });

  it('should not put any before chapters that begin on the next page', () => {
    assert.deepEqual(pagesOf([chapter('a', 'body', 'page'), 1], [chapter('b', 'body', 'page'), 1]), [
      '1 recto a',
      '2 verso b',
    ]);
  });

  it('should set the colophon on the back of the title page (G01)', () => {
    assert.deepEqual(
      pagesOf([chapter('title', 'front', 'recto'), 1], [chapter('colophon', 'front', 'verso'), 1]),
      ['i recto title', 'ii verso colophon'],
    );
    assert.deepEqual(
      pagesOf([chapter('title', 'front', 'recto'), 2], [chapter('colophon', 'front', 'verso'), 1]),
      ['i recto title', 'ii verso title', 'iii recto blank', 'iv verso colophon'],
    );
  });

  it('should not count a cover, nor the blank page behind it', () => {
    assert.deepEqual(
      pagesOf(
        [chapter('cover', 'front', 'recto', { wholePage: true }), 1],
        [chapter('half', 'front', 'recto'), 1],
      ),
      ['- recto cover', '- verso blank', 'i recto half'],
    );
  });

  it('should have odd numbers on rectos throughout the body', () => {
    const pages = pagesOf(
      [chapter('front', 'front', 'page'), 3],
      [chapter('a', 'body', 'page'), 4],
      [chapter('b', 'body', 'recto'), 3],
      [chapter('c', 'back', 'recto'), 2],
    );
    for (const page of pages) {
      const number = /^(\d+) (recto|verso)/.exec(page);
      if (number !== null) assert.equal(number[2], Number(number[1]) % 2 === 1 ? 'recto' : 'verso', page);
    }
  });

  it('should number in the style that is ordered, the front matter in its own (F03)', () => {
    const front = [chapter('front', 'front', 'recto'), 2] as const;
    const body = [chapter('a', 'body', 'recto'), 2] as const;
    assert.deepEqual(pagesBy({ style: 'han', front: 'arabic' }, front, body), [
      '1 recto front',
      '2 verso front',
      '一 recto a',
      '二 verso a',
    ]);
  });

  it('should count on through the book by order, with blanks, but without the cover (F04)', () => {
    const pages = pagesBy(
      { style: 'arabic', front: 'continuous' },
      [chapter('cover', 'front', 'recto', { wholePage: true }), 1],
      [chapter('preface', 'front', 'page'), 1],
      [chapter('a', 'body', 'page'), 1],
      [chapter('b', 'body', 'page'), 1],
    );
    assert.deepEqual(pages, [
      '- recto cover',
      '- verso blank',
      '1 recto preface',
      '2 verso blank',
      '3 recto a',
      '4 verso b',
    ]);
  });
});
