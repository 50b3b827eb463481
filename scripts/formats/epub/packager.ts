import { EPub } from 'epub-gen-memory';
import JSZip from 'jszip';
import { BuildError } from '../../model/build-error.ts';
import type { EpubProfile } from '../../model/epub-profile.ts';
import type { Resource } from './resources.ts';

/** A document that is finished and only needs packing. */
export interface PackedDocument {
  /** Path in the publication's folder. */
  readonly file: string;
  readonly xhtml: string;
}

/** All that goes into the package. */
export interface PackageParts {
  /** For the packager's own records; nothing of it reaches the file. */
  readonly title: string;
  readonly language: string;
  readonly packageDocument: string;
  readonly navigation: string;
  readonly ncx: string;
  readonly css: string;
  readonly documents: readonly PackedDocument[];
  readonly resources: readonly Resource[];
  /** Where the files go. */
  readonly profile: Pick<EpubProfile, 'folder' | 'package' | 'navigation' | 'stylesheet' | 'ncx'>;
  /** Date of every entry. */
  readonly modified: Date;
}

/** The first day a ZIP file can name (APPNOTE 4.4.6: years count from 1980). */
const ZIP_EPOCH = Date.UTC(1980, 0, 1);

/** The folder that the packager puts everything into. */
const OWN_FOLDER = 'OEBPS/';

/** Packs the parts as an EPUB; the same parts give the same bytes. */
export async function packEpub(parts: PackageParts): Promise<Uint8Array> {
  return new Uint8Array(await new Packager(parts).genEpub());
}

/**
 * epub-gen-memory as a packager of finished documents. Its own HTML path drops attributes, writes Han as
 * references and invents metadata, so its templates only let our text through as data: no word of the
 * manuscript ever becomes part of an EJS template.
 */
class Packager extends EPub {
  readonly #parts: PackageParts;

  constructor(parts: PackageParts) {
    const options = {
      title: parts.title,
      lang: parts.language,
      date: parts.modified.toISOString(),
      css: parts.css,
      chapterXHTML: '<%- xhtml %>',
      contentOPF: '<%- packageDocument %>',
      tocXHTML: '<%- navigation %>',
      tocNCX: '<%- ncx %>',
      // Fields beside the packager's own are handed to its templates.
      packageDocument: parts.packageDocument,
      navigation: parts.navigation,
      ncx: parts.ncx,
      verbose: refuseWarnings,
    };
    const chapters = parts.documents.map(({ file, xhtml }, index) => ({
      title: file,
      content: '',
      // It takes no folders; the file is moved to its path afterwards.
      filename: documentName(index),
      xhtml,
    }));
    super(options, chapters);
    this.#parts = parts;
  }

  /** Rebuilds the archive: `mimetype` first and stored (OCF 3.3 §4.3), then by name, no folders, one date. */
  override async render(): Promise<this> {
    await super.render();
    const { folder, package: opf } = this.#parts.profile;
    this.zip.file('META-INF/container.xml', containerOf(`${folder}/${opf}`));
    const paths = pathsOf(this.#parts);
    const date = new Date(Math.max(ZIP_EPOCH, Math.floor(this.#parts.modified.getTime() / 2000) * 2000));
    const packed = Object.values(this.zip.files)
      .filter((entry) => !entry.dir && entry.name !== 'mimetype')
      .flatMap((entry) => {
        const name = paths.has(entry.name)
          ? paths.get(entry.name)
          : entry.name.replace(OWN_FOLDER, `${folder}/`);
        return name === undefined ? [] : [{ name, entry }];
      })
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const sorted = new JSZip();
    const options = { date, createFolders: false, binary: true };
    sorted.file('mimetype', 'application/epub+zip', { ...options, compression: 'STORE' });
    for (const { name, entry } of packed) {
      const bytes = await entry.async('uint8array');
      if (bytes.length === 0) throw packagerError(`Unexpected empty file \`${name}\` in the EPUB`);
      sorted.file(name, bytes, options);
    }
    this.zip = sorted;
    return this;
  }

  /** Fonts, pictures and licences come from memory: the packager would fetch addresses. */
  protected override async downloadAllFonts(): Promise<void> {
    for (const { file, bytes } of this.#parts.resources) this.zip.file(OWN_FOLDER + file, bytes);
  }

  protected override async downloadAllImages(): Promise<void> {
    // Packed with the fonts.
  }

  protected override async makeCover(): Promise<void> {
    // One of the pictures, named by the package document.
  }
}

/** Where the files go that the packager names; nowhere what is not wanted. */
function pathsOf({ profile, documents }: PackageParts): ReadonlyMap<string, string | undefined> {
  const { folder } = profile;
  return new Map([
    [`${OWN_FOLDER}content.opf`, `${folder}/${profile.package}`],
    [`${OWN_FOLDER}toc.xhtml`, `${folder}/${profile.navigation}`],
    [`${OWN_FOLDER}toc.ncx`, profile.ncx ? `${folder}/toc.ncx` : undefined],
    [`${OWN_FOLDER}style.css`, `${folder}/${profile.stylesheet}`],
    ...documents.map(({ file }, index) => [OWN_FOLDER + documentName(index), `${folder}/${file}`] as const),
  ]);
}

function documentName(index: number): string {
  return `document-${index}.xhtml`;
}

/** Which package document the archive has (OCF 3.3 §4.2.6.3.1). */
function containerOf(path: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="${path}" media-type="application/oebps-package+xml" />
</rootfiles>
</container>
`;
}

/** The packager goes on after a warning and leaves a broken file behind. */
function refuseWarnings(type: 'log' | 'warn', ...details: readonly unknown[]): void {
  if (type === 'warn') throw packagerError(`The EPUB packager said: ${details.map(String).join(' ')}`);
}

function packagerError(message: string): BuildError {
  return new BuildError('epub-packager', message, 'This is a fault in the program: please report it.');
}
