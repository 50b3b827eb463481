import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closest } from '../model/closest.ts';
import { detectLanguage, firstHeading } from './assumptions.ts';
import { decodeText } from './decode-text.ts';
import { fileNameFrom } from './file-name.ts';
import { isWithin, normalisePath, pathFault } from './manuscript-path.ts';
import { compareNaturally } from './natural-order.ts';

test('should order names as people count', () => {
  const names = ['10.md', '2.md', '1.md', '01.md', 'a-10.md', 'a-9.md'];
  assert.deepEqual(names.toSorted(compareNaturally), ['01.md', '1.md', '2.md', '10.md', 'a-9.md', 'a-10.md']);
});

test('should order the same whatever order the disk lists in', () => {
  const names = ['1.md', '01.md', '001.md', '第2章.md', '第10章.md', '𠀀.md', '豈.md'];
  const sorted = names.toSorted(compareNaturally);
  assert.deepEqual(names.toReversed().toSorted(compareNaturally), sorted);
  assert.ok(sorted.indexOf('第2章.md') < sorted.indexOf('第10章.md'));
});

test('should suggest the key that was meant', () => {
  const keys = ['title', 'subtitle', 'cover-image', 'contributors'];
  assert.equal(closest('titel', keys), 'title');
  assert.equal(closest('coverImage', keys), 'cover-image');
  assert.equal(closest('cover_image', keys), 'cover-image');
  assert.equal(closest('contributor', keys), 'contributors');
});

test('should not suggest what is not near', () => {
  const keys = ['title', 'subtitle', 'name'];
  assert.equal(closest('foo', keys), undefined);
  assert.equal(closest('作者', keys), undefined);
  assert.equal(closest('', keys), undefined);
  assert.equal(closest('t'.repeat(1000), keys), undefined);
});

test('should remove the BOM and keep CRLF', () => {
  const bytes = new TextEncoder().encode('\uFEFF第一行\r\n第二行');
  assert.deepEqual(decodeText(bytes), { ok: true, text: '第一行\r\n第二行' });
});

test('should place the first byte that is not UTF-8', () => {
  const good = new TextEncoder().encode('第一行\n第二');
  // 行 in GBK
  const bytes = Uint8Array.of(...good, 0xd0, 0xd0, 0x0a);
  assert.deepEqual(decodeText(bytes), { ok: false, line: 2, column: 3, guess: 'unknown' });
});

test('should place a sequence that the end of the file cuts', () => {
  assert.deepEqual(decodeText(Uint8Array.of(0x61, 0x0a, 0x62, 0xe7, 0xac)), {
    ok: false,
    line: 2,
    column: 2,
    guess: 'unknown',
  });
});

test('should know UTF-16, and not take U+FFFD in a text for an error', () => {
  const utf16 = decodeText(Uint8Array.of(0xff, 0xfe, 0x2c, 0x7b));
  assert.equal(utf16.ok ? 'text' : utf16.guess, 'utf-16');
  assert.equal(decodeText(new TextEncoder().encode('\uFFFD')).ok, true);
});

test('should make a file name from a title', () => {
  assert.equal(fileNameFrom('山中 十日'), '山中-十日');
  assert.equal(fileNameFrom('問い：「なぜ」？'), '問い：「なぜ」？');
  assert.equal(fileNameFrom('全角　スペース'), '全角-スペース');
  assert.equal(fileNameFrom('a/b\\c<d>:"|?*'), 'abcd');
});

test('should not make a file name that a system refuses or hides', () => {
  assert.equal(fileNameFrom('..'), 'book');
  assert.equal(fileNameFrom('../../etc/passwd'), 'etcpasswd');
  assert.equal(fileNameFrom('CON'), 'CON-book');
  assert.equal(fileNameFrom('???'), 'book');
  assert.equal(fileNameFrom('.隐藏.'), '隐藏');
  assert.ok(Buffer.byteLength(fileNameFrom('長'.repeat(500))) <= 200);
  assert.equal(fileNameFrom(fileNameFrom(`${'长'.repeat(59)} 题`)), fileNameFrom(`${'长'.repeat(59)} 题`));
});

test('should pass paths within the folder', () => {
  for (const path of [
    '01.md',
    'parts/第一章.md',
    './a.md',
    'a..b.md',
    '...md',
    '100%.md',
    'images/图 1.png',
  ]) {
    assert.equal(pathFault(path), undefined, path);
  }
  assert.equal(normalisePath('./parts//01.md'), 'parts/01.md');
});

test('should refuse paths that leave the folder, in every dress', () => {
  const refused = [
    '../a.md',
    'parts/../../a.md',
    'parts/..',
    '.. /a.md',
    '/etc/passwd.md',
    'parts\\a.md',
    '..\\a.md',
    'C:a.md',
    'c:/a.md',
    'file:///etc/a.md',
    'https://example.org/a.md',
    '%2e%2e/a.md',
    'a%2Fb.md',
    'a\u0000.md',
    '',
    ' ',
  ];
  for (const path of refused) assert.notEqual(pathFault(path), undefined, path);
});

test('should tell inside from outside by whole names', () => {
  assert.equal(isWithin('/book/a.md', '/book'), true);
  assert.equal(isWithin('/book/..a/b.md', '/book'), true);
  assert.equal(isWithin('/book', '/book'), true);
  assert.equal(isWithin('/bookish/a.md', '/book'), false);
  assert.equal(isWithin('/a.md', '/book'), false);
});

test('should find the first heading as plain text', () => {
  assert.equal(firstHeading('正文\n\n## **山中**十日 ##\n'), '山中十日');
  assert.equal(firstHeading('# [山中](a.md)<ruby>十<rt>じゅう</rt></ruby>日 {#top}'), '山中十日');
  assert.equal(firstHeading('山中十日\r\n=====\r\n'), '山中十日');
  assert.equal(firstHeading('---\ntitle: x\n---\n# 山中'), '山中');
  assert.equal(firstHeading('# 图![图](a.png)与注[^1]'), '图与注');
});

test('should not take code, front matter or a rule for a heading', () => {
  assert.equal(firstHeading('```\n# 注释\n```\n'), undefined);
  assert.equal(firstHeading('---\n# 注释\n---\n'), undefined);
  assert.equal(firstHeading('正文\n\n---\n'), undefined);
  assert.equal(firstHeading('#无空格'), undefined);
  assert.equal(firstHeading('####### 七级'), undefined);
  assert.equal(firstHeading('# \n'), undefined);
});

test('should detect the language of a text', () => {
  assert.equal(detectLanguage(['国境の長いトンネルを抜けると雪国であった。']), 'ja');
  assert.equal(detectLanguage(['죽는 날까지 하늘을 우러러']), 'ko');
  assert.equal(detectLanguage(['大韓民國憲法 제1조 대한민국은 민주공화국이다']), 'ko');
  assert.equal(detectLanguage(['这是一个时代，我们来了。']), 'zh-CN');
  assert.equal(detectLanguage(['這是一個時代，我們來了。']), 'zh-TW');
});

test('should not take a Chinese text with a few kana, or a text without CJK, for Japanese', () => {
  assert.equal(
    detectLanguage(['他说这个字在日语里写作「の」，读作 no，意思是“的”，我们常常看见。']),
    'zh-CN',
  );
  assert.equal(detectLanguage(['Only Latin here.']), 'zh-CN');
  assert.equal(detectLanguage([]), 'zh-CN');
});
