import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { DEFAULT_EPUB_PROFILE, type EpubProfile } from '../model/epub-profile.ts';
import type { EditionConfig } from './edition-schema.ts';
import { withProfile } from './epub-profile.ts';

const FOLDER = new URL('../../styles/epub/', import.meta.url);
const SHIPPED = new Map(
  readdirSync(fileURLToPath(FOLDER))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => [name.replace(/\.yaml$/, ''), readFileSync(new URL(name, FOLDER), 'utf8')]),
);

function profileOf(epub: EditionConfig['epub'], profiles = SHIPPED): EpubProfile | undefined {
  const edition = { format: 'epub', ...(epub && { epub }) } as const;
  return withProfile(edition, profiles).epub?.profile;
}

describe('a profile of an EPUB', () => {
  it('should be had by name, each that comes with Banxin, and be the default one where none is named', () => {
    assert.deepEqual([...SHIPPED.keys()].sort(), ['cn', 'default', 'ebpaj', 'kindle', 'tw']);
    for (const profile of SHIPPED.keys()) {
      const { problems, epub } = withProfile({ format: 'epub', epub: { profile } }, SHIPPED);
      assert.deepEqual(problems, []);
      assert.equal(epub?.profile.name, profile);
    }
    assert.deepEqual(profileOf(undefined), DEFAULT_EPUB_PROFILE);
    assert.deepEqual(withProfile({ format: 'epub' }, undefined).epub?.profile, DEFAULT_EPUB_PROFILE);
    assert.equal(withProfile({ format: 'pdf' }, SHIPPED).epub, undefined);
  });

  it("should be the book's own file, whatever it says of folders, files, classes and metadata", () => {
    const text = `
folder: BOOK
folders: { text: text/parts }
files: { body: ch-00 }
root-class: { horizontal: h, vertical: v x }
classes: { .note-call: a b }
prefixes: { shop: https://shop.example/ }
meta:
  - { property: shop:kind, value: novel }
  - { name: mode, value: { horizontal: across, vertical: down } }
`;
    const profile = profileOf({ profile: 'mine' }, new Map([['mine', text]]));
    assert.deepEqual(profile, {
      ...DEFAULT_EPUB_PROFILE,
      name: 'mine',
      folder: 'BOOK',
      folders: { text: 'text/parts', images: 'images', fonts: 'fonts' },
      files: { body: 'ch-00' },
      rootClass: { horizontal: 'h', vertical: 'v x' },
      classes: { '.note-call': ['a', 'b'] },
      prefixes: { shop: 'https://shop.example/' },
      meta: [
        { kind: 'property', key: 'shop:kind', value: { horizontal: 'novel', vertical: 'novel' } },
        { kind: 'name', key: 'mode', value: { horizontal: 'across', vertical: 'down' } },
      ],
    });
  });

  it('should give way to what the edition says of NCX and direction', () => {
    assert.equal(profileOf({ profile: 'kindle' })?.ncx, true);
    assert.equal(profileOf({ profile: 'kindle', ncx: false })?.ncx, false);
    assert.equal(profileOf({ profile: 'ebpaj', ncx: true })?.ncx, true);
    const direction = (edition: EditionConfig) => withProfile(edition, SHIPPED).config['writing-mode'];
    assert.equal(direction({ format: 'epub', epub: { profile: 'tw' } }), 'vertical');
    assert.equal(
      direction({ format: 'epub', epub: { profile: 'tw' }, 'writing-mode': 'horizontal' }),
      'horizontal',
    );
  });

  it('should be told when it is not known, or of no use', () => {
    const messages = (config: EditionConfig) =>
      withProfile(config, SHIPPED).problems.map((one) => one.message);
    assert.match(
      messages({ format: 'epub', epub: { profile: 'mine' } }).join(),
      /^Unexpected profile `mine`, expected one of .*`ebpaj`/,
    );
    assert.match(messages({ format: 'pdf', epub: {} }).join(), /^Unexpected `epub` of an edition in `pdf`/);
  });

  it('should not take what is no profile, nor a path that leaves its folder or says something to XML', () => {
    for (const [text, where] of [
      ['colour: k', 'colour'],
      ['folder: ../x', 'folder'],
      ['folders: { text: a/../.. }', 'folders.text'],
      ['files: { body: "a/b" }', 'files.body'],
      ['stylesheet: style.js', 'stylesheet'],
      ['classes: { "p > a": x }', 'classes.p > a'],
      ['classes: { p: "a\\"b" }', 'classes.p'],
      ['prefixes: { a: "javascript:x" }', 'prefixes.a'],
      ['- k', '0'],
      ['folder: [', 'text'],
    ] as const) {
      const { problems } = withProfile({ format: 'epub', epub: { profile: 'x' } }, new Map([['x', text]]));
      const message = problems[0]?.message ?? '';
      assert.ok(message.includes(where) && message.includes('styles/epub/x.yaml'), `${text}: ${message}`);
    }
  });
});
