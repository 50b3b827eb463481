import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BuildError } from '../model/build-error.ts';
import type { Environment } from './browser-discovery.ts';
import { errorMessage } from './file-error.ts';

/** The folder in which one run of a browser keeps everything it writes. */
export interface SessionFolder {
  /** Fresh profile, so that nothing of the user's own browser and of an earlier run plays a part. */
  readonly profile: string;
  /** The browser's environment: ours, with fonts, language and temporary folder of the session. */
  readonly env: Readonly<Record<string, string>>;
  /** Removes the folder; may be called again. */
  remove(): Promise<void>;
  /** The same for the end of the process, when nothing can be waited for. */
  removeNow(): void;
}

/**
 * Makes the folder and the environment of a browser.
 * @param fonts folder of the only system fonts it may see; undefined leaves the machine's
 * @throws BuildError `temporary-folder` when there is no place for it
 */
export async function sessionFolder(
  temporary: string,
  env: Environment,
  platform: NodeJS.Platform,
  fonts: string | undefined,
): Promise<SessionFolder> {
  let folder: string;
  try {
    folder = await mkdtemp(join(temporary, 'banxin-browser-'));
  } catch (cause) {
    const hint = 'Set TMPDIR (TEMP on Windows) to a folder that can be written and has some space.';
    throw new BuildError('temporary-folder', `No folder could be made in \`${temporary}\`.`, hint, { cause });
  }
  const options = { recursive: true, force: true, maxRetries: 10, retryDelay: 50 };
  const session: SessionFolder = {
    profile: join(folder, 'profile'),
    env: browserEnvironment(env, platform, folder, fonts !== undefined),
    remove: () => rm(folder, options),
    removeNow: () => rmSync(folder, options),
  };
  try {
    await mkdir(join(folder, 'tmp'));
    if (fonts !== undefined) await writeFile(join(folder, 'fonts.conf'), fontConfiguration(fonts, folder));
    return session;
  } catch (error) {
    await session.remove().catch(() => {});
    const hint = 'Free some space, or set TMPDIR to a folder on another disk.';
    throw new BuildError(
      'temporary-folder',
      `Could not write in \`${folder}\`: ${errorMessage(error)}`,
      hint,
    );
  }
}

function browserEnvironment(
  env: Environment,
  platform: NodeJS.Platform,
  folder: string,
  ownFonts: boolean,
): Readonly<Record<string, string>> {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined || (ownFonts && name.startsWith('FONTCONFIG_'))) continue;
    result[name] = value;
  }
  if (platform !== 'linux') return result;
  // Chrome lays sockets and shared memory in TMPDIR; in the session's folder they go when it goes.
  // The user's language would choose other fonts for Han without `lang`, and other number formats.
  Object.assign(result, {
    TMPDIR: join(folder, 'tmp'),
    LANG: 'C.UTF-8',
    LC_ALL: 'C.UTF-8',
    LANGUAGE: 'en_US',
  });
  if (ownFonts)
    Object.assign(result, { FONTCONFIG_FILE: join(folder, 'fonts.conf'), FONTCONFIG_PATH: folder });
  return result;
}

/** No `<include>` of the system's files: the machine's fonts and preferences stay out. */
function fontConfiguration(fonts: string, folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${escapeXml(fonts)}</dir>
  <cachedir>${escapeXml(join(folder, 'font-cache'))}</cachedir>
</fontconfig>
`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
