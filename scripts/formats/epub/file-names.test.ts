import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DEFAULT_EPUB_PROFILE } from '../../model/epub-profile.ts';
import { fileNamer } from './file-names.ts';
import { chapterOf, partOf } from './fixture.ts';

const PROFILE = {
  ...DEFAULT_EPUB_PROFILE,
  folders: { text: 'xhtml', images: 'image', fonts: 'font' },
  files: { cover: 'p-cover', front: 'p-fmatter-000', body: 'p-000' },
};

describe('names of documents', () => {
  it('should be those of the chapters where the profile has none', () => {
    const nameOf = fileNamer(DEFAULT_EPUB_PROFILE);
    assert.equal(nameOf(chapterOf('c10', ''), 0), 'c10.xhtml');
    assert.equal(nameOf(chapterOf('c10', ''), 1), 'c10-2.xhtml');
  });

  it('should be as the profile has them, zeros for a number that counts further pieces too', () => {
    const nameOf = fileNamer(PROFILE);
    assert.equal(nameOf(partOf('c01', 'cover'), 0), 'xhtml/p-cover.xhtml');
    assert.equal(nameOf(chapterOf('c02', '', { matter: 'front' }), 0), 'xhtml/p-fmatter-001.xhtml');
    assert.equal(nameOf(chapterOf('c03', ''), 0), 'xhtml/p-001.xhtml');
    assert.equal(nameOf(chapterOf('c03', ''), 1), 'xhtml/p-002.xhtml');
    assert.equal(nameOf(chapterOf('c04', ''), 0), 'xhtml/p-003.xhtml');
    assert.equal(nameOf(chapterOf('c05', '', { matter: 'back' }), 0), 'xhtml/c05.xhtml');
  });

  it('should not be one for two documents, nor what the package document needs', () => {
    const fixed = fileNamer({ ...PROFILE, files: { body: 'text' } });
    fixed(chapterOf('c01', ''), 0);
    assert.throws(() => fixed(chapterOf('c02', ''), 0), { code: 'epub-file-name' });
    for (const body of ['nav', 'ncx', 'css', 'toc'])
      assert.throws(() => fileNamer({ ...PROFILE, files: { body } })(chapterOf('c01', ''), 0), {
        code: 'epub-file-name',
      });
  });
});
