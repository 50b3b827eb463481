import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatPlace } from '../model/diagnostic.ts';
import { memoryFiles } from './memory-files.ts';
import { readManuscript } from './read-manuscript.ts';

async function read(keys: string, language: string, format = 'pdf') {
  const head = `title: 山中\nlanguage: ${language}\neditions:\n  print:\n    format: ${format}\n`;
  const files = memoryFiles({ '/book/book.yaml': head + keys, '/book/01.md': '# 一' });
  return readManuscript('/book', files, {});
}

async function notesOf(keys: string, language = 'zh-CN', format = 'pdf'): Promise<string> {
  const { manuscript, diagnostics } = await read(keys, language, format);
  assert.deepEqual(diagnostics, []);
  const notes = manuscript?.editions[0]?.notes;
  return `${notes?.place} ${notes?.numbering} ${notes?.style}`;
}

async function told(keys: string): Promise<string[]> {
  const { diagnostics } = await read(keys, 'zh-CN');
  return diagnostics.map(({ place, severity, ruleId, message, help }) =>
    [place && formatPlace(place), severity, ruleId, message, help].join(' | '),
  );
}

const VERTICAL = '    writing-mode: vertical\n';

describe('notes in book.yaml', () => {
  it('should stand at the foot of the page in horizontal books when nothing is ordered (F06)', async () => {
    for (const language of ['zh-CN', 'ja', 'ko'])
      assert.equal(await notesOf('', language), 'page chapter arabic');
    assert.equal(await notesOf('    notes: {}\n'), 'page chapter arabic');
  });

  it('should stand behind the chapter in vertical books (F08), in Chinese ones with Han numbers', async () => {
    assert.equal(await notesOf(VERTICAL, 'ja'), 'chapter chapter arabic');
    assert.equal(await notesOf(VERTICAL, 'zh-TW'), 'chapter chapter bracketed');
  });

  it('should open in windows of their own in an EPUB of either direction, or stand where they are ordered', async () => {
    assert.equal(await notesOf(VERTICAL, 'ja', 'epub'), 'page chapter arabic');
    assert.equal(await notesOf('', 'ja', 'epub'), 'page chapter arabic');
    const ordered = `${VERTICAL}    notes: { place: chapter }\n`;
    assert.equal(await notesOf(ordered, 'zh-TW', 'epub'), 'chapter chapter bracketed');
  });

  it('should be read with everything that is given', async () => {
    assert.equal(
      await notesOf('    notes: { place: book, numbering: book, style: circled }\n'),
      'book book circled',
    );
  });

  it('should take from what is given what is left out', async () => {
    assert.equal(
      await notesOf(`${VERTICAL}    notes: { place: spread, style: arabic }\n`),
      'spread spread arabic',
    );
    assert.equal(
      await notesOf(`${VERTICAL}    notes: { numbering: spread, style: arabic }\n`),
      'spread spread arabic',
    );
    assert.equal(
      await notesOf(`${VERTICAL}    notes: { numbering: page, style: arabic }\n`),
      'page page arabic',
    );
    assert.equal(await notesOf('    notes: { numbering: spread }\n'), 'page spread arabic');
  });

  it('should be refused where orders contradict each other, each at its place with a mend', async () => {
    const numbering = 'expected each number once among them';
    assert.deepEqual(await told('    notes: { place: chapter, numbering: page }\n'), [
      `book.yaml:6:41 | error | notes-conflict | Unexpected numbers that begin anew on each page for notes of the whole chapter, ${numbering} | Write \`numbering: chapter\`, or \`place: page\`.`,
    ]);
    assert.deepEqual(await told('    notes: { place: book, numbering: spread }\n'), [
      `book.yaml:6:38 | error | notes-conflict | Unexpected numbers that begin anew on each spread for notes of the whole book, ${numbering} | Write \`numbering: chapter\`, or \`place: page\`.`,
    ]);
    assert.deepEqual(await told(`${VERTICAL}    notes: { place: spread, numbering: page }\n`), [
      `book.yaml:7:40 | error | notes-conflict | Unexpected numbers that begin anew on each page for notes of the whole spread, ${numbering} | Write \`numbering: spread\`, or \`place: page\`.`,
    ]);
  });

  it('should not stand on the left page of a spread in horizontal books', async () => {
    assert.deepEqual(await told('    notes: { place: spread }\n'), [
      'book.yaml:6:21 | error | notes-conflict | Unexpected notes of a `spread` in horizontal lines, expected page, chapter or book (F08) | Write `place: page`, or `writing-mode: vertical`.',
    ]);
  });

  it('should be refused with the word that was meant', async () => {
    assert.deepEqual(await told('    notes: { style: circle }\n'), [
      'book.yaml:6:21 | error | config-value | Unexpected `circle` in `editions.print.notes.style`, expected one of arabic, circled, asterisk, bracketed | Did you mean `circled`?',
    ]);
  });
});
