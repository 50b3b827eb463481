import type { Element } from 'hast';

/** Size of the type in a note within the line, in body ems (D12); styles/base/text.css sets the same. */
const SIZE = 0.6;
/** Both brackets. */
const BRACKETS_EM = 2;

/** What begins no row, and what ends none. */
const NOT_AT_START = /[，。、；：！？）」』】》〉〕”’…—ー々・·]/u;
const NOT_AT_END = /[（「『【《〈〔“‘]/u;
const WESTERN = /[\p{Script=Latin}\p{Nd}]/u;

/** A note within the line, as the author orders it: `[……]{.warichu}`, `[……]{.jiazhu}`. */
export function isWarichu({ properties }: Element): boolean {
  const names = properties['className'];
  return Array.isArray(names) && names.includes('warichu');
}

/**
 * Its two rows, the second not longer than the first (JLReq 3.4).
 * @param mostEm what it may take of its line with its brackets, em
 * @returns `undefined` where it is too long, or too short for two rows
 */
export function warichuRows(text: string, mostEm: number): readonly [string, string] | undefined {
  const characters = [...new Intl.Segmenter().segment(text.trim())].map(({ segment }) => segment);
  let cut = Math.ceil(characters.length / 2);
  const isBad = (at: number): boolean => {
    const [before = '', after = ''] = characters.slice(at - 1, at + 1);
    const isWord = WESTERN.test(before) && WESTERN.test(after);
    return isWord || NOT_AT_START.test(after) || NOT_AT_END.test(before);
  };
  while (cut < characters.length && isBad(cut)) cut += 1;
  if (cut >= characters.length || cut * SIZE + BRACKETS_EM > mostEm) return undefined;
  return [characters.slice(0, cut).join(''), characters.slice(cut).join('')];
}
