import * as v from 'valibot';
import { hasError } from '../model/diagnostic.ts';
import type { Edition } from '../model/edition.ts';
import { DEFAULT_FURNITURE } from '../model/furniture.ts';
import type { Language } from '../model/metadata.ts';
import type { ConfigSource } from './config-source.ts';
import { coverProblems, pageConfig, readCover } from './cover.ts';
import { type EditionConfig, editionSchema } from './edition-schema.ts';
import { withProfile } from './epub-profile.ts';
import { furnitureProblems, readFurniture } from './furniture.ts';
import { impositionProblems, readImposition } from './imposition.ts';
import { noteProblems, readNotes } from './notes.ts';
import { pageGeometry } from './page-geometry.ts';
import { entryOf, isRecord } from './plain-data.ts';
import { pressProblems, readPress, withPrinter } from './press.ts';
import type { Reading } from './reading.ts';

/** Editions of a book that lists none. */
const DEFAULT_EDITIONS: readonly (readonly [name: string, config: EditionConfig])[] = [
  ['print', { format: 'pdf' }],
  ['ebook', { format: 'epub' }],
];

/** What an edition takes from its book. */
interface BookDefaults {
  readonly language: Language;
  readonly composer: boolean;
  readonly variables: Readonly<Record<string, string>>;
}

/** Names and their texts; what is neither text nor number was told of by the schema. */
function textsIn(written: unknown): Readonly<Record<string, string>> {
  const entries = isRecord(written) ? Object.entries(written) : [];
  return Object.fromEntries(
    entries.flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name, String(value).trim()]] : [],
    ),
  );
}

function edition(
  name: string,
  config: EditionConfig,
  page: Edition['page'],
  furniture: Edition['furniture'],
  { language, composer, variables: ofBook }: BookDefaults,
  { cover, epub }: Pick<Edition, 'cover' | 'epub'> = {},
): Edition {
  const variables = { ...ofBook, ...textsIn(config.variables) };
  return {
    name,
    format: config.format,
    ...(config.language === undefined || config.language === language ? {} : { language: config.language }),
    theme: config.theme ?? 'plain',
    page,
    chapterStart: config['chapter-start'] ?? 'recto',
    columns: config.columns ?? 1,
    without: config.without ?? [],
    furniture,
    notes: readNotes(config, page.writingMode, config.language ?? language),
    fpo: config.fpo ?? 'warn',
    tateChuYoko: config['tate-chu-yoko'] ?? true,
    quotationMarks: config['quotation-marks'] ?? 'by-language',
    hangingPunctuation: config['hanging-punctuation'] ?? false,
    ...(config.press !== undefined && config.format !== 'epub' ? { press: readPress(config.press) } : {}),
    ...(cover !== undefined && { cover }),
    ...(epub !== undefined && { epub }),
    ...(config.imposition !== undefined && { imposition: readImposition(config.imposition) }),
    ...(config['page-list'] !== undefined && { pageList: config['page-list'] }),
    composer: config.composer ?? composer,
    ...(Object.keys(variables).length > 0 && { variables }),
  };
}

/**
 * Editions in the order of book.yaml, or the two of a book that lists none. One that the schema has
 * refused is left out: what its page would be is not known.
 */
export function readEditions(
  reading: Reading,
  source: ConfigSource | undefined,
  language: Language,
): Edition[] {
  const listed = entryOf(source?.data, 'editions');
  const defaults = {
    language,
    composer: entryOf(source?.data, 'composer') !== false,
    variables: textsIn(entryOf(source?.data, 'variables')),
  };
  if (source === undefined || !isRecord(listed)) {
    return DEFAULT_EDITIONS.map(([name, config]) => {
      const { epub } = withProfile(config, reading.epubProfiles);
      const { page } = pageGeometry(config, language);
      return edition(name, config, page, DEFAULT_FURNITURE, defaults, epub && { epub });
    });
  }
  return Object.entries(listed).flatMap(([name, value]) => {
    const parsed = v.safeParse(editionSchema, value);
    if (!parsed.success) return [];
    const { config: pressed, problems: ofPrinter } = withPrinter(parsed.output, reading.printers);
    const { config: own, problems: ofProfile, epub } = withProfile(pressed, reading.epubProfiles);
    const config = pageConfig(own, listed);
    const cover = readCover(own, listed, source.placeOfKey(['editions', name]));
    const { page, problems } = pageGeometry(config, config.language ?? language);
    const furniture = readFurniture(config);
    // Of a page that cannot be, nothing further is worth telling.
    const further = hasError(problems) ? [] : furnitureProblems(furniture, page);
    const ofNotes = noteProblems(config, page.writingMode, language);
    const ofPages = [...problems, ...further, ...ofNotes, ...lineProblems(config, defaults)];
    for (const { path, ...problem } of [
      // Of the pages that a cover is for, their own edition tells.
      ...(cover === undefined ? ofPages : []),
      ...languageProblems(own, language),
      ...ofPrinter,
      ...ofProfile,
      ...pressProblems(own),
      ...coverProblems(own, listed),
      ...impositionProblems(own),
      ...pageListProblems(own, listed),
    ]) {
      const place = source.placeOfValue(['editions', name, ...path]);
      reading.diagnostics.push({ ...problem, place });
    }
    return [
      edition(name, config, page, furniture, defaults, { ...(cover && { cover }), ...(epub && { epub }) }),
    ];
  });
}

/** Only Chinese is converted, and only into Chinese. */
function languageProblems({ language: to }: EditionConfig, language: Language) {
  if (to === undefined || language.startsWith('zh-')) return [];
  return [
    {
      severity: 'error',
      ruleId: 'config-value',
      message: `Unexpected \`language: ${to}\` of an edition of a book in \`${language}\`, expected a book in Chinese`,
      help: 'Leave it out: an edition is in the language of its book.',
      path: ['language'],
    },
  ] as const;
}

/** Only an EPUB lists pages, and only those of a PDF. */
function pageListProblems({ format, 'page-list': name }: EditionConfig, listed: Record<string, unknown>) {
  if (name === undefined) return [];
  if (format !== 'epub') {
    return [
      {
        severity: 'warning',
        ruleId: 'config-unused',
        message: 'Unexpected `page-list` in an edition that is no EPUB',
        help: 'Leave it out.',
        path: ['page-list'],
      },
    ] as const;
  }
  if (entryOf(listed[name], 'format') === 'pdf') return [];
  return [
    {
      severity: 'error',
      ruleId: 'config-value',
      message: `Unexpected \`page-list: ${name}\`, expected the name of a PDF edition`,
      help: 'Name an edition of `format: pdf`, or leave it out.',
      path: ['page-list'],
    },
  ] as const;
}

/** Marks hang in Japanese lines, and only in those of the composer (C12). */
function lineProblems(config: EditionConfig, { language, composer }: BookDefaults) {
  if (config['hanging-punctuation'] !== true) return [];
  const composed = config.composer ?? composer;
  if (language === 'ja' && composed) return [];
  return [
    {
      severity: 'warning',
      ruleId: 'config-unused',
      message: `Unexpected \`hanging-punctuation\` ${composed ? `in a book of \`${language}\`, expected it in Japanese ones` : 'where the browser sets the lines'}`,
      help: 'Leave it out.',
      path: ['hanging-punctuation'],
    },
  ] as const;
}
