import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import { type MarkedText, quotationSetter } from './quotation-marks.ts';

function set(html: string, orders: Partial<MarkedText>): string {
  const tree = fromHtml(html, { fragment: true });
  quotationSetter({ language: 'zh-CN', vertical: false, quotationMarks: 'by-language', ...orders })?.(tree);
  return toHtml(tree);
}

describe('quotation marks of an edition (C09)', () => {
  it('should be corners, 「」 outside, but 『』 in vertical lines of the mainland', () => {
    const corner = { quotationMarks: 'corner' } as const;
    assert.equal(set('<p>“天‘地’”</p>', corner), '<p>「天『地』」</p>');
    assert.equal(set('<p>“天‘地’”</p>', { ...corner, vertical: true }), '<p>『天「地」』</p>');
    assert.equal(
      set('<p>“天‘地’”</p>', { ...corner, vertical: true, language: 'zh-TW' }),
      '<p>「天『地』」</p>',
    );
    assert.equal(set('<p>“ああ”</p>', { ...corner, language: 'ja' }), '<p>「ああ」</p>');
  });

  it('should be curly, “” outside whatever brackets are, over elements', () => {
    const curly = { quotationMarks: 'curly', language: 'zh-TW' } as const;
    assert.equal(set('<p>「天『地』」</p>', curly), '<p>“天‘地’”</p>');
    assert.equal(set('<p>『天「地」』</p>', { ...curly, vertical: true }), '<p>“天‘地’”</p>');
    assert.equal(set('<p>「天<b>『地」</b>』人</p>', curly), '<p>“天<b>‘地’</b>”人</p>');
    assert.equal(set('<p>天」地「人</p>', curly), '<p>天”地“人</p>');
  });

  for (const [html, orders] of [
    ['<p>“天”</p>', {}],
    ['<p>“天”</p>', { quotationMarks: 'as-written', vertical: true }],
    ['<p>「天」</p>', { quotationMarks: 'corner' }],
    ['<p>“天”</p>', { quotationMarks: 'curly' }],
    ['<p>「天」</p>', { language: 'zh-TW' }],
    ['<p>don’t “stop” it</p>', { quotationMarks: 'corner' }],
    ['<p><code>「天」</code></p>', { quotationMarks: 'curly' }],
  ] as const)
    it(`should leave ${html} (${JSON.stringify(orders)})`, () => assert.equal(set(html, orders), html));
});
