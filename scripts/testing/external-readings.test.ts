import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  bare,
  countEpubMessages,
  countRadicals,
  firstDifference,
  readBoxes,
  readFonts,
  readInfo,
  readOutline,
  readPageLabels,
  readTextInside,
} from './external-readings.ts';

const FONT_HEAD = `name                                 type              encoding         emb sub uni object ID
------------------------------------ ----------------- ---------------- --- --- --- ---------
`;

describe('the reader of pdffonts', () => {
  it('should accept CID fonts that are embedded, subset and have Unicode', () => {
    const rows = `${FONT_HEAD}AAAAAA+NotoSerifSC-Regular           CID TrueType      Identity-H       yes yes yes      4  0
BAAAAA+SourceHanSerif                CID Type 0C       Identity-H       yes yes yes      5  0
`;
    const sound = { isCid: true, isEmbedded: true, isSubset: true, hasUnicode: true };
    assert.deepEqual(
      readFonts(rows).map(({ row: _row, ...font }) => font),
      [sound, sound],
    );
  });

  it('should not accept Type 3, simple fonts, nor a row that it cannot read', () => {
    const rows = `${FONT_HEAD}[none]                               Type 3            Custom           yes no  yes      9  0
Helvetica                            Type 1            WinAnsi          no  no  no       7  0
BAAAAA+Other                         CID Type 0C (OT)  Identity-H       yes yes yes      5  0
something else
`;
    assert.deepEqual(
      readFonts(rows).map(({ isCid }) => isCid),
      [false, false, false, false],
    );
  });

  it('should not take a missing list for fonts', () => {
    assert.deepEqual(readFonts(''), []);
    assert.deepEqual(readFonts(FONT_HEAD), []);
  });

  it('should tell what a CID font lacks', () => {
    const row = `${FONT_HEAD}Noto CJK                             CID TrueType      Identity-H       no  no  no       4  0\n`;
    const [font] = readFonts(row);
    assert.deepEqual([font?.isEmbedded, font?.isSubset, font?.hasUnicode], [false, false, false]);
  });
});

describe('the reader of pdfinfo', () => {
  const output = `Title:           书名
Tagged:          yes
Page    1 MediaBox:      0.00     0.00   436.53   612.28
Page    1 TrimBox:       8.50     8.50   428.03   603.78
Page   10 MediaBox:      0.00     0.00   436.53   612.28
`;

  it('should read boxes page by page, and none that is not there', () => {
    const media = [0, 0, 436.53, 612.28];
    assert.deepEqual(readBoxes(output), [
      { media, bleed: [], trim: [8.5, 8.5, 428.03, 603.78] },
      { media, bleed: [], trim: [] },
    ]);
    assert.deepEqual(readBoxes('Pages: 3\n'), []);
  });

  it('should read a line by its whole name only', () => {
    assert.equal(readInfo(output, 'Title'), '书名');
    assert.equal(readInfo(output, 'agged'), undefined);
    assert.equal(readInfo('Title:\nAuthor: 某\n', 'Title'), '');
  });
});

describe('the readers of structure', () => {
  it('should tell level, title and page of an outline, whether a branch is open or not', () => {
    const output =
      '|\t"目录"\t#page=7&zoom=100,1,2\n-\t"书 "甲""\t#page=9\n+\t\t"节"\t#page=10\nwarning: x\n';
    assert.deepEqual(readOutline(output), ['1 目录 @7', '1 书 "甲" @9', '2 节 @10']);
  });

  it('should not make page labels where there are none', () => {
    const labels = [
      { index: 0, label: { '/P': 'u:封面', '/St': 1 } },
      { index: 2, label: { '/S': '/r' } },
    ];
    assert.deepEqual(readPageLabels(JSON.stringify({ pagelabels: labels })), [
      '0 封面 from 1',
      '2 /r from 1',
    ]);
    assert.deepEqual(readPageLabels('{}'), []);
  });

  it('should read the text inside the area, not running heads, folios or the margin', () => {
    const line = (x: number, y: number, text: string): object => ({ x, y, text });
    const lines = [line(71, 51, '书眉'), line(71, 80, '正文'), line(200, 580, '9'), line(30, 80, '旁注')];
    const json = JSON.stringify({ pages: [{ blocks: [{ lines }, { type: 'image' }] }] });
    assert.equal(readTextInside(json, { left: 71.3, top: 66.9, width: 294, height: 478.5 }), '正文');
  });
});

describe('the reader of EPUBCheck', () => {
  it('should count errors and warnings of one file of many', () => {
    const lines = [
      'Validating using EPUB version 3.2 rules.',
      'ERROR(RSC-005): a.epub/OEBPS/toc.xhtml(16,47): Error while parsing file',
      'WARNING(OPF-003): a.epub(-1,-1): Item',
      'FATAL(PKG-008): b.epub(-1,-1): Unable to read file',
    ].join('\n');
    assert.deepEqual(countEpubMessages(lines, 'a.epub'), { errors: 1, warnings: 1 });
    assert.deepEqual(countEpubMessages(lines, 'b.epub'), { errors: 1, warnings: 0 });
    assert.deepEqual(countEpubMessages(lines, 'c.epub'), { errors: 0, warnings: 0 });
  });
});

describe('comparing texts', () => {
  it('should say where texts part, also at an end', () => {
    assert.equal(firstDifference('甲乙丙', '甲乙丙'), undefined);
    assert.equal(firstDifference('甲丁丙', '甲乙丙'), 'at 1 `丁丙` instead of `乙丙`');
    assert.equal(firstDifference('甲乙', '甲乙丙'), 'at 2 `` instead of `丙`');
    assert.equal(firstDifference('甲乙丙', '甲乙'), 'at 2 `丙` instead of ``');
  });

  it('should leave out every white space and nothing else', () => {
    assert.equal(bare(' 甲\u3000乙\n\f丙\u00a0·'), '甲乙丙·');
  });

  it('should count radicals, not the ideographs that look like them', () => {
    assert.equal(countRadicals('⼭⺟山母'), 2);
    assert.equal(countRadicals('山母〇々'), 0);
  });
});
