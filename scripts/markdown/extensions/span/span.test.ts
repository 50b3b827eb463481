import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { htmlOf } from '../../../testing/parse.ts';

const inline = (text: string): string => htmlOf(text).replaceAll(/<\/?p>/g, '');

describe('span', () => {
  it('should be dots of emphasis, a name and a title of a work (D01, D02)', () => {
    assert.equal(inline('甲[着重]{.dots}乙'), '甲<em>着重</em>乙');
    assert.equal(
      inline('[王越]{.name}[北京]{.name}'),
      '<span class="proper-name">王越</span><span class="proper-name beside">北京</span>',
    );
    assert.equal(inline('读[红楼梦]{.title}。'), '读<span class="work-title">红楼梦</span>。');
  });

  it('should be a part in another language, or of a class of the author', () => {
    assert.equal(inline('[国体]{lang=ja}'), '<span lang="ja">国体</span>');
    assert.equal(inline('[甲]{.seal #s lang=zh-TW}'), '<span class="seal" id="s" lang="zh-TW">甲</span>');
    assert.equal(inline('第[12]{.tcy}号'), '第<span class="tcy">12</span>号');
  });

  it('should hold emphasis, links and spans', () => {
    assert.equal(inline('[甲**乙**丙]{.name}'), '<span class="proper-name">甲<strong>乙</strong>丙</span>');
    assert.equal(
      inline('[甲[乙]{.title}丙]{.name}'),
      '<span class="proper-name">甲<span class="work-title">乙</span>丙</span>',
    );
    assert.equal(inline('[甲[1]乙]{.name}'), '<span class="proper-name">甲[1]乙</span>');
  });

  for (const text of [
    '甲]{.name}',
    '[甲] {.name}',
    '[甲]{}',
    '[甲]{name}',
    '[甲]{lang=}',
    '[甲]{.name onclick=x}',
    '[甲{.name}',
  ])
    it(`should leave ${text} as it stands`, () => assert.equal(inline(text), text));

  it('should leave escapes and code alone', () => {
    assert.equal(inline('\\[甲]{.name}'), '[甲]{.name}');
    assert.equal(inline('`[甲]{.name}`'), '<code>[甲]{.name}</code>');
  });

  it('should be text where it is switched off', () => {
    assert.equal(htmlOf('[甲]{.name}', ['span']), '<p>[甲]{.name}</p>');
  });
});
