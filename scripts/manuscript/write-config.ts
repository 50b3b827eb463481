import { stringify } from 'yaml';
import type { SpineItem } from '../model/manuscript.ts';
import type { Assumed } from './assumed-config.ts';
import { firstHeading } from './assumptions.ts';

/** Long texts stay in one line each, so that what was found can be compared with what is written. */
const ONE_LINE = { lineWidth: 0 };

/** A key with its value, a remark behind the first line. */
function entry(key: string, value: unknown, remark = ''): string {
  const [first = '', ...rest] = stringify({ [key]: value }, ONE_LINE)
    .trimEnd()
    .split('\n');
  return [remark === '' ? first : `${first} # ${remark}`, ...rest].join('\n');
}

/** An entry of the spine as book.yaml has it. */
function spineEntry(item: SpineItem): unknown {
  if (item.kind === 'generated') return item.part;
  if (item.kind === 'part') return { part: item.title };
  const { path, level, title, text } = item;
  // The order's name for a file that has a heading of its own is never used.
  const named = title !== undefined && firstHeading(text) === undefined;
  if (level === undefined && !named) return path;
  return { file: path, ...(level !== undefined && { level }), ...(named && { title }) };
}

const TITLE_REMARKS: Readonly<Record<Assumed['titleFrom'], string>> = {
  configuration: '',
  heading: 'assumed: the first heading',
  folder: 'assumed: the name of the folder',
};

/**
 * A book.yaml that says what a book without one is taken for, so that it builds to the same; what was assumed has a
 * remark.
 */
export function writeConfig(
  { config, order, titleFrom, languageFrom }: Assumed,
  spine: readonly SpineItem[],
): string {
  const { title, language, ...others } = config;
  const matters = (['front', 'body', 'back'] as const).map((matter) => [
    matter,
    spine.filter((item) => item.matter === matter).map(spineEntry),
  ]);
  return [
    entry('title', title, TITLE_REMARKS[titleFrom]),
    entry('language', language, languageFrom === 'text' ? 'assumed from the text' : ''),
    ...Object.entries(others).map(([key, value]) => entry(key, value)),
    `# ${order === undefined ? 'Assumed: by the names of the files.' : `The order of ${order}.`}`,
    entry('spine', Object.fromEntries(matters)),
    '',
  ].join('\n');
}
