import * as v from 'valibot';
import type { Diagnostic } from '../model/diagnostic.ts';
import {
  type AccessibilityClaim,
  DEFAULT_EPUB,
  DEFAULT_EPUB_PROFILE,
  type EpubProfile,
  type EpubSetting,
  type ProfileMeta,
} from '../model/epub-profile.ts';
import type { ConfigPath } from './config-source.ts';
import type { EditionConfig } from './edition-schema.ts';
import { epubProfileSchema } from './epub-schema.ts';
import { type NamedTexts, parsedYaml } from './named-texts.ts';

/** Something amiss with the profile of an EPUB, at a path within the edition. */
interface EpubProblem extends Omit<Diagnostic, 'place'> {
  readonly path: ConfigPath;
}

/** An edition with its profile, and what that says where the author orders nothing else. */
interface ProfiledEdition {
  readonly config: EditionConfig;
  readonly problems: readonly EpubProblem[];
  /** Absent where the edition is no EPUB. */
  readonly epub?: EpubSetting;
}

/** An edition with its profile; where that cannot be had, or nobody looked, with the default one. */
export function withProfile(config: EditionConfig, profiles: NamedTexts | undefined): ProfiledEdition {
  if (config.format !== 'epub') return { config, problems: strayProblems(config) };
  const { profile, problems } = findProfile(config.epub?.profile ?? DEFAULT_EPUB_PROFILE.name, profiles);
  const { writingMode } = profile;
  const { ncx, fonts, 'most-megapixels': mostMegapixels, accessibility = {} } = config.epub ?? {};
  return {
    config: { ...(writingMode !== undefined && { 'writing-mode': writingMode }), ...config },
    problems: [...problems, ...claimProblems(accessibility)],
    epub: {
      profile: { ...profile, ncx: ncx ?? profile.ncx },
      fonts: fonts ?? DEFAULT_EPUB.fonts,
      ...(mostMegapixels !== undefined && { mostMegapixels }),
      accessibility: claimFrom(accessibility),
    },
  };
}

type WrittenClaim = NonNullable<NonNullable<EditionConfig['epub']>['accessibility']>;

function claimFrom({ 'conforms-to': conformsTo, ...written }: WrittenClaim): AccessibilityClaim {
  const { 'certified-by': certifiedBy, credential, report, summary } = written;
  return {
    ...(conformsTo !== undefined && { conformsTo }),
    ...(certifiedBy !== undefined && { certifiedBy: certifiedBy.trim() }),
    ...(credential !== undefined && { credential: credential.trim() }),
    ...(report !== undefined && { report }),
    ...(summary !== undefined && { summary: summary.trim() }),
  };
}

/** Somebody certifies a conformance, and has a credential and a report (EPUB Accessibility 1.1, 6.4). */
function claimProblems(written: WrittenClaim): readonly EpubProblem[] {
  const lacks = (key: keyof WrittenClaim, needed: keyof WrittenClaim): EpubProblem[] =>
    written[key] === undefined || written[needed] !== undefined
      ? []
      : [
          {
            severity: 'error',
            ruleId: 'config-value',
            message: `Unexpected \`${key}\` without \`${needed}\``,
            help: `Add \`${needed}\`, or leave it out.`,
            path: ['epub', 'accessibility', key],
          },
        ];
  return [
    ...lacks('certified-by', 'conforms-to'),
    ...lacks('credential', 'certified-by'),
    ...lacks('report', 'certified-by'),
  ];
}

function findProfile(
  name: string,
  profiles: NamedTexts | undefined,
): { readonly profile: EpubProfile; readonly problems: readonly EpubProblem[] } {
  const profile = DEFAULT_EPUB_PROFILE;
  if (profiles === undefined) return { profile, problems: [] };
  const refused = (message: string, help: string) => ({
    profile,
    problems: [
      { severity: 'error', ruleId: 'config-value', message, help, path: ['epub', 'profile'] } as const,
    ],
  });
  const text = profiles.get(name);
  if (text === undefined) {
    const names = [...profiles.keys()].map((one) => `\`${one}\``).join(', ');
    return refused(
      `Unexpected profile \`${name}\`, expected one of ${names}`,
      `Put \`styles/epub/${name}.yaml\` into the book's folder.`,
    );
  }
  const written = parsedYaml(text);
  // A file of comments alone is the default profile.
  const parsed = v.safeParse(epubProfileSchema, written === null ? {} : written);
  if (parsed.success) return { profile: profileFrom(name, parsed.output), problems: [] };
  const [issue] = parsed.issues;
  const where = v.getDotPath(issue);
  return refused(
    `Unexpected ${where === null ? 'text' : `\`${where}\``} in \`styles/epub/${name}.yaml\`, expected ${issue.type === 'strict_object' ? 'keys of a profile' : issue.message}`,
    'Write it as the profiles of Banxin are written.',
  );
}

function profileFrom(name: string, written: v.InferOutput<typeof epubProfileSchema>): EpubProfile {
  const base = DEFAULT_EPUB_PROFILE;
  const classes = Object.entries(written.classes ?? {}).map(
    ([selector, names]) => [selector, names.split(' ')] as const,
  );
  return {
    name,
    folder: written.folder ?? base.folder,
    package: written.package ?? base.package,
    navigation: written.navigation ?? base.navigation,
    stylesheet: written.stylesheet ?? base.stylesheet,
    folders: { ...base.folders, ...written.folders },
    files: written.files ?? {},
    ...(written['cover-image'] !== undefined && { coverImage: written['cover-image'] }),
    contentsPage: written['contents-page'] ?? base.contentsPage,
    ncx: written.ncx ?? base.ncx,
    guide: written.guide ?? base.guide,
    rootClass: written['root-class'] ?? {},
    bodyClass: written['body-class'] ?? {},
    classes: Object.fromEntries(classes),
    notes: written.notes ?? base.notes,
    prefixes: written.prefixes ?? {},
    meta: (written.meta ?? []).map(metaFrom),
    ...(written['most-megabytes'] !== undefined && { mostMegabytes: written['most-megabytes'] }),
    ...(written['writing-mode'] !== undefined && { writingMode: written['writing-mode'] }),
  };
}

type WrittenMeta = NonNullable<v.InferOutput<typeof epubProfileSchema>['meta']>[number];

function metaFrom({ value, ...written }: WrittenMeta): ProfileMeta {
  const values = typeof value === 'string' ? { horizontal: value, vertical: value } : value;
  return 'property' in written
    ? { kind: 'property', key: written.property, value: values }
    : { kind: 'name', key: written.name, value: values };
}

/** `epub` is of no use to another format. */
function strayProblems({ format, epub }: EditionConfig): readonly EpubProblem[] {
  if (epub === undefined) return [];
  return [
    {
      severity: 'warning',
      ruleId: 'config-unused',
      message: `Unexpected \`epub\` of an edition in \`${format}\`, expected it in EPUB`,
      help: 'Leave it out.',
      path: ['epub'],
    },
  ];
}
