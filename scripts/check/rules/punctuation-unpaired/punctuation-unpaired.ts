import type { Element, Root } from 'hast';
import type { Diagnostic, Place } from '../../../model/diagnostic.ts';
import type { Rule } from '../../rule.ts';
import { type TextBlock, textBlocks } from '../../text-blocks.ts';

/** Quotation marks by what closes them. `“` closes `„` as well, which Germans write. */
const QUOTES: Readonly<Record<string, string>> = {
  '“': '”',
  '‘': '’',
  '「': '」',
  '『': '』',
  '〝': '〟',
  '„': '“',
};

/** Brackets by what closes them; those of ASCII are left to code and faces. */
const BRACKETS: Readonly<Record<string, string>> = {
  '（': '）',
  '《': '》',
  '〈': '〉',
  '【': '】',
  '〔': '〕',
  '〖': '〗',
  '［': '］',
  '｛': '｝',
};

const CLOSES: Readonly<Record<string, string>> = { ...QUOTES, ...BRACKETS };
/** What each mark closes; the first is named where it is missing. */
const OPENERS: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(Object.entries(CLOSES).map(([open, close]) => [close, [open]])),
  '”': ['“', '„'],
};
const MARKS = new RegExp(`[${Object.entries(CLOSES).flat().join('')}]`, 'gu');

/** A number or a letter that a single bracket follows: `1）`, `甲）`, `a）`. */
const ITEM =
  /(?:^|[^\p{L}\p{N}])(?:\p{Nd}{1,3}|[一二三四五六七八九十]{1,3}|[a-z甲乙丙丁戊己庚辛壬癸ァ-ヶ가-힣\p{No}\p{Nl}])$/iu;

/** Marks told of in one paragraph: where more have no partner, the first have confused the rest. */
const MOST = 5;

/** A mark, and where it stands. */
interface Mark {
  readonly mark: string;
  /** Worked out only for what is told. */
  readonly place: () => Place;
  /** It may be an apostrophe, and is not told of. */
  readonly isDoubtful?: boolean;
}

/** What in a block has no partner. */
interface Unpaired {
  /** Marks still open at its end, the outer first. */
  readonly open: readonly Mark[];
  /** Marks that close nothing, and those that are open where what is around them closes. */
  readonly lost: readonly Mark[];
}

/**
 * Quotation marks and full-width brackets that open or close alone in their paragraph. A quotation over several
 * paragraphs opens in each and closes in the last (B05); in Japanese it may open in the first only.
 *
 * Reported: `他说：“好。`, `「甲」乙」`, `（甲)`. Not reported: `1）甲`, `don’t`, `“甲。` before a paragraph `“乙。”`.
 */
export const punctuationUnpaired: Rule = {
  id: 'punctuation-unpaired',
  check(book) {
    const diagnostics: Diagnostic[] = [];
    const carried = new Map<Element | Root | undefined, readonly Mark[]>();
    for (const block of textBlocks(book)) {
      const before = carried.get(block.parent) ?? [];
      const isParagraph = block.element.type === 'element' && block.element.tagName === 'p';
      const runsOn = book.metadata.language === 'ja' || isVerse(block.parent);
      const goesOn = isParagraph ? continued(block.text, before, runsOn) : NOTHING;
      if (goesOn.marks.length === 0) diagnostics.push(...told(before.slice(0, 1)));
      const { open, lost } = unpaired(block, goesOn);
      const isQuotation = isParagraph && open.every(({ mark }) => QUOTES[mark] !== undefined);
      carried.set(block.parent, isQuotation ? open : []);
      diagnostics.push(...told((isQuotation ? lost : [...lost, ...open]).slice(0, MOST)));
    }
    return [...diagnostics, ...[...carried.values()].flatMap((open) => told(open.slice(0, 1)))];
  },
};

/** Marks that go on in a paragraph, and the offset at which its own begin. */
interface Continued {
  readonly marks: readonly Mark[];
  readonly from: number;
}

const NOTHING: Continued = { marks: [], from: 0 };

function continued(text: string, before: readonly Mark[], runsOn: boolean): Continued {
  const start = text.length - text.trimStart().length;
  const other = before.findIndex(({ mark }, index) => text[start + index] !== mark);
  const repeated = other < 0 ? before : before.slice(0, other);
  if (runsOn) return repeated.length > 0 ? NOTHING : { marks: before, from: 0 };
  return { marks: repeated, from: start + repeated.length };
}

function isVerse(element: Element | Root | undefined): boolean {
  const names = element?.type === 'element' ? element.properties['className'] : undefined;
  return Array.isArray(names) && names.includes('verse');
}

/** Marks that are open, the outer first. */
class OpenMarks {
  readonly marks: Mark[] = [];
  /** How many of each: a paragraph of thousands is not searched through for every closing mark. */
  readonly #counts = new Map<string, number>();

  open(one: Mark): void {
    this.marks.push(one);
    this.#count(one, 1);
  }

  /** Closes the innermost that a mark closes: that and all within it, or nothing. */
  close(mark: string): readonly Mark[] {
    const openings = OPENERS[mark] ?? [];
    if (!openings.some((opening) => this.#counts.get(opening))) return [];
    const closed = this.marks.splice(this.marks.findLastIndex((one) => openings.includes(one.mark)));
    for (const one of closed) this.#count(one, -1);
    return closed;
  }

  #count({ mark }: Mark, by: number): void {
    this.#counts.set(mark, (this.#counts.get(mark) ?? 0) + by);
  }
}

function unpaired({ text, placeAt }: TextBlock, before: Continued): Unpaired {
  const open = new OpenMarks();
  for (const one of before.marks) open.open(one);
  const lost: Mark[] = [];
  for (const { 0: mark, index } of text.matchAll(MARKS)) {
    if (index < before.from) continue;
    const place = () => placeAt(index);
    const closed = open.close(mark);
    if (closed.length > 0) lost.push(...closed.slice(1));
    else if (CLOSES[mark] !== undefined) {
      open.open({ mark, place, isDoubtful: mark === '‘' && isLatin(text[index + 1]) });
    } else if (!isItem(text, mark, index) && !isApostrophe(text, mark, index)) lost.push({ mark, place });
  }
  return { open: open.marks.filter(({ isDoubtful }) => !isDoubtful), lost };
}

function isItem(text: string, mark: string, index: number): boolean {
  return mark === '）' && ITEM.test(text.slice(Math.max(0, index - 5), index));
}

function isApostrophe(text: string, mark: string, index: number): boolean {
  return mark === '’' && (isLatin(text[index - 1]) || isLatin(text[index + 1]));
}

function isLatin(character = ''): boolean {
  return /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\d]/u.test(character);
}

function told(marks: readonly Mark[]): readonly Diagnostic[] {
  return marks
    .filter(({ isDoubtful }) => !isDoubtful)
    .map(({ mark, place }) => {
      const closing = CLOSES[mark];
      const opening = OPENERS[mark]?.[0] ?? '';
      const more = QUOTES[mark] === undefined ? '' : ', or begin the next paragraph of the quotation with it';
      return {
        severity: 'warning',
        ruleId: 'punctuation-unpaired',
        message: `Unexpected \`${mark}\` without \`${closing ?? opening}\` in its paragraph`,
        help:
          closing === undefined
            ? `Open it with \`${opening}\`, or take it out.`
            : `Close it with \`${closing}\`${more}.`,
        place: place(),
      };
    });
}
