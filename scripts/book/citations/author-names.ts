import type { Entry } from './bibliography.ts';
import { othersIn } from './entry-language.ts';

/** Between two names. */
const AND: Readonly<Record<string, string>> = { zh: '和', ja: '・', ko: '·' };

/** The names of an entry as a word of the text: 王越, 王越和李四, 王越等, Knuth and Lee, Knuth et al.; else its title. */
export function authorNames(entry: Entry): string {
  const { language } = entry;
  const people = [entry['author'], entry['editor'], entry['translator']].find(
    (list): list is readonly unknown[] => Array.isArray(list) && list.length > 0,
  );
  const names = (people ?? []).map((person) => nameOf(person, language)).filter((name) => name !== '');
  const [first, second] = names;
  if (first === undefined) return titleOf(entry);
  if (second === undefined) return first;
  const others = othersIn(language);
  const isWestern = others === 'et al.';
  if (names.length > 2 || second === others) return first + (isWestern ? ' ' : '') + others;
  return first + (AND[language.slice(0, 2)] ?? ' and ') + second;
}

/** Chinese and Korean names are said whole, others by the family's. */
function nameOf(person: unknown, language: string): string {
  const part = (key: string): string => {
    const value = (person as Record<string, unknown> | null)?.[key];
    return typeof value === 'string' ? value.trim() : '';
  };
  const family = [part('non-dropping-particle'), part('family')].filter((word) => word !== '').join(' ');
  if (family === '') return part('literal') || part('given');
  return /^(?:zh|ko)/.test(language) && /[\p{Script=Han}\p{Script=Hangul}]/u.test(family)
    ? family + part('given')
    : family;
}

function titleOf({ title, id, language }: Entry): string {
  if (typeof title !== 'string' || title === '') return id;
  if (/^zh-CN|^ko/.test(language)) return `《${title}》`;
  return /^(?:zh|ja)/.test(language) ? `「${title}」` : `“${title}”`;
}
