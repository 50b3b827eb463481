import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { formatPlace } from '../model/diagnostic.ts';
import { disk } from '../platform/disk.ts';
import { type ReadManuscript, readManuscript } from './read-manuscript.ts';

const YAML = 'title: 山中\nlanguage: zh-CN\n';

function told({ diagnostics }: ReadManuscript): string[] {
  return diagnostics.map(
    ({ place, ruleId }) => `${place === undefined ? '-' : formatPlace(place)} ${ruleId}`,
  );
}

test('should not follow links out of the folder on a real disk', async (context) => {
  const top = await mkdtemp(join(tmpdir(), 'manuscript-'));
  context.after(() => rm(top, { recursive: true }));
  const book = join(top, 'book');
  const manuscript = join(book, 'manuscript');
  await mkdir(join(manuscript, 'parts'), { recursive: true });
  await mkdir(join(top, 'secret'));
  await writeFile(join(top, 'secret', 'key.md'), 'secret');
  await writeFile(join(manuscript, '1.md'), '# 一');
  await symlink(join(top, 'secret', 'key.md'), join(manuscript, '2.md'));
  await symlink(join(top, 'secret'), join(manuscript, 'linked'));
  await symlink(join(manuscript, '1.md'), join(manuscript, 'parts', 'inside.md'));
  await symlink(join(manuscript, 'gone'), join(manuscript, 'broken.md'));
  await symlink(join(manuscript, 'loop.md'), join(manuscript, 'loop.md'));
  const spine =
    'spine:\n  body:\n    - parts/inside.md\n    - 2.md\n    - linked/key.md\n    - broken.md\n    - loop.md\n';
  await writeFile(join(manuscript, 'book.yaml'), YAML + spine);
  const result = await readManuscript(book, disk, {});
  assert.equal(result.manuscript, undefined);
  assert.deepEqual(told(result), [
    'manuscript/book.yaml:6:7 path-outside',
    'manuscript/book.yaml:7:7 path-outside',
    'manuscript/book.yaml:8:7 file-missing',
    'manuscript/book.yaml:9:7 file-missing',
  ]);
  await rm(join(manuscript, 'book.yaml'));
  assert.deepEqual(told(await readManuscript(book, disk, {})), [
    'manuscript/2.md:1:1 path-outside',
    'manuscript/broken.md:1:1 file-missing',
    'manuscript/loop.md:1:1 file-missing',
  ]);
});

test('should not follow a linked book.yaml or manuscript folder out of the book', async (context) => {
  const top = await mkdtemp(join(tmpdir(), 'manuscript-'));
  context.after(() => rm(top, { recursive: true }));
  await mkdir(join(top, 'one'));
  await mkdir(join(top, 'two'));
  await mkdir(join(top, 'elsewhere'));
  await writeFile(join(top, 'elsewhere', 'book.yaml'), YAML);
  await writeFile(join(top, 'elsewhere', '1.md'), '一');
  await writeFile(join(top, 'one', '1.md'), '一');
  await symlink(join(top, 'elsewhere', 'book.yaml'), join(top, 'one', 'book.yaml'));
  await symlink(join(top, 'elsewhere'), join(top, 'two', 'manuscript'));
  assert.deepEqual(told(await readManuscript(join(top, 'one'), disk, {})), ['book.yaml:1:1 path-outside']);
  assert.deepEqual(told(await readManuscript(join(top, 'two'), disk, {})), ['- path-outside']);
  await symlink(join(top, 'elsewhere'), join(top, 'linked'));
  assert.deepEqual(
    told(await readManuscript(join(top, 'linked'), disk, {})),
    [],
    'the book itself may be a link',
  );
});
