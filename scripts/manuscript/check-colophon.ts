import { isbnFault, isIsbn } from '../model/isbn.ts';
import type { SpineItem } from '../model/manuscript.ts';
import type { ContributorRole, Language, Metadata } from '../model/metadata.ts';
import type { ConfigSource } from './config-source.ts';
import { type Reading, report } from './reading.ts';

/** What a colophon must say: a key of book.yaml, a key of its `colophon`, or a role of a contributor. */
interface Required {
  /** As told. */
  readonly name: string;
  readonly isGiven: (metadata: Metadata) => boolean;
}

const key = (name: string, isGiven: Required['isGiven']): Required => ({ name: `\`${name}\``, isGiven });
const person = (role: ContributorRole): Required => ({
  name: `a contributor with the role \`${role}\``,
  isGiven: ({ contributors }) => contributors.some((one) => one.role === role),
});
const inWords = ({ editionStatement }: Metadata): boolean => editionStatement !== undefined;

const PUBLISHER = key('publisher', ({ publisher }) => publisher !== undefined);
const DATE = key('date', ({ date }) => date !== undefined);
const IDENTIFIER = key('identifier', ({ identifier }) => identifier !== undefined);
const CIP = key('colophon.cip', ({ publication }) => publication?.cip !== undefined);
const ADDRESS = key('colophon.address', ({ publication }) => publication?.address !== undefined);
const LICENSE = key('colophon.license', ({ publication }) => publication?.license !== undefined);
const PRINTER = key('colophon.printer', ({ publication }) => publication?.printer !== undefined);
const COPIES = key('colophon.copies', ({ publication }) => publication?.copies !== undefined);
const PRICE = key('colophon.price', ({ publication }) => publication?.price !== undefined);
const EDITION = key(
  'colophon.edition-number',
  (metadata) => metadata.publication?.editionNumber !== undefined || inWords(metadata),
);
const PRINTING = key(
  'colophon.printing-number',
  (metadata) => metadata.publication?.printingNumber !== undefined || inWords(metadata),
);

const TAIWAN = [person('issuer'), PUBLISHER, ADDRESS, DATE, EDITION, IDENTIFIER, PRICE];

/** By law or custom of the language (G02–G04). */
const REQUIRED: Readonly<Record<Language, readonly Required[]>> = {
  'zh-CN': [
    CIP,
    person('responsible-editor'),
    PUBLISHER,
    ADDRESS,
    PRINTER,
    DATE,
    EDITION,
    PRINTING,
    COPIES,
    IDENTIFIER,
    PRICE,
  ],
  'zh-TW': TAIWAN,
  'zh-HK': [PUBLISHER, ADDRESS, DATE, EDITION, IDENTIFIER, PRICE],
  ja: [DATE, EDITION, PRINTING, person('issuer'), PUBLISHER, ADDRESS, PRINTER],
  ko: [DATE, EDITION, PRINTING, person('issuer'), PUBLISHER, LICENSE, ADDRESS, IDENTIFIER, PRICE],
};

/**
 * Tells what a colophon lacks, of a book that is published: one with an ISBN or with a `colophon` in book.yaml. Tells of
 * an ISBN that cannot be one.
 */
export function checkColophon(
  reading: Reading,
  source: ConfigSource,
  metadata: Metadata,
  spine: readonly SpineItem[],
): void {
  const { identifier, publication, language } = metadata;
  const fault = identifier === undefined ? undefined : isbnFault(identifier);
  if (fault !== undefined) {
    const help = 'Compare it with the one that was assigned; another identifier needs no `ISBN` before it.';
    const message = `Unexpected ISBN \`${identifier}\` with ${fault}`;
    report(reading, 'error', 'isbn-invalid', message, help, source.placeOfValue(['identifier']));
  }
  const isPublished = publication !== undefined || (identifier !== undefined && isIsbn(identifier));
  if (!isPublished || !spine.some((item) => item.kind === 'generated' && item.part === 'colophon')) return;
  const missing = REQUIRED[language].filter(({ isGiven }) => !isGiven(metadata)).map(({ name }) => name);
  if (missing.length === 0) return;
  report(
    reading,
    'info',
    'colophon-incomplete',
    `Missing in the colophon: ${missing.join(', ')}`,
    'Give them, or switch the rule off: `rules: { colophon-incomplete: off }`.',
    source.placeOfKey([publication === undefined ? 'identifier' : 'colophon']),
  );
}
