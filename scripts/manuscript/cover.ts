import * as v from 'valibot';
import { COVER_PICTURES, type CoverSetting } from '../model/cover.ts';
import type { Diagnostic, Place } from '../model/diagnostic.ts';
import { PRESS_BLEED_MM } from '../model/press.ts';
import type { ConfigPath } from './config-source.ts';
import { type EditionConfig, editionSchema } from './edition-schema.ts';
import { normalisePath, pathFault } from './manuscript-path.ts';

/** Editions as book.yaml lists them, not yet validated. */
type Listed = Readonly<Record<string, unknown>>;

/** Something amiss with a cover, at a path within its edition. */
interface CoverProblem extends Omit<Diagnostic, 'place'> {
  readonly path: ConfigPath;
}

/** Keys of an edition that a cover reads; all others are those of its pages. */
const READ_BY_COVERS: ReadonlySet<string> = new Set([
  'format',
  'theme',
  'language',
  'bleed',
  'press',
  'cover',
]);

/**
 * What an edition orders of its page: a cover has the page, the theme and the language of the edition it is for, a
 * bleed in any case, and corner marks where it is for the press.
 */
export function pageConfig(config: EditionConfig, listed: Listed): EditionConfig {
  if (config.format !== 'cover') return config;
  const of = editionOf(config, listed) ?? { format: 'pdf' };
  const { press: _press, bleed: _bleed, imposition: _imposition, ...pages } = of;
  return {
    ...pages,
    ...config,
    bleed: config.bleed ?? PRESS_BLEED_MM,
    ...(config.press !== undefined && { press: { marks: ['crop'], ...config.press } }),
  };
}

/** What an edition orders of its cover, with the custom for what it leaves out; `undefined` for pages. */
export function readCover(config: EditionConfig, listed: Listed, place: Place): CoverSetting | undefined {
  if (config.format !== 'cover') return undefined;
  const { cover = {} } = config;
  const { caliper, gsm = 80 } = cover.paper ?? {};
  const flaps = typeof cover.flaps === 'number' ? { width: cover.flaps } : cover.flaps;
  const { width: flapMm = 0, ...flapTexts } = flaps ?? {};
  const pictures = Object.entries(cover.pictures ?? {}).map(([name, path]) => [name, normalisePath(path)]);
  return {
    of: nameOf(config, listed) ?? '',
    paper: caliper === undefined ? { gsm } : { caliperMm: caliper },
    ...(cover.spine !== undefined && { spineMm: cover.spine }),
    flapMm,
    flapTexts,
    pictures: Object.fromEntries(pictures),
    ...(cover['front-text'] !== undefined && { frontText: cover['front-text'] }),
    ...(cover['add-on'] !== undefined && { addOn: cover['add-on'] }),
    place,
  };
}

/** What cannot be, or says nothing. */
export function coverProblems(config: EditionConfig, listed: Listed): CoverProblem[] {
  if (config.format !== 'cover') return config.cover === undefined ? [] : [unused('cover', config.format)];
  const problems = Object.keys(config)
    .filter((key) => !READ_BY_COVERS.has(key))
    .map((key) => unused(key, 'cover'));
  for (const name of COVER_PICTURES) {
    const path = config.cover?.pictures?.[name];
    const fault = path === undefined ? undefined : pathFault(path);
    if (fault === undefined) continue;
    problems.push({
      severity: 'error',
      ruleId: 'path-outside',
      message: `Unexpected ${fault}: \`${path}\``,
      help: "Give a path within the manuscript's folder, with `/` between names.",
      path: ['cover', 'pictures', name],
    });
  }
  if (editionOf(config, listed)?.format === 'pdf') return problems;
  const pdfs = Object.keys(listed).filter((name) => parsed(listed[name])?.format === 'pdf');
  const named = nameOf(config, listed);
  problems.push({
    severity: 'error',
    ruleId: 'config-value',
    message: `Unexpected cover ${named === undefined ? 'of a book without an edition in PDF' : `of \`${named}\``}, expected ${pdfs.length === 0 ? 'one' : `one of ${pdfs.map((name) => `\`${name}\``).join(', ')}`}`,
    help: 'Name the edition in PDF whose pages are bound in it: `cover: { of: print }`.',
    path: ['cover', 'of'],
  });
  return problems;
}

function unused(key: string, format: string): CoverProblem {
  return {
    severity: 'warning',
    ruleId: 'config-unused',
    message: `Unexpected \`${key}\` of an edition in \`${format}\``,
    help:
      format === 'cover'
        ? 'Leave it out: a cover has the page of the edition it is for.'
        : 'Leave it out, or write `format: cover`.',
    path: [key],
  };
}

function nameOf({ cover }: EditionConfig, listed: Listed): string | undefined {
  return cover?.of ?? Object.keys(listed).find((name) => parsed(listed[name])?.format === 'pdf');
}

function editionOf(config: EditionConfig, listed: Listed): EditionConfig | undefined {
  const name = nameOf(config, listed);
  return name === undefined || !Object.hasOwn(listed, name) ? undefined : parsed(listed[name]);
}

function parsed(value: unknown): EditionConfig | undefined {
  const { success, output } = v.safeParse(editionSchema, value);
  return success ? (output as EditionConfig) : undefined;
}
