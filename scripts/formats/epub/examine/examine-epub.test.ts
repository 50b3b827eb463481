import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import JSZip from 'jszip';
import type { PageInfo } from '../../../model/pagination.ts';
import { buildEpub } from '../build-epub.ts';
import { inputOf, PNG, sampleBook } from '../fixture.ts';
import { markPages } from '../page-marks.ts';
import { EPUBCHECK_FOR_NODE } from './epubcheck.ts';
import { examineEpub } from './examine-epub.ts';

/** Texts of the EPUB that breaking it reads and writes; a file without text is gone. */
class Texts {
  readonly #texts: Map<string, string>;
  /** How `mimetype` is packed. */
  mimetype: { compression: 'STORE' | 'DEFLATE'; isFirst: boolean; text: string | undefined } = {
    compression: 'STORE',
    isFirst: true,
    text: 'application/epub+zip',
  };

  constructor(texts: ReadonlyMap<string, string>) {
    this.#texts = new Map(texts);
  }

  /** The file whose path ends so. */
  path(end: string): string {
    return [...this.#texts.keys()].find((path) => path.endsWith(end)) ?? assert.fail(`no ${end}`);
  }

  /** Replaces the first of a text; there has to be one. */
  replace(end: string, from: string | RegExp, to: string): void {
    const path = this.path(end);
    const text = this.#texts.get(path) ?? '';
    const changed = text.replace(from, to);
    assert.notEqual(changed, text, `${from} in ${path}`);
    this.#texts.set(path, changed);
  }

  add(path: string, text: string): void {
    this.#texts.set(path, text);
  }

  remove(end: string): void {
    this.#texts.delete(this.path(end));
  }

  get(path: string): string {
    return this.#texts.get(path) ?? '';
  }

  get paths(): readonly string[] {
    return [...this.#texts.keys()];
  }
}

let good: Uint8Array;
const bytesOf = new Map<string, Uint8Array>();
const texts = new Map<string, string>();

before(async () => {
  const pages: PageInfo[] = [{ label: '1', side: 'recto', chapter: 'c05' }];
  const { book, marks } = markPages(sampleBook(), { pages, starts: [{ source: '', offset: 0 }] });
  good = await buildEpub({ ...(await inputOf(book)), pageList: { marks, source: 'urn:isbn:9784003101018' } });
  const zip = await JSZip.loadAsync(good);
  for (const entry of Object.values(zip.files)) {
    if (entry.name === 'mimetype' || entry.dir) continue;
    bytesOf.set(entry.name, await entry.async('uint8array'));
    texts.set(entry.name, await entry.async('string'));
  }
});

/** The EPUB with something broken. */
async function broken(how: (texts: Texts) => void): Promise<Uint8Array> {
  const changed = new Texts(texts);
  how(changed);
  const zip = new JSZip();
  const { compression, isFirst, text } = changed.mimetype;
  const addType = () => text !== undefined && zip.file('mimetype', text, { compression });
  if (isFirst) addType();
  for (const path of changed.paths) {
    const isSame = changed.get(path) === texts.get(path);
    zip.file(path, (isSame ? bytesOf.get(path) : undefined) ?? changed.get(path));
  }
  if (!isFirst) addType();
  return zip.generateAsync({ type: 'uint8array', compression: 'STORE' });
}

const OPF = 'content.opf';
const NAV = 'toc.xhtml';
const TEXT = 'c05.xhtml';
const HEAD = '</head>';

/** What is done to the EPUB, by what is wrong then, and the rule that has to tell. */
const FAULTS: Readonly<Record<string, readonly [ruleId: string, (texts: Texts) => void]>> = {
  'no mimetype': ['epub-archive', (of) => Object.assign(of.mimetype, { text: undefined })],
  'mimetype not first': ['epub-archive', (of) => Object.assign(of.mimetype, { isFirst: false })],
  'mimetype compressed': ['epub-archive', (of) => Object.assign(of.mimetype, { compression: 'DEFLATE' })],
  'mimetype of another kind': [
    'epub-archive',
    (of) => Object.assign(of.mimetype, { text: 'application/zip' }),
  ],
  'no container': ['epub-package', (of) => of.remove('container.xml')],
  'no package document': ['epub-package', (of) => of.remove(OPF)],
  'wrong media type': ['epub-package', (of) => of.replace(OPF, 'text/css', 'text/plain')],
  'no navigation document': ['epub-package', (of) => of.replace(OPF, ' properties="nav"', '')],
  'navigation file missing': ['epub-resource', (of) => of.remove(NAV)],
  'style sheet missing': ['epub-resource', (of) => of.remove('.css')],
  'font missing': ['epub-resource', (of) => of.remove('.ttf')],
  'cover missing': ['epub-resource', (of) => of.remove('.png')],
  'file not in the manifest': ['epub-package', (of) => of.add('OEBPS/stray.xhtml', '<html/>')],
  'file listed twice': [
    'epub-package',
    (of) =>
      of.replace(OPF, '</manifest>', '<item id="x" href="style.css" media-type="text/css" /></manifest>'),
  ],
  'no language': ['epub-package', (of) => of.replace(OPF, /<dc:language>.*?<\/dc:language>/, '')],
  'no title': ['epub-package', (of) => of.replace(OPF, /<dc:title[\s\S]*(?=<dc:language>)/, '')],
  'no identifier': ['epub-package', (of) => of.replace(OPF, /<dc:identifier[^>]*>.*?<\/dc:identifier>/, '')],
  'identifier of another name': [
    'epub-package',
    (of) => of.replace(OPF, 'unique-identifier="pub-id"', 'unique-identifier="gone"'),
  ],
  'no date of change': [
    'epub-package',
    (of) => of.replace(OPF, /<meta property="dcterms:modified">.*?<\/meta>/, ''),
  ],
  'two covers': [
    'epub-package',
    (of) =>
      of.replace(
        OPF,
        /(<item id="resource-[^>]*media-type="image\/png") \/>/,
        '$1 properties="cover-image" />',
      ),
  ],
  'spine names nothing': ['epub-package', (of) => of.replace(OPF, 'idref="c05"', 'idref="gone"')],
  'spine names a document twice': ['epub-package', (of) => of.replace(OPF, 'idref="c05"', 'idref="c06"')],
  'spine is empty': ['epub-package', (of) => of.replace(OPF, /<itemref[\s\S]*(?=<\/spine>)/, '')],
  'vertical lines, pages from left to right': [
    'epub-direction',
    (of) => of.replace('.css', /^/, 'html { writing-mode: vertical-rl; }\n'),
  ],
  'id given twice': ['epub-link', (of) => of.replace(TEXT, 'id="c05-h3"', 'id="c05-h2"')],
  'link to no id': [
    'epub-link',
    (of) => of.replace(TEXT, 'href="c06.xhtml#c06-h2"', 'href="c06.xhtml#gone"'),
  ],
  'link to no file': ['epub-link', (of) => of.replace(TEXT, 'href="c06.xhtml#c06-h2"', 'href="gone.xhtml"')],
  'contents to no id': ['epub-link', (of) => of.replace(NAV, '#c05-h3', '#gone')],
  'page list to nowhere': ['epub-link', (of) => of.replace(TEXT, /<span id="page-1"[^>]*><\/span>/, '')],
  'picture of the web': [
    'epub-resource',
    (of) => of.replace(TEXT, /<img src="[^"]*"/, '<img src="https://example.org/a.png"'),
  ],
  'font of the web': [
    'epub-resource',
    (of) => of.replace('.css', /^/, '@font-face { font-family: x; src: url(https://example.org/a.ttf); }\n'),
  ],
  'picture missing': [
    'epub-resource',
    (of) => of.replace(TEXT, /<img src="[^"]*"/, '<img src="images/gone.png"'),
  ],
  script: ['epub-script', (of) => of.replace(TEXT, HEAD, `<script>1</script>${HEAD}`)],
  'script in an attribute': ['epub-script', (of) => of.replace(TEXT, '<h1 ', '<h1 onclick="x()" ')],
  'script in a link': [
    'epub-script',
    (of) => of.replace(TEXT, 'href="c06.xhtml#c06-h2"', 'href="javascript:x()"'),
  ],
  'a figure without words': ['epub-alt', (of) => of.replace(TEXT, /alt="[^"]+"/, 'alt=""')],
  'a picture without alt': ['epub-alt', (of) => of.replace(TEXT, / alt="[^"]+"/, '')],
  'element not closed': ['epub-standard', (of) => of.replace(TEXT, '</h1>', '')],
  'attribute given twice': ['epub-standard', (of) => of.replace(TEXT, '<h1 ', '<h1 class="a" class="b" ')],
};

const examined = async (bytes: Uint8Array) =>
  (await examineEpub({ bytes, path: '', folder: '' }, [EPUBCHECK_FOR_NODE])).diagnostics;

describe('a finished EPUB, examined', () => {
  it('should not be refused as we make it', async () => {
    assert.deepEqual(await examined(good), []);
    assert.deepEqual(await examined(await broken(() => {})), []);
  });

  for (const [what, [ruleId, how]] of Object.entries(FAULTS)) {
    it(`should be refused: ${what}`, async () => {
      const found = await examined(await broken(how));
      const errors = found.filter(({ severity }) => severity === 'error').map((one) => one.ruleId);
      assert.ok(errors.includes(ruleId), `${ruleId}, got ${JSON.stringify(found)}`);
    });
  }

  it('should be warned of, not refused: a document too large, a picture with too many pixels', async () => {
    const large = new Uint8Array(PNG);
    new DataView(large.buffer).setUint32(16, 3000);
    new DataView(large.buffer).setUint32(20, 2000);
    const bytes = await broken((of) => {
      of.replace(TEXT, '</section>', `<p>${'文'.repeat(100_000)}</p></section>`);
    });
    const zip = await JSZip.loadAsync(bytes);
    const picture = Object.keys(zip.files).find((path) => /images\/.*\.png$/.test(path)) ?? '';
    zip.file(picture, large);
    const found = await examined(await zip.generateAsync({ type: 'uint8array' }));
    const sizes = found.filter(({ ruleId }) => ruleId === 'epub-size');
    assert.deepEqual(
      sizes.map(({ severity, place }) => [severity, place?.file]).sort(),
      [
        ['warning', 'OEBPS/c05.xhtml'],
        ['warning', picture],
      ].sort(),
    );
  });

  it('should be told with its place', async () => {
    const [found] = await examined(await broken((of) => of.replace(TEXT, HEAD, `<script>1</script>${HEAD}`)));
    assert.match(found?.place?.file ?? '', /c05\.xhtml$/);
    assert.ok((found?.place?.line ?? 0) > 1);
  });

  it('should be refused if it is no archive', async () => {
    const [found] = await examined(new TextEncoder().encode('书'));
    assert.deepEqual([found?.severity, found?.ruleId], ['error', 'epub-archive']);
  });
});
