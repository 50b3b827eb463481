import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LANGUAGES, type Metadata } from '../model/metadata.ts';
import { editionOf } from '../testing/books.ts';
import { colophonView } from './colophon.ts';

const BOOK: Metadata = {
  title: '口岸',
  subtitle: '副题',
  language: 'zh-CN',
  contributors: [
    { name: '甲', role: 'author' },
    { name: '乙', role: 'responsible-editor' },
    { name: '丙', role: 'issuer' },
  ],
  identifier: 'ISBN 978-7-5327-1234-2',
  publisher: '某社',
  date: '2024-03-05',
  rights: '版权所有',
  publication: {
    cip: ['数据', '核字'],
    address: '某街',
    printer: '某厂',
    paper: '890mm×1240mm',
    editionNumber: 1,
    printingNumber: 2,
    printingDate: '2024-05',
    copies: '1—3000',
    price: '38.00元',
  },
};
const PRINT = editionOf({
  page: {
    ...editionOf({}).page,
    trim: { widthMm: 148, heightMm: 210 },
    charactersPerLine: 28,
    linesPerPage: 26,
  },
});

/** `label value`, and what follows from the pages. */
const linesOf = (metadata: Metadata, edition?: typeof PRINT): readonly string[] =>
  colophonView(metadata, edition).fields.map(({ label, value, pageCount, unit }) =>
    [label, value, pageCount, unit].filter((one) => one !== undefined && one !== '').join(' '),
  );

describe('the colophon', () => {
  it('should have the three bands of Chinese books in their order (G02)', () => {
    const { rightsAbove, rightsBelow, cip } = colophonView(BOOK, PRINT);
    assert.deepEqual([rightsAbove, rightsBelow, cip], ['版权所有', undefined, ['数据', '核字']]);
    assert.deepEqual(linesOf(BOOK, PRINT), [
      '书名 口岸',
      '副书名 副题',
      '作者 甲',
      '责任编辑 乙',
      '出版人 丙',
      '出版 某社',
      '地址 某街',
      '印刷 某厂',
      '开本 890mm×1240mm　1/32',
      '成品尺寸 148mm×210mm',
      '印张 0.03125 3',
      '字数 0.728 0 千字',
      '版次 2024年3月5日第1版',
      '印次 2024年5月第2次印刷',
      '印数 1—3000册',
      '书号 ISBN 978-7-5327-1234-2',
      '定价 38.00元',
    ]);
  });

  it('should not have size and sheets in an EPUB, nor the copyright note above without cataloguing data', () => {
    const ebook = linesOf(BOOK, { ...PRINT, format: 'epub' }).join();
    assert.doesNotMatch(ebook, /印张|成品尺寸|字数|开本/);
    const { cip: _, ...publication } = BOOK.publication ?? {};
    assert.equal(colophonView({ ...BOOK, publication }, PRINT).rightsBelow, '版权所有');
  });

  it('should take what the author says in words and numbers before what follows from the pages', () => {
    const publication = { words: 251_400, leavesPerSheet: 16, editionNumber: 3 };
    const lines = linesOf({ ...BOOK, publication, editionStatement: '修订本' }, PRINT).join('|');
    assert.match(lines, /印张 0\.0625 3\|字数 251千字\|.*版次 修订本/);
    assert.doesNotMatch(lines, /第3版/);
    // 170 × 240 mm may be 16 or 24 leaves of a sheet.
    const page = { ...PRINT.page, trim: { widthMm: 170, heightMm: 240 } };
    assert.doesNotMatch(linesOf({ ...BOOK, publication: {} }, { ...PRINT, page }).join(), /印张/);
  });

  it('should have the order of Japanese books: date and printing, people, makers, price (G03)', () => {
    const japanese = { ...BOOK, language: 'ja' as const };
    assert.deepEqual(linesOf(japanese, PRINT), [
      '発行日 2024年5月　第1版第2刷',
      '著者 甲',
      '編集担当 乙',
      '発行者 丙',
      '発行所 某社',
      '所在地 某街',
      '印刷所 某厂',
      'ISBN 978-7-5327-1234-2',
      '定価 38.00元',
    ]);
    assert.equal(colophonView(japanese, PRINT).subtitleBelow, '副题');
    const first = { ...japanese, publication: { editionNumber: 1, printingNumber: 1 } };
    assert.equal(linesOf(first)[0], '発行日 2024年3月5日　第1版第1刷');
  });

  it('should have the order of Korean and Taiwanese books (G04)', () => {
    const publication = { license: '제1호', editionNumber: 1, printingNumber: 1 };
    assert.deepEqual(linesOf({ ...BOOK, language: 'ko', publication }).slice(0, 7), [
      '발행일 2024년 3월 5일',
      '판·쇄 초판 1쇄',
      '지은이 甲',
      '책임편집 乙',
      '펴낸이 丙',
      '펴낸곳 某社',
      '출판등록 제1호',
    ]);
    assert.ok(linesOf({ ...BOOK, language: 'zh-TW', publication }).includes('版次 初版第1刷'));
  });

  it('should say nothing that is not given', () => {
    for (const language of LANGUAGES) {
      const bare = { title: '书', language, contributors: [] };
      assert.ok(linesOf(bare, PRINT).length <= 1, language);
      assert.doesNotMatch(linesOf({ ...bare, publication: {} }).join(), /undefined|第|NaN/);
    }
  });
});
