import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Language } from '../../model/metadata.ts';
import { EM, piecesOf } from '../../testing/composed-text.ts';
import { chooseBalanced } from './choose-balanced.ts';
import { Phrases } from './phrases.ts';

/** A heading in lines of at most so many ems, or all of it in one. */
function balanced(text: string, ems: number, language: Language = 'zh-CN'): readonly string[] {
  const read = piecesOf(text, language);
  const { froms, tos } = read;
  const nodes = read.nodes.map(() => ({ nodeType: 3, data: text }) as Text);
  const costs = new Phrases(language).costs({ ...read, nodes });
  const lines = chooseBalanced(read.paragraph, costs, ems * EM);
  return lines?.map(({ from, to }) => text.slice(froms[from], tos[to - 1])) ?? [text];
}

describe('lines of a heading', () => {
  it('should be one where it fits', () => {
    assert.deepEqual(balanced('一个不长的小节标题', 10), ['一个不长的小节标题']);
  });

  it('should be parted between words, and alike in length (H02)', () => {
    assert.deepEqual(balanced('为什么我们要使用一种新的排版引擎来处理中文图书的分页问题', 22), [
      '为什么我们要使用一种新的排版',
      '引擎来处理中文图书的分页问题',
    ]);
  });

  it('should rather be parted behind a mark or at a space between phrases', () => {
    assert.deepEqual(balanced('关于标点的几个问题：以《中文排版需求》为例来加以说明', 20), [
      '关于标点的几个问题：',
      '以《中文排版需求》为例来加以说明',
    ]);
    assert.deepEqual(balanced('扩大开放 彰显作为　畅通便捷的交流通道', 12), [
      '扩大开放 彰显作为　',
      '畅通便捷的交流通道',
    ]);
  });

  it('should take a line more rather than part a word', () => {
    assert.deepEqual(balanced('扩大开放 彰显作为　畅通便捷的经贸交流通道', 10.6), [
      '扩大开放 彰显作为　',
      '畅通便捷的',
      '经贸交流通道',
    ]);
  });

  it('should begin no line with a particle of Japanese', () => {
    const lines = balanced('東京都における書籍の組版とその歴史についての研究', 14, 'ja');
    assert.equal(lines.length, 2);
    assert.doesNotMatch(lines[1] ?? '', /^[ぁ-ん]/u);
  });

  it('should lose nothing, keep the measure and begin no line with a mark, whatever the measure', () => {
    const text = '标点、挤压，以及“避头尾”：第二部分（2026年）的说明——上';
    for (let ems = 4; ems < 30; ems += 0.5) {
      const lines = balanced(text, ems);
      assert.equal(lines.join(''), text);
      for (const line of lines)
        assert.doesNotMatch(line, /^[、，”：）]|[“（]$/u, `${ems}: ${lines.join('|')}`);
    }
  });
});
