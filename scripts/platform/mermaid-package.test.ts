import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { mermaidScript } from './mermaid-package.ts';

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'banxin-mermaid-'));
});
after(() => rm(folder, { recursive: true, force: true }));

describe('the script of Mermaid', () => {
  it('should be that of Banxin’s own install where the book has none', async () => {
    assert.ok(((await mermaidScript(join(folder, 'book'))) ?? '').length > 1_000_000);
  });

  it('should be that of the book’s folder, or of one above it, where there is one', async () => {
    const dist = join(folder, 'own', 'node_modules', 'mermaid', 'dist');
    await mkdir(dist, { recursive: true });
    await writeFile(join(dist, 'mermaid.min.js'), 'own');
    assert.equal(await mermaidScript(join(folder, 'own')), 'own');
    assert.equal(await mermaidScript(join(folder, 'own', 'books', 'one')), 'own');
  });
});
