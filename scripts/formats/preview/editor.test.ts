import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editorTemplate } from './editor.ts';

test('should lead to the book by the name of an editor or a URL', () => {
  assert.equal(editorTemplate('vscode', '/书/a b'), 'vscode://file/%E4%B9%A6/a%20b/{file}:{line}:{column}');
  assert.equal(editorTemplate('idea', '/b'), 'idea://open?file=/b/{file}&line={line}&column={column}');
  assert.equal(editorTemplate('my-editor://{file}#{line}', '/b'), 'my-editor:///b/{file}#{line}');
});

test('should not lead anywhere where none is wanted', () => {
  assert.equal(editorTemplate('none', '/b'), undefined);
});

test('should not take for an editor what is a page or a script', () => {
  for (const editor of [
    'javascript:alert("{file}")',
    'https://example.com/{file}',
    'file://{file}',
    'data:text/html,{file}',
    'vscode://file',
    'notepad',
    '',
    'constructor',
  ])
    assert.throws(() => editorTemplate(editor, '/b'), TypeError, editor);
});
