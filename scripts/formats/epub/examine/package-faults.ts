import type { Diagnostic } from '../../../model/diagnostic.ts';
import { type EpubFile, fault, isRemote, resolvePath, type Tag, tagsOf } from './epub-file.ts';

/** Media types by the ends of names; what is not here is not looked at (EPUB 3.3, 3.2). */
const MEDIA_TYPES: Readonly<Record<string, RegExp>> = {
  xhtml: /^application\/xhtml\+xml$/,
  css: /^text\/css$/,
  ncx: /^application\/x-dtbncx\+xml$/,
  png: /^image\/png$/,
  jpg: /^image\/jpeg$/,
  jpeg: /^image\/jpeg$/,
  svg: /^image\/svg\+xml$/,
  webp: /^image\/webp$/,
  gif: /^image\/gif$/,
  ttf: /^(?:font\/(?:ttf|sfnt)|application\/(?:font-sfnt|x-font-ttf|vnd\.ms-opentype))$/,
  otf: /^(?:font\/(?:otf|sfnt)|application\/(?:font-sfnt|vnd\.ms-opentype))$/,
};

/** What the package document lacks or has wrong (EPUB 3.3, 5). */
export function packageFaults(files: ReadonlyMap<string, EpubFile>): readonly Diagnostic[] {
  const container = files.get('META-INF/container.xml');
  const root = tagsOf(container?.text ?? '').find(({ name }) => name === 'rootfile');
  const path = root?.attributes.get('full-path') ?? '';
  const opf = files.get(path);
  if (opf === undefined)
    return [fault('epub-package', 'Unexpected end of the way to the package document', container)];
  const tags = tagsOf(opf.text);
  return [
    ...metadataFaults(opf, tags),
    ...manifestFaults(opf, tags, files),
    ...spineFaults(opf, tags, files),
  ];
}

function metadataFaults(opf: EpubFile, tags: readonly Tag[]): Diagnostic[] {
  const needed = ['dc:identifier', 'dc:title', 'dc:language'].filter(
    (wanted) => !tags.some(({ name }) => name === wanted),
  );
  const modified = tags.some(({ attributes }) => attributes.get('property') === 'dcterms:modified');
  const missing = [...needed, ...(modified ? [] : ['dcterms:modified'])];
  const unique = tags.find(({ name }) => name === 'package')?.attributes.get('unique-identifier');
  const isKnown = tags.some(
    ({ name, attributes }) => name === 'dc:identifier' && attributes.get('id') === unique,
  );
  return [
    ...missing.map((name) => fault('epub-package', `The package document has no \`${name}\``, opf)),
    ...(isKnown ? [] : [fault('epub-package', 'The `unique-identifier` of the package names nothing', opf)]),
  ];
}

function manifestFaults(
  opf: EpubFile,
  tags: readonly Tag[],
  files: ReadonlyMap<string, EpubFile>,
): Diagnostic[] {
  const found: Diagnostic[] = [];
  const listed = new Set<string>([opf.path, 'mimetype']);
  const items = tags.filter(({ name }) => name === 'item');
  const having = (property: string) =>
    items.filter(({ attributes }) => (attributes.get('properties') ?? '').split(' ').includes(property));
  for (const { attributes, index } of items) {
    const href = attributes.get('href') ?? '';
    if (isRemote(href)) {
      found.push(fault('epub-resource', `Unexpected resource of the web \`${href}\``, opf, index));
      continue;
    }
    const path = resolvePath(opf.path, href);
    if (listed.has(path)) found.push(fault('epub-package', `\`${href}\` is listed twice`, opf, index));
    listed.add(path);
    if (!files.has(path)) found.push(fault('epub-resource', `The file \`${href}\` is missing`, opf, index));
    const type = attributes.get('media-type') ?? '';
    const expected = MEDIA_TYPES[/\.(\w+)$/.exec(href)?.[1]?.toLowerCase() ?? ''];
    if (expected?.test(type) === false)
      found.push(fault('epub-package', `Unexpected media type \`${type}\` of \`${href}\``, opf, index));
  }
  for (const path of files.keys()) {
    if (!listed.has(path) && !path.startsWith('META-INF/'))
      found.push(fault('epub-package', `The manifest does not list \`${path}\``, opf));
  }
  if (having('nav').length !== 1)
    found.push(
      fault('epub-package', `Unexpected ${having('nav').length} navigation documents, expected 1`, opf),
    );
  if (having('cover-image').length > 1) found.push(fault('epub-package', 'There are two covers', opf));
  return found;
}

function spineFaults(
  opf: EpubFile,
  tags: readonly Tag[],
  files: ReadonlyMap<string, EpubFile>,
): Diagnostic[] {
  const ids = new Set(
    tags.filter(({ name }) => name === 'item').map(({ attributes }) => attributes.get('id')),
  );
  const references = tags.filter(({ name }) => name === 'itemref');
  const seen = new Set<string | undefined>();
  const found = references.flatMap(({ attributes, index }) => {
    const idref = attributes.get('idref');
    const isWrong = !ids.has(idref) || seen.has(idref);
    seen.add(idref);
    return isWrong ? [fault('epub-package', `Unexpected \`${idref}\` in the spine`, opf, index)] : [];
  });
  if (references.length === 0) found.push(fault('epub-package', 'The spine is empty', opf));
  const spine = tags.find(({ name }) => name === 'spine');
  const direction = spine?.attributes.get('page-progression-direction');
  const isVertical = [...files.values()].some(({ path, text }) => path.endsWith('.css') && runsDown(text));
  if (isVertical && direction !== 'rtl')
    found.push(
      fault('epub-direction', 'Lines run down, but pages do not turn from left to right', opf, spine?.index),
    );
  return found;
}

/** Whether a style sheet sets the whole document in vertical lines. */
function runsDown(css: string): boolean {
  return css.split('}').some((rule) => {
    const [selector = '', rules = ''] = rule.split('{').slice(-2);
    const isOfDocument = selector
      .split(',')
      .some((one) => /^(?:html|body|:root)$/.test(one.trim().split(/\s/).at(-1) ?? ''));
    return isOfDocument && /writing-mode\s*:\s*vertical-rl/.test(rules);
  });
}
