import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatPlace } from '../model/diagnostic.ts';
import { memoryFiles } from './memory-files.ts';
import { readManuscript } from './read-manuscript.ts';

/** What is told of a book.yaml, as `rule line: message`. */
async function toldOf(yaml: string): Promise<readonly string[]> {
  const files = memoryFiles({ '/book/book.yaml': `title: 书\n${yaml}`, '/book/a.md': '# 甲' });
  const { diagnostics } = await readManuscript('/book', files, {});
  return diagnostics.map(
    ({ ruleId, message, place }) => `${ruleId} ${place ? formatPlace(place) : ''}: ${message}`,
  );
}

const FULL = `language: zh-CN
identifier: ISBN 978-7-5327-1234-2
publisher: 某出版社
date: 2024-03
contributors: [{ name: 甲, role: responsible-editor }]
colophon:
  cip: 图书在版编目（CIP）数据
  address: 北京
  printer: 某印刷厂
  edition-number: 1
  printing-number: 1
  copies: 1—3000
  price: 38.00元`;

describe('what a colophon lacks', () => {
  it('should be told of a book with an ISBN, once, by its language (G02–G04)', async () => {
    assert.deepEqual(
      await toldOf('language: zh-CN\nidentifier: ISBN 978-7-5327-1234-2\nedition-statement: 第1版'),
      [
        'colophon-incomplete book.yaml:3:1: Missing in the colophon: `colophon.cip`, a contributor with the role `responsible-editor`, `publisher`, `colophon.address`, `colophon.printer`, `date`, `colophon.copies`, `colophon.price`',
      ],
    );
    assert.deepEqual(await toldOf('language: ja\ncolophon: { edition-number: 1 }'), [
      'colophon-incomplete book.yaml:3:1: Missing in the colophon: `date`, `colophon.printing-number`, a contributor with the role `issuer`, `publisher`, `colophon.address`, `colophon.printer`',
    ]);
    assert.match((await toldOf('language: ko\ncolophon: { price: 9000원 }')).join(), /`colophon.license`/);
  });

  it('should not be told where nothing is missing, nor of a book that is not published or has no colophon', async () => {
    for (const yaml of [
      FULL,
      'language: zh-CN',
      'language: zh-CN\npublisher: 某出版社\ndate: 2024',
      'language: zh-CN\nidentifier: urn:x:1',
      'language: zh-CN\nidentifier: ISBN 978-7-5327-1234-2\nspine: { front: [contents] }',
      'language: zh-CN\ncolophon: { price: 1元 }\nrules: { colophon-incomplete: off }\nspine: { front: [] }',
    ])
      assert.deepEqual(await toldOf(yaml), [], yaml);
  });

  it('should not be an ISBN that cannot be one', async () => {
    assert.deepEqual(await toldOf('language: zh-CN\nidentifier: ISBN 978-7-5327-1234-5'), [
      'isbn-invalid book.yaml:3:13: Unexpected ISBN `ISBN 978-7-5327-1234-5` with the check digit 5, expected 2 behind the others',
    ]);
  });

  it('should not be kept by keys that it does not know, or values that are none', async () => {
    const told = await toldOf(
      'language: zh-CN\ncolophon: { price: 1元, cip: "", edition-number: 0, printing-date: x, paperr: 1 }',
    );
    assert.deepEqual(
      told.map((one) => one.replace(/ .*/, '')),
      ['config-value', 'config-value', 'config-value', 'config-unknown-key'],
    );
  });
});
