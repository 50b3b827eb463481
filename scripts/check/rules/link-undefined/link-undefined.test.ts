import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assemble, manuscriptOf } from '../../../testing/books.ts';
import { told } from '../../../testing/parse.ts';
import { linkUndefined } from './link-undefined.ts';

function check(text: string): readonly string[] {
  return told(linkUndefined.check(assemble(manuscriptOf({ 'a.md': text })).book, []));
}

describe('link-undefined', () => {
  it('should find links and pictures by names that nothing defines, at their places', () => {
    assert.deepEqual(check('见[年表][表]，\n图![国门][门]'), [
      'warning link-undefined a.md:1:2',
      'warning link-undefined a.md:2:2',
    ]);
    assert.deepEqual(check('见[年表][]'), ['warning link-undefined a.md:1:2']);
  });

  it('should say which name', () => {
    const [found] = linkUndefined.check(assemble(manuscriptOf({ 'a.md': '见[年表][]' })).book, []);
    assert.match(found?.message ?? '', /`\[年表\]\[\]` in the text, expected a definition of `年表`/);
  });

  for (const text of [
    '[年表][表]\n\n[表]: a.md',
    '[年表][]\n\n[年表]: a.md',
    '[年表]',
    '[1][2]',
    'a[i][j]',
    'f(x)[i][j]',
    '\\[年表][表]',
    '`[年表][表]`',
    '[x] [y]',
  ]) {
    it(`should not find any in ${JSON.stringify(text)}`, () => assert.deepEqual(check(text), []));
  }
});
