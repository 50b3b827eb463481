import type { EpubProfile } from '../../model/epub-profile.ts';
import type { Contributor, ContributorRole, Metadata } from '../../model/metadata.ts';

/** MARC relator codes, the only vocabulary of roles that reading systems and libraries share. */
const RELATORS: Readonly<Record<ContributorRole, string>> = {
  author: 'aut',
  editor: 'edt',
  supervisor: 'edc',
  translator: 'trl',
  photographer: 'pht',
  illustrator: 'ill',
  designer: 'bkd',
  'cover-designer': 'cov',
  'responsible-editor': 'pbd',
  proofreader: 'pfr',
  producer: 'pro',
  issuer: 'pbl',
};

/** A person as the template of the package document shows them. */
interface PersonView {
  readonly id: string;
  readonly name: string;
  readonly relator: string;
  /** Sort key; empty when the author gave none. */
  readonly fileAs: string;
  /** Place in the order of display, from 1. */
  readonly sequence: number;
}

/** Creators and contributors of the book. */
export interface PeopleView {
  readonly creators: readonly PersonView[];
  readonly contributors: readonly PersonView[];
}

/**
 * Who made the book and who helped. Authors are its creators; a book without one (a collection, a book of
 * photographs) names those first in the author's own order and of the same role, so that no shop shows a
 * book by nobody.
 */
export function peopleOf(metadata: Metadata): PeopleView {
  const { contributors } = metadata;
  const role = contributors.some((person) => person.role === 'author') ? 'author' : contributors[0]?.role;
  const view = (person: Contributor, index: number): PersonView => ({
    id: `person-${index + 1}`,
    name: person.name,
    relator: RELATORS[person.role],
    fileAs: person.sort ?? '',
    sequence: index + 1,
  });
  const people = contributors.map((person, index) => ({ role: person.role, view: view(person, index) }));
  return {
    creators: people.filter((person) => person.role === role).map((person) => person.view),
    contributors: people.filter((person) => person.role !== role).map((person) => person.view),
  };
}

/** `modified` as the package document wants it: UTC, whole seconds (EPUB 3.3 §5.5.3.1). */
export function formatModified(modified: Date): string {
  return `${modified.toISOString().slice(0, 19)}Z`;
}

/** The prefix of the metadata by which books say to Apple's reader that their fonts are to be used. */
const IBOOKS = 'http://vocabulary.itunes.apple.com/rdf/ibooks/vocabulary-extensions-1.0/';

/** What a profile says in the package document. */
export function profileView(
  { prefixes, meta, navigation, stylesheet, ncx }: EpubProfile,
  pageProgression: 'ltr' | 'rtl',
  hasFonts: boolean,
): object {
  const all = Object.entries({ ...(hasFonts && { ibooks: IBOOKS }), ...prefixes });
  const direction = pageProgression === 'rtl' ? 'vertical' : 'horizontal';
  return {
    prefix: all.map(([prefix, address]) => `${prefix}: ${address}`).join(' '),
    meta: meta.map(({ kind, key, value }) => ({ [kind]: key, value: value[direction] })),
    navHref: navigation,
    stylesheet,
    ncx,
  };
}
