import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Diagnostic } from './model/diagnostic.ts';
import type { BuildReport } from './pipeline.ts';
import { formatCounts, formatDiagnostics, formatSummary } from './report.ts';

const LAYOUT = { composeMs: 3.2, measureMs: 12.4, breakMs: 0.6, emitMs: 7 };
const ERROR: Diagnostic = {
  severity: 'error',
  ruleId: 'image-missing',
  message: 'Missing picture `a.png`',
  help: 'Put it there.',
  place: { file: 'manuscript/a.md', line: 3, column: 1 },
};

describe('diagnostics as text', () => {
  it('should begin with a place that editors can follow and end with the mend', () => {
    assert.equal(
      formatDiagnostics([ERROR]),
      'manuscript/a.md:3:1: error: Missing picture `a.png`  [image-missing]\n    Put it there.\n',
    );
  });

  it('should not have a place or a mend where there is none', () => {
    assert.equal(
      formatDiagnostics([{ severity: 'info', ruleId: 'x', message: 'Told' }]),
      'info: Told  [x]\n',
    );
    assert.equal(formatDiagnostics([]), '');
  });

  it('should not let the manuscript speak to the terminal', () => {
    const text = formatDiagnostics([{ ...ERROR, message: 'a\u001b[2Jb\rc\u009bd', help: '\u0007' }]);
    assert.doesNotMatch(text.replaceAll('\n', ''), /\p{Cc}/u);
    assert.match(text, /a�\[2Jb�c�d/);
  });
});

describe('the summary of a build', () => {
  const report: BuildReport = {
    files: [
      { edition: 'print', path: join('/', 'book', 'dist', 'book-print.pdf'), bytes: 1_234_567, pages: 12 },
      { edition: 'ebook', path: join('/', 'book', 'dist', 'book-ebook.epub'), bytes: 12_001 },
    ],
    diagnostics: [ERROR, { ...ERROR, severity: 'warning' }],
    browser: '153.0.1',
    layout: LAYOUT,
  };

  it('should name files from where the author stands, with pages and sizes', () => {
    const [pdf, epub] = formatSummary(report, 2.345, join('/', 'book')).split('\n');
    assert.equal(pdf, `  ${join('dist', 'book-print.pdf')}  (12 pages, 1.2 MB)`);
    assert.equal(epub, `  ${join('dist', 'book-ebook.epub')}  (13 kB)`);
  });

  it('should name the browser that broke the lines, counts and seconds', () => {
    const text = formatSummary(report, 2.345, join('/', 'book'));
    assert.match(text, /Chromium 153\.0\.1; layout 23 ms \(compose 3, measure 12, break 1, emit 7\)/);
    assert.doesNotMatch(text, /paragraphs/);
    const left = formatSummary({ ...report, paragraphs: { composed: 98, left: 2 } }, 2.345, '/');
    assert.match(left, /2 of 100 paragraphs have the browser's lines/);
    assert.match(text, /1 error, 1 warning, 2\.3 s\n$/);
  });

  it('should not name a browser when none was needed', () => {
    const { browser: _none, ...rest } = report;
    assert.doesNotMatch(formatSummary({ ...rest, files: [] }, 1, '/'), /Chromium|layout/);
  });
});

describe('counts', () => {
  it('should be in the singular only for one', () => {
    assert.equal(formatCounts([]), '0 errors, 0 warnings');
    assert.equal(formatCounts([ERROR]), '1 error, 0 warnings');
    assert.equal(formatCounts([ERROR, ERROR]), '2 errors, 0 warnings');
  });
});
