import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const COMMAND = fileURLToPath(new URL('banxin.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'banxin-cli-'));
after(() => rmSync(folder, { recursive: true }));

/** Writes a book and runs a command on it, in the folder around it. */
function run(name: string, text: string, rules: string, ...flags: readonly string[]) {
  mkdirSync(join(folder, name, 'manuscript'), { recursive: true });
  writeFileSync(join(folder, name, 'manuscript', '01.md'), text);
  const head = `title: 书\nlanguage: zh-CN\n`;
  writeFileSync(join(folder, name, 'manuscript', 'book.yaml'), `${head}rules: { ${rules} }\n`);
  return spawnSync(process.execPath, [COMMAND, 'check', name, ...flags], { cwd: folder, encoding: 'utf8' });
}

describe('banxin check', () => {
  it('should write JSON alone on standard output, and end with 1 when there is an error', () => {
    const { stdout, stderr, status } = run('a', '# 章\n\n### 节', 'heading-skipped: error', '--json');
    const { ok, diagnostics } = JSON.parse(stdout);
    assert.equal(ok, false);
    assert.deepEqual(
      diagnostics.map(({ severity, ruleId, place }: never) => [severity, ruleId, place]),
      [['error', 'heading-skipped', { file: 'a/manuscript/01.md', line: 3, column: 1 }]],
    );
    assert.equal(stderr, '');
    assert.equal(status, 1);
  });

  it('should not tell of a rule that is off, and end with 0', () => {
    const { stdout, status } = run('b', '# 章\n\n### 节', 'heading-skipped: off', '--reporter', 'github');
    assert.equal(stdout, '  0 errors, 0 warnings\n');
    assert.equal(status, 0);
  });

  it('should end with 2 when there is no book, in JSON too', () => {
    const { stdout, status } = spawnSync(process.execPath, [COMMAND, 'check', 'nowhere', '--json'], {
      cwd: folder,
      encoding: 'utf8',
    });
    assert.equal(JSON.parse(stdout).failure.code, 'book-missing');
    assert.equal(status, 2);
  });
});
