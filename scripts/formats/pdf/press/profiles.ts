import * as v from 'valibot';
import { parse } from 'yaml';
import { BuildError } from '../../../model/build-error.ts';
import type { Press, PressColor } from '../../../model/press.ts';
import { grayProfile } from './gray-profile.ts';

/** What a file is printed on and with (ISO 32000-1, 14.11.5). */
export interface PrintingCondition {
  /** Its name in the registry of characterisations. */
  readonly identifier: string;
  /** What it is, in words. */
  readonly condition: string;
  /** Whether the registry knows its identifier. */
  readonly isRegistered: boolean;
  /** The ICC profile. */
  readonly profile: Uint8Array;
  /** Components of the profile: one for grey, three for RGB, four for CMYK. */
  readonly components: 1 | 3 | 4;
}

/** Reads files of the book and of Banxin, the book's first. */
export interface PressFiles {
  readonly text: (path: string) => Promise<string>;
  readonly bytes: (path: string) => Promise<Uint8Array | undefined>;
}

const listSchema = v.record(
  v.string(),
  v.strictObject({
    file: v.exactOptional(v.string()),
    identifier: v.string(),
    condition: v.string(),
    get: v.exactOptional(v.string()),
  }),
);

const FOLDER = 'styles/press/profiles';

/** Signatures of colour spaces in the head of a profile (ISO 15076-1, 7.2.8), by their components. */
const COMPONENTS: Readonly<Record<string, 1 | 3 | 4>> = { GRAY: 1, 'RGB ': 3, CMYK: 4 };

/** Components that the profile of a kind of edition has. */
const WANTED: Readonly<Record<PressColor, 1 | 3 | 4>> = { k: 4, gray: 1, cmyk: 4, rgb: 3 };

/**
 * The printing condition of an edition.
 * @throws BuildError `profile-missing`, `profile-unknown` or `profile-unfit`
 */
export async function printingCondition(
  { color, profile: name }: Press,
  files: PressFiles,
): Promise<PrintingCondition> {
  const listed = v.safeParse(listSchema, parse(await files.text(`${FOLDER}/profiles.yaml`)));
  if (!listed.success) {
    const hint = 'Each entry has an `identifier`, a `condition`, and may have a `file` and a `get`.';
    throw new BuildError('profile-unknown', `Unexpected \`${FOLDER}/profiles.yaml\``, hint);
  }
  const entry = Object.hasOwn(listed.output, name) ? listed.output[name] : undefined;
  const file = entry === undefined ? name : entry.file;
  if (entry === undefined && !/^[^/\\]+\.ic[cm]$/i.test(name)) {
    const names = Object.keys(listed.output).map((one) => `\`${one}\``);
    throw new BuildError(
      'profile-unknown',
      `Unexpected profile \`${name}\`, expected one of ${names.join(', ')}, or a file like \`printer.icc\``,
      `Put the file into \`${FOLDER}/\` of the book.`,
    );
  }
  const profile = file === undefined ? grayProfile() : await files.bytes(`${FOLDER}/${file}`);
  if (profile === undefined) {
    const from =
      entry?.get === undefined ? 'Ask the printing house for it' : `It is to be had from: ${entry.get}`;
    throw new BuildError(
      'profile-missing',
      `The profile \`${file}\` is not there`,
      `${from}; put it into \`${FOLDER}/\` of the book.`,
    );
  }
  return {
    identifier: entry?.identifier ?? 'Custom',
    condition: entry?.condition ?? name,
    isRegistered: entry !== undefined && file !== undefined,
    profile,
    components: checkedComponents(profile, file ?? name, color),
  };
}

/** Components of a profile that is for printing, in the colours of the edition. */
function checkedComponents(profile: Uint8Array, name: string, color: PressColor): 1 | 3 | 4 {
  const head = Buffer.from(profile).subarray(0, 128).toString('latin1');
  const components = COMPONENTS[head.slice(16, 20)];
  const isPrinter = head.slice(12, 16) === 'prtr' || color === 'rgb';
  if (head.slice(36, 40) === 'acsp' && components === WANTED[color] && isPrinter) return components;
  const wanted = Object.entries(COMPONENTS)
    .find(([, count]) => count === WANTED[color])?.[0]
    .trim();
  throw new BuildError(
    'profile-unfit',
    `Unexpected profile \`${name}\`, expected one of a printing condition in ${wanted}`,
    `Name another under \`press: { profile: … }\`, or another \`color\` than \`${color}\`.`,
  );
}

/** Whether a profile is of a printing condition: the very same, or one that its description says is of it. */
export function isOfCondition(profile: Uint8Array, condition: PrintingCondition): boolean {
  if (Buffer.from(profile).equals(condition.profile)) return true;
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  const described = plain(descriptionOf(profile));
  const names = [condition.isRegistered ? condition.identifier : '', descriptionOf(condition.profile)];
  return names.some((name) => plain(name) !== '' && described.includes(plain(name)));
}

/** The description of a profile (ISO 15076-1, 9.2.41), in ASCII or, of version 4, in UTF-16 (10.15); empty for none. */
function descriptionOf(profile: Uint8Array): string {
  const bytes = Buffer.from(profile);
  const count = bytes.length < 132 ? 0 : Math.min(bytes.readUInt32BE(128), 100);
  for (let index = 0; index < count; index += 1) {
    const entry = 132 + 12 * index;
    if (bytes.toString('latin1', entry, entry + 4) !== 'desc' || entry + 12 > bytes.length) continue;
    const tag = bytes.subarray(bytes.readUInt32BE(entry + 4));
    if (tag.length < 28) return '';
    if (tag.toString('latin1', 0, 4) === 'desc')
      return tag.toString('latin1', 12, 12 + tag.readUInt32BE(8)).split('\0')[0] ?? '';
    const [length, offset] = [tag.readUInt32BE(20), tag.readUInt32BE(24)];
    const text = Buffer.from(tag.subarray(offset, offset + length - (length % 2)));
    return text.swap16().toString('utf16le');
  }
  return '';
}
