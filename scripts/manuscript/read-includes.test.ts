import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryFiles } from './memory-files.ts';
import { readManuscript } from './read-manuscript.ts';

test('should read what the text orders, and nothing outside of the folder by any way', async () => {
  const orders = [
    '../code/a.rs',
    '../../out.txt',
    '/out.txt',
    'C:/out.txt',
    '%2e%2e/%2e%2e/out.txt',
    'link.txt',
    'none.txt',
    'folder',
    'bytes.bin',
  ];
  const text = `${orders.map((path) => `{{#include ${path}}}`).join('\n')}\n\n[import:1-2](b.js)\n`;
  const { manuscript, draft, diagnostics } = await readManuscript(
    '/book',
    memoryFiles(
      {
        '/book/src/SUMMARY.md': '- [一](a.md)',
        '/book/src/a.md': text,
        '/book/src/b.js': '{{#include c.js}}',
        '/book/src/c.js': '{{#include b.js}}',
        '/book/src/folder/x.md': '',
        '/book/src/bytes.bin': Uint8Array.of(0xff, 0xfe, 0xff),
        '/book/code/a.rs': 'fn a() {}',
        '/out.txt': 'secret',
      },
      { links: { '/book/src/link.txt': '/out.txt' } },
    ),
    {},
  );
  const kinds = Array.from((manuscript ?? draft)?.includes ?? [], ([path, { kind }]) => [path, kind]);
  assert.deepEqual(Object.fromEntries(kinds), {
    'code/a.rs': 'text',
    '../out.txt': 'outside',
    '/out.txt': 'outside',
    'src/C': 'missing',
    'src/%2e%2e/%2e%2e/out.txt': 'outside',
    'src/link.txt': 'outside',
    'src/none.txt': 'missing',
    'src/folder': 'not-a-file',
    'src/bytes.bin': 'refused',
    'src/b.js': 'text',
    'src/c.js': 'text',
  });
  assert.deepEqual(
    diagnostics.map(({ ruleId, place }) => [ruleId, place?.file]),
    [['file-encoding', 'src/bytes.bin']],
  );
});
