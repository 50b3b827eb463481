import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { BuildError } from './model/build-error.ts';
import type { Diagnostic } from './model/diagnostic.ts';
import { type Outcome, placedFrom, type ReporterName, writeReport } from './reporters.ts';

const WARNING: Diagnostic = {
  severity: 'warning',
  ruleId: 'heading-skipped',
  message: 'Unexpected heading',
  help: 'Write `##`.',
  place: { file: 'manuscript/第 1,章.md', line: 3, column: 2 },
};
const INFO: Diagnostic = { severity: 'info', ruleId: 'of-a-theme', message: 'Told' };
const ERROR: Diagnostic = { ...WARNING, severity: 'error', ruleId: 'alt-missing', help: 'Write `![a](b)`.' };

function write(reporter: ReporterName, diagnostics: readonly Diagnostic[], rest: Partial<Outcome> = {}) {
  const layout = { composeMs: 0, measureMs: 0, breakMs: 0, emitMs: 0 };
  const report = { files: [], diagnostics, layout };
  return writeReport(reporter, { report, summary: '  done\n', version: '1.2.3', ...rest });
}

const FAILED: Outcome = {
  failure: new BuildError('browser-missing', 'No browser', 'Install one.'),
  summary: '',
  version: '1.2.3',
};

describe('reports for people', () => {
  it('should tell the mistakes on standard error and end on standard output', () => {
    const { stdout, stderr } = write('text', [WARNING]);
    assert.equal(stdout, '  done\n');
    assert.match(
      stderr,
      /^manuscript\/第 1,章\.md:3:2: warning: Unexpected heading {2}\[heading-skipped\]\n/,
    );
  });

  it('should tell of a failure of the machine', () =>
    assert.deepEqual(writeReport('text', FAILED), {
      stdout: '',
      stderr: 'error: No browser  [browser-missing]\n    Install one.\n',
    }));
});

describe('reports in JSON', () => {
  it('should be one document and nothing else', () => {
    const { stdout, stderr } = write('json', [WARNING, INFO], { seconds: 2 });
    const { ok, diagnostics, seconds, files } = JSON.parse(stdout);
    assert.deepEqual(
      { ok, diagnostics, seconds, files },
      { ok: true, diagnostics: [WARNING, INFO], seconds: 2, files: [] },
    );
    assert.equal(stderr, '');
  });

  it('should not be ok with an error, nor after a failure', () => {
    assert.equal(JSON.parse(write('json', [ERROR]).stdout).ok, false);
    const { stdout, stderr } = writeReport('json', FAILED);
    const failure = { code: 'browser-missing', message: 'No browser', hint: 'Install one.' };
    assert.deepEqual(JSON.parse(stdout), { ok: false, files: [], diagnostics: [], failure });
    assert.match(stderr, /browser-missing/);
  });
});

describe('reports in SARIF 2.1.0', () => {
  const [run] = JSON.parse(write('sarif', [ERROR, WARNING, INFO]).stdout).runs;

  it('should name the tool and the rules that spoke, with what they find', () => {
    const { driver } = run.tool;
    assert.deepEqual([driver.name, driver.version], ['Banxin', '1.2.3']);
    assert.deepEqual(
      driver.rules.map(({ id, shortDescription }: never) => [id, shortDescription]),
      [
        ['alt-missing', { text: 'A picture with neither alt text nor a caption.' }],
        ['heading-skipped', { text: 'A heading more than one level below the one before it.' }],
        ['of-a-theme', undefined],
      ],
    );
  });

  it('should have a result for each diagnostic, its path as a URI', () => {
    assert.deepEqual(run.results[1], {
      ruleId: 'heading-skipped',
      ruleIndex: 1,
      level: 'warning',
      message: { text: 'Unexpected heading. Write `##`.' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'manuscript/%E7%AC%AC%201%2C%E7%AB%A0.md' },
            region: { startLine: 3, startColumn: 2 },
          },
        },
      ],
    });
    assert.deepEqual(run.results[2], {
      ruleId: 'of-a-theme',
      ruleIndex: 2,
      level: 'note',
      message: { text: 'Told' },
    });
  });

  it('should not make links of Markdown that is quoted (3.11.6)', () =>
    assert.equal(run.results[0].message.text, 'Unexpected heading. Write `!\\[a](b)`.'));

  it('should say whether the command came to its end', () => {
    assert.deepEqual(run.invocations, [{ executionSuccessful: true }]);
    const [failed] = JSON.parse(writeReport('sarif', FAILED).stdout).runs;
    assert.equal(failed.invocations[0].executionSuccessful, false);
    assert.equal(failed.invocations[0].toolExecutionNotifications[0].descriptor.id, 'browser-missing');
  });
});

describe('annotations for GitHub', () => {
  it('should be commands with file, line and column', () => {
    const [first, second, last] = write('github', [WARNING, INFO]).stdout.split('\n');
    assert.equal(
      first,
      '::warning file=manuscript/第 1%2C章.md,line=3,col=2,title=heading-skipped::Unexpected heading%0AWrite `##`.',
    );
    assert.equal(second, '::notice title=of-a-theme::Told');
    assert.equal(last, '  done');
  });

  it('should not let the manuscript write a command of its own', () => {
    const message = '甲\n::set-output name=a::乙\r100%\u001b[2J';
    const { stdout } = write('github', [{ ...INFO, message }], { summary: '' });
    assert.equal(stdout, '::notice title=of-a-theme::甲%0A::set-output name=a::乙\uFFFD100%25\uFFFD[2J\n');
  });

  it('should tell of a failure of the machine', () =>
    assert.equal(
      writeReport('github', FAILED).stdout,
      '::error title=browser-missing::No browser%0AInstall one.\n',
    ));
});

describe('places', () => {
  it('should be named from the folder of the command', () => {
    const fileFrom = (folder: string): string | undefined =>
      placedFrom(folder, join('/', 'work', 'book'), [WARNING])[0]?.place?.file;
    assert.equal(fileFrom(join('/', 'work', 'book')), WARNING.place?.file);
    assert.equal(fileFrom(join('/', 'work')), `book/${WARNING.place?.file}`);
    assert.equal(fileFrom(join('/', 'work', 'other')), `../book/${WARNING.place?.file}`);
    assert.deepEqual(placedFrom('/', '/book', [INFO]), [INFO]);
  });
});
