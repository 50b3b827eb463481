import type { NoteSetting } from '../model/edition.ts';
import type { LaidOut, SetCharacter } from './laid-out.ts';

/** Characters by how often they stand, whatever their order: floats change it. */
function counted(characters: readonly SetCharacter[]): string {
  return characters
    .map(({ character }) => character)
    .filter((character) => character.trim() !== '')
    .sort()
    .join('');
}

/** What stands where it must not, by page. */
const STRAYS = `(() => {
  const vertical = document.documentElement.classList.contains('vertical');
  const range = document.createRange();
  const along = (rect, base) => vertical
    ? { start: rect.top - base.top, end: rect.bottom - base.top, head: base.right - rect.right, foot: base.right - rect.left }
    : { start: rect.left - base.left, end: rect.right - base.left, head: rect.top - base.top, foot: rect.bottom - base.top };
  const strays = [];
  [...document.querySelectorAll('bx-page')].forEach((page, index) => {
    const body = page.querySelector('bx-body');
    const base = body.getBoundingClientRect();
    const most = along(base, base);
    const em = parseFloat(getComputedStyle(body).fontSize);
    const boxes = [];
    const add = (rects, what, holder, node) => {
      for (const rect of rects) {
        if (rect.width === 0 || rect.height === 0) continue;
        const place = along(rect, base);
        boxes.push({ ...place, what, holder, node });
        if (place.start < -0.6 * em || place.end > most.end + 0.6 * em || place.head < -3 || place.foot > most.foot + 3)
          strays.push('page ' + (index + 1) + ': ' + what + ' outside ' + JSON.stringify(place));
      }
    };
    const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node.data.trim() === '' || node.parentElement.closest('rt, bx-half, svg') !== null) continue;
      range.selectNodeContents(node);
      add(range.getClientRects(), node.data.slice(0, 20), node.parentElement.closest('figure, table, .side-by-side, bx-column, bx-notes') ?? body, node);
    }
    for (const picture of body.querySelectorAll('.fpo')) {
      if (picture.closest('bx-half') !== null) continue;
      add([picture.getBoundingClientRect()], 'picture', picture.closest('figure'), picture);
    }
    boxes.forEach((one, at) => {
      for (const other of boxes.slice(at + 1)) {
        if (one.holder === other.holder) continue;
        if (one.holder.contains(other.holder) && one.node === other.node) continue;
        const across = Math.min(one.foot, other.foot) - Math.max(one.head, other.head);
        const inline = Math.min(one.end, other.end) - Math.max(one.start, other.start);
        if (across > 4 && inline > 4)
          strays.push('page ' + (index + 1) + ': ' + one.what + ' over ' + other.what + ' by ' + across + ', ' + inline);
      }
    });
  });
  return strays;
})()`;

/**
 * Calls whose note begins on another page (of a spread, F08). Floats on a page of their own may leave no room for them,
 * nor does the note before one where both are called in a row that cannot be divided.
 */
const lostNotes = (place: 'page' | 'spread'): string => `(() => {
  const pages = [...document.querySelectorAll('bx-page')];
  const pageOf = (element) => {
    const index = pages.indexOf(element.closest('bx-page'));
    return ${place === 'spread'} && pages[index]?.classList.contains('verso') ? index + 1 : index;
  };
  const isFollower = (call) => call !== call.closest('tr')?.querySelector('.note-call') && call.closest('tr') !== null;
  return [...document.querySelectorAll('bx-body .note-call')].filter((call) => {
    const note = document.getElementById(call.getAttribute('href').slice(1));
    const own = [...call.closest('bx-body').firstElementChild.children];
    const free = own.every((one) => one.matches('[data-set], bx-half')) || isFollower(call);
    return note === null || (!free && pageOf(note) !== pageOf(call));
  }).map((call) => call.closest('bx-page').dataset.label + ': note ' + call.getAttribute('href') + ' elsewhere');
})()`;

/** Paragraphs and headings that begin off the grid of lines, by page. */
const OFF_GRID = `(() => {
  const vertical = document.documentElement.classList.contains('vertical');
  const pitch = parseFloat(getComputedStyle(document.body).lineHeight);
  return [...document.querySelectorAll('bx-body section :is(p, li, h2, h3, h4, h5, h6, tr, .code-line, figure)')]
    .filter((one) => one.closest('figure figure, .side-by-side > *, bx-half, table[data-wide="turn"], .deck, figcaption, .note') === null)
    .map((one) => [one, one.getBoundingClientRect(), one.closest('bx-body').getBoundingClientRect()])
    .map(([one, rect, body]) => [one, (vertical ? body.right - rect.right : rect.top - body.top) / pitch])
    .filter(([, line]) => Math.abs(line - Math.round(line)) > 0.12)
    .map(([one, line]) => one.closest('bx-page').dataset.label + ': ' + one.tagName + ' ' + one.textContent.slice(0, 20) + ' on line ' + line.toFixed(2));
})()`;

/**
 * What is wrong with pages, whatever was set on them: characters lost or doubled, anything outside the type area or over
 * something else, a note on another page than its call, a line off the grid.
 */
export async function faultsOf(laid: LaidOut, notes: NoteSetting['place']): Promise<readonly string[]> {
  const set = counted(laid.pages.flatMap(({ characters }) => characters));
  const lost = set === counted(laid.flow) ? [] : ['characters are lost or doubled'];
  const calls = notes === 'page' || notes === 'spread' ? [lostNotes(notes)] : [];
  const lists = await Promise.all(
    [STRAYS, OFF_GRID, ...calls].map((expression) => laid.evaluate(expression)),
  );
  return [...lost, ...(lists as string[][]).flat()];
}
