import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { PDFDocument } from 'pdf-lib';
import { checkPdf } from './check-pdf.ts';
import { BuildError } from './model/build-error.ts';
import { formatExamined } from './report.ts';

describe('a finished PDF', () => {
  it('should be examined whatever program wrote it: with object streams or without', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'banxin-check-'));
    try {
      const document = await PDFDocument.create();
      document.addPage([300, 400]).drawRectangle({ x: 20, y: 20, width: 50, height: 50 });
      document.addPage([300, 400]);
      for (const useObjectStreams of [true, false]) {
        const path = join(folder, `${useObjectStreams}.pdf`);
        await writeFile(path, await document.save({ useObjectStreams }));
        const report = await checkPdf(path);
        const [file] = report.files;
        assert.equal(file?.pages, 2);
        assert.deepEqual(
          report.diagnostics.map(({ ruleId, message }) => [ruleId, message]),
          [
            ['preflight-boxes', 'No TrimBox: pages 1–2'],
            ['preflight-blank-page', 'Blank pages: page 2'],
            ['preflight-accessibility', 'A file that does not say it is tagged (7.1)'],
            ['preflight-accessibility', 'No structure tree (7.1)'],
            ['preflight-accessibility', 'No metadata in XMP (06-001)'],
            ['preflight-accessibility', 'A title that is not shown in the window (07-001)'],
            ['preflight-accessibility', 'No language of the document (11-006)'],
          ],
        );
        assert.match(formatExamined(report), /no PDF\/X; 0 fonts\n +1 error, 0 warnings/);
        // All that is known can be written as JSON.
        assert.ok(JSON.stringify(report).includes('"isBlank":true'));
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('should be a diagnostic when it is none, and a failure when it is not there', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'banxin-check-'));
    try {
      const path = join(folder, 'a.pdf');
      await writeFile(path, 'no pdf');
      assert.deepEqual(
        (await checkPdf(path)).diagnostics.map(({ ruleId }) => ruleId),
        ['preflight-damaged'],
      );
      const isMissing = (error: unknown) => error instanceof BuildError && error.code === 'file-unreadable';
      await assert.rejects(checkPdf(join(folder, 'b.pdf')), isMissing);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
