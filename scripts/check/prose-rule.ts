import type { Chapter } from '../model/book.ts';
import type { Diagnostic, Place, Severity } from '../model/diagnostic.ts';
import type { Language } from '../model/metadata.ts';
import type { ProseBlock } from '../model/prose.ts';
import { once } from './once.ts';
import { moved, type Rule } from './rule.ts';

/** Some characters of a text and what should stand in their place; offsets in UTF-16 units. */
export interface Edit {
  readonly start: number;
  /** Behind the last of them. */
  readonly end: number;
  readonly replacement: string;
}

/** What a rule of prose finds in a block: edits of its text that go together, such as a pair of quotation marks. */
export type Finding = readonly Edit[];

/** A rule that knows how to mend what it finds. */
export interface ProseRule extends Rule {
  /** Edits of the file that a block is in, each finding whole or not at all. */
  readonly fixes: (block: ProseBlock, language: Language) => readonly Finding[];
}

/** What a rule of prose is made of. */
export interface ProseRuleParts {
  readonly id: string;
  readonly severity: Severity;
  /** What it finds, in the plural: `half-width marks between Han`. */
  readonly what: string;
  /** What should stand there. */
  readonly help: string;
  /** Languages in which it speaks. */
  readonly languages: readonly Language[];
  readonly find: (block: ProseBlock, language: Language) => readonly Finding[];
}

/** Languages that are set without spaces. */
export const WITHOUT_SPACES: readonly Language[] = ['zh-CN', 'zh-TW', 'zh-HK', 'ja'];
/** Chinese of all regions. */
export const CHINESE: readonly Language[] = ['zh-CN', 'zh-TW', 'zh-HK'];

/** Han, kana, bopomofo, and the marks that are an em wide. */
export const CJK = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}ー、。〃々〈-〗！（），．：；？［］｛｝～]`;

const CHARACTERS = new RegExp(CJK, 'gu');
const WORDS = /[A-Za-zÀ-ɏ]+/g;

/** Files told of one by one: a habit of the author is one matter, however many files have it. */
const MOST_FILES = 5;

/** Makes a rule that tells of each file once, with a count, and of many files in sum. */
export function proseRule({ id, severity, what, help, languages, find }: ProseRuleParts): ProseRule {
  const fixes: ProseRule['fixes'] = (block, language) =>
    languages.includes(language) && isCjkText(block)
      ? find(block, language).flatMap((finding) => {
          const inFile = finding.map((edit) => editInFile(edit, block));
          return inFile.every((edit) => edit !== undefined) ? [inFile] : [];
        })
      : [];
  return {
    id,
    fixes,
    check({ chapters, metadata }) {
      const files = chapters.flatMap((chapter) => foundIn(chapter, fixes, metadata.language));
      const told = files.length > MOST_FILES + 1 ? files.slice(0, MOST_FILES) : files;
      const rest = files.slice(told.length);
      const sum = rest.reduce((count, one) => count + one.count, 0);
      const tell = (message: string, place: Place | undefined): Diagnostic => ({
        severity,
        ruleId: id,
        message,
        help: `${help}; \`banxin check --fix\` does so.`,
        ...(place !== undefined && { place }),
      });
      return [
        ...told.map(({ count, place }) =>
          tell(`Found ${what}: ${count} in this file, here the first`, place),
        ),
        ...(rest.length > 0
          ? [tell(`Found ${what}: ${sum} in ${rest.length} more files`, rest[0]?.place)]
          : []),
      ];
    },
  };
}

/** Whether a block is in the book's language, and no English in which some Han stand: it has two for each word at least. */
const isCjkText = once(
  ({ text }: ProseBlock) => (text.match(CHARACTERS)?.length ?? 0) >= 2 * (text.match(WORDS)?.length ?? 0),
);

interface FoundInFile {
  readonly count: number;
  readonly place: Place;
}

function foundIn(
  { source, markdown = '', prose = [] }: Chapter,
  fixes: ProseRule['fixes'],
  language: Language,
): readonly FoundInFile[] {
  if (source === undefined) return [];
  const found = prose.flatMap((block) => fixes(block, language));
  const first = found[0]?.[0];
  if (first === undefined) return [];
  const start = { file: source, line: 1, column: 1 };
  return [{ count: found.length, place: moved(start, markdown.slice(0, first.start)) }];
}

/** `undefined` where some of the characters must stay as written, or do not stand together. */
function editInFile({ start, end, replacement }: Edit, { offsets }: ProseBlock): Edit | undefined {
  const first = offsets[start] ?? -1;
  for (let index = start; index < end; index += 1)
    if (first < 0 || offsets[index] !== first + index - start) return undefined;
  return { start: first, end: first + end - start, replacement };
}

/**
 * A finding for each match of a pattern.
 * @param replace what should stand for the match; `undefined` to leave it
 */
export function findAll(
  text: string,
  pattern: RegExp,
  replace: (match: RegExpExecArray) => string | undefined,
): readonly Finding[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const replacement = replace(match);
    const { index } = match;
    return replacement === undefined ? [] : [[{ start: index, end: index + match[0].length, replacement }]];
  });
}
