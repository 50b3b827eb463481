import { readFileSync } from 'node:fs';

/** A package of package-lock.json that a user of Banxin gets. */
export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX expression. */
  readonly licence: string;
  /** Whether it wants to run a program when it is installed. */
  readonly hasInstallScript: boolean;
}

/** The reason and the way out of a direct dependency, as docs/dependencies.md tells them. */
export interface Reason {
  readonly name: string;
  /** What it is for. */
  readonly purpose: string;
  /** What would stand in its place. */
  readonly instead: string;
}

interface Lock {
  readonly packages: Readonly<
    Record<
      string,
      {
        readonly version: string;
        readonly license?: string;
        readonly dev?: boolean;
        readonly hasInstallScript?: boolean;
      }
    >
  >;
}

interface OldManifest {
  readonly license?: string;
  readonly licenses?: readonly { readonly type: string }[];
}

const ROOT = new URL('../../', import.meta.url);

/** The document of dependencies. */
export const DEPENDENCIES = new URL('docs/dependencies.md', ROOT);

function readJson<Content>(path: string): Content {
  return JSON.parse(readFileSync(new URL(path, ROOT), 'utf8')) as Content;
}

/** Names of package.json's dependencies. */
export function directDependencies(): readonly string[] {
  return Object.keys(readJson<{ dependencies: Record<string, string> }>('package.json').dependencies).sort();
}

/** Every package that comes with Banxin, those of other systems among them, by name. */
export function installedPackages(): readonly InstalledPackage[] {
  return Object.entries(readJson<Lock>('package-lock.json').packages)
    .filter(([path, { dev }]) => path !== '' && dev !== true)
    .map(([path, { version, license, hasInstallScript = false }]) => {
      const name = path.replace(/^.*node_modules\//, '');
      return { name, version, licence: license ?? licenceOf(path), hasInstallScript };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Packages older than the lock file's field say it in a list of their own. */
function licenceOf(path: string): string {
  const { license, licenses } = readJson<OldManifest>(`${path}/package.json`);
  return license ?? licenses?.map(({ type }) => type).join(' OR ') ?? 'unknown';
}

/** The document with its tables as package-lock.json has them; purposes and ways out are its own. */
export function withPackages(document: string): string {
  const installed = installedPackages();
  const reasons = new Map(reasonsIn(document).map((reason) => [reason.name, reason]));
  const direct = directDependencies().map((name) => {
    const licence = installed.find((one) => one.name === name)?.licence ?? 'unknown';
    const { purpose = '', instead = '' } = reasons.get(name) ?? {};
    return `| ${name} | ${licence} | ${purpose} | ${instead} |`;
  });
  const licences = new Map<string, string[]>();
  for (const { name, licence } of installed) licences.set(licence, [...(licences.get(licence) ?? []), name]);
  const counted = [...licences].sort(([, a], [, b]) => b.length - a.length);
  const tree = counted.map(([licence, names]) => {
    const shown = names.length > 12 ? '' : [...new Set(names)].join(', ');
    return `| ${licence} | ${names.length} | ${shown} |`;
  });
  return [
    ['direct', '| package | licence | for | what would replace it |\n|---|---|---|---|', direct],
    ['tree', '| licence | packages | which, where they are few |\n|---|---|---|', tree],
  ].reduce((text, [name, head, rows]) => {
    const table = `${head}\n${(rows as string[]).join('\n')}\n`;
    return text.replace(
      new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*?(<!-- /${name} -->)`),
      (_, begin: string, end: string) => `${begin}\n${table}\n${end}`,
    );
  }, document);
}

/** The rows of the first table. */
export function reasonsIn(document: string): readonly Reason[] {
  const table = document.split('<!-- direct -->')[1]?.split('<!-- /direct -->')[0] ?? '';
  return Array.from(table.matchAll(/^\| (\S+) \| [^|]* \| ([^|]*) \| ([^|]*) \|$/gm), (row) => ({
    name: row[1] ?? '',
    purpose: row[2] ?? '',
    instead: row[3] ?? '',
  })).filter(({ name }) => name !== 'package');
}
