import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { Edition } from '../model/edition.ts';
import { assemble, manuscriptOf } from '../testing/books.ts';
import { told } from '../testing/parse.ts';
import { checkBook, checkPictures, RULES } from './check-book.ts';

function check(text: string, editions: readonly Edition[] = []): readonly string[] {
  return told(checkBook(assemble(manuscriptOf({ 'a.md': text })).book, editions));
}

describe('literal-asterisks', () => {
  it('should find emphasis that did not close, at its place', () => {
    assert.deepEqual(check('文\n\n他说**好。'), ['warning literal-asterisks a.md:3:3']);
  });

  it('should look into notes, headings and cells', () => {
    assert.deepEqual(check('文[^a]\n\n[^a]: 甲**乙'), ['warning literal-asterisks a.md:3:8']);
    assert.deepEqual(check('# 甲**乙'), ['warning literal-asterisks a.md:1:4']);
    assert.deepEqual(check('| 甲 |\n|--|\n| 乙** |'), ['warning literal-asterisks a.md:3:4']);
  });

  for (const text of ['**好**', '2 * 3', '甲\\*\\*乙', '`a**b`', '```\na**b\n```', '**“好”**的']) {
    it(`should not find any in ${JSON.stringify(text)}`, () => assert.deepEqual(check(text), []));
  }
});

describe('note-undefined', () => {
  it('should find a call without a note, each, at its place', () => {
    assert.deepEqual(check('文\n\n甲[^a]乙[^b]'), [
      'error note-undefined a.md:3:2',
      'error note-undefined a.md:3:7',
    ]);
  });

  it('should count lines and columns as written, through folds and escapes', () => {
    assert.deepEqual(check('甲\\*乙，\n丙[^a]丁'), ['error note-undefined a.md:2:2']);
    assert.deepEqual(check('甲\r\n乙\\_丙[^a]'), ['error note-undefined a.md:2:5']);
  });

  it('should find one behind raw HTML and in a note', () => {
    assert.deepEqual(check('<ruby>漢<rt>かん</rt></ruby>\n\n甲[^a]'), ['error note-undefined a.md:3:2']);
    assert.deepEqual(check('文[^a]\n\n[^a]: 甲[^b]'), ['error note-undefined a.md:3:8']);
  });

  for (const text of ['甲[^a]\n\n[^a]: 注', '`[^a]`', '甲[a]', '甲[^ a]', '甲[^]', '甲\\[b]', '甲\\[^b]']) {
    it(`should not find any in ${JSON.stringify(text)}`, () => assert.deepEqual(check(text), []));
  }
});

describe('missing pictures', () => {
  const { book } = assemble(manuscriptOf({ 'a.md': '![甲](a.png)\n\n![乙](b.png)' }));

  it('should be told with their place, as the edition orders', () => {
    assert.deepEqual(told(checkPictures(book, new Set(['a.png']), 'warn')), [
      'warning image-missing a.md:3:1',
    ]);
    assert.deepEqual(told(checkPictures(book, new Set(['a.png']), 'error')), [
      'error image-missing a.md:3:1',
    ]);
  });

  it('should not be told when they are there', () => {
    assert.deepEqual(checkPictures(book, new Set(['a.png', 'b.png']), 'error'), []);
  });
});

describe('rules', () => {
  it('should each live in a folder of their id, and every folder should be registered', () => {
    const folders = readdirSync(new URL('./rules', import.meta.url)).sort();
    assert.deepEqual(RULES.map(({ id }) => id).sort(), folders);
    for (const id of folders) assert.ok(existsSync(new URL(`./rules/${id}/${id}.ts`, import.meta.url)), id);
  });

  it('should not speak of parts that Banxin makes', () => {
    const { book } = assemble(manuscriptOf([{ kind: 'generated', matter: 'front', part: 'cover' }]));
    const [cover] = book.chapters;
    assert.ok(cover !== undefined);
    const text = { type: 'text' as const, value: '甲**乙[^a]' };
    assert.deepEqual(
      checkBook({ ...book, chapters: [{ ...cover, content: { type: 'root', children: [text] } }] }),
      [],
    );
  });
});
