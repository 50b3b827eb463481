import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memoryFiles } from './memory-files.ts';
import { readManuscript } from './read-manuscript.ts';

const file = (keys: string): string => `---\n${keys}\n---\n# 题\n`;

/** The spine as `matter:file`, and the rules that tell of something. */
async function spineOf(
  files: Readonly<Record<string, string>>,
): Promise<readonly [string, readonly string[]]> {
  const paths = Object.entries(files).map(([path, text]) => [`/book/${path}`, text]);
  const { manuscript, draft, diagnostics } = await readManuscript(
    '/book',
    memoryFiles(Object.fromEntries(paths)),
    {},
  );
  const spine = ((manuscript ?? draft)?.spine ?? []).map((item) =>
    item.kind === 'file' ? `${item.matter}:${item.path}` : item.kind === 'generated' ? item.part : item.title,
  );
  return [spine.join(' '), diagnostics.map(({ ruleId }) => ruleId)];
}

const BOOK = { 'book.yaml': 'title: 书\nlanguage: zh-CN\n' };

describe('the matter of a file', () => {
  it('should be what its front matter names, each in its order (G01)', async () => {
    const [spine, told] = await spineOf({
      ...BOOK,
      '1.md': file('kind: afterword'),
      '2.md': '# 甲',
      '3.md': file('kind: preface'),
      '4.md': file('matter: front'),
      '5.md': file('kind: appendix'),
      '6.md': file('kind: appendix\nmatter: body'),
    });
    assert.equal(
      spine,
      'cover half-title title-page colophon front:3.md front:4.md contents body:2.md body:6.md back:1.md back:5.md',
    );
    assert.deepEqual(told, []);
  });

  it('should be what book.yaml lists, and stay the body where that lists the front itself', async () => {
    const front = { ...BOOK, 'book.yaml': `${BOOK['book.yaml']}spine: { front: [contents] }\n` };
    const [kept] = await spineOf({ ...front, '1.md': '# 甲', '2.md': file('kind: preface') });
    assert.equal(kept, 'contents body:1.md body:2.md');
    const body = { ...BOOK, 'book.yaml': `${BOOK['book.yaml']}spine: { front: [], body: [1.md] }\n` };
    assert.equal((await spineOf({ ...body, '1.md': file('kind: preface') }))[0], 'body:1.md');
  });

  it('should be that of an order of another tool, moved', async () => {
    const summary = '- [甲](a.md)\n- [序](b.md)\n';
    const [spine] = await spineOf({
      ...BOOK,
      'SUMMARY.md': summary,
      'a.md': '# 甲',
      'b.md': file('kind: preface'),
    });
    assert.match(spine, /front:b\.md contents body:a\.md$/);
  });

  for (const text of [
    '# kind: preface',
    file('kind: 序'),
    file('kinds: preface'),
    '文\n\n---\nkind: preface\n---\n',
  ])
    it(`should not be changed by ${JSON.stringify(text)}`, async () => {
      assert.match((await spineOf({ ...BOOK, '1.md': text }))[0], /contents body:1\.md$/);
    });
});
