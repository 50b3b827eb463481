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
