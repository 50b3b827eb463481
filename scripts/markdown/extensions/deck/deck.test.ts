import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { htmlOf, parse, told } from '../../../testing/parse.ts';

describe('deck', () => {
  it('should give kicker, main title, sub and abstract their roles (H01–H03)', () => {
    assert.equal(
      htmlOf(':::deck\n五大任务 兴安担当\n\n——系列报道之五\n\n# 扩大开放\n\n一段提要。\n:::'),
      '<header class="deck keep keep-next"><p class="deck-kicker">五大任务 兴安担当</p>' +
        '<p class="deck-sub">——系列报道之五</p><h1>扩大开放</h1><p class="deck-abstract">一段提要。</p></header>',
    );
  });

  it('should know a sub behind the title too (H02)', () => {
    assert.match(
      htmlOf(':::deck\n# 题\n\n——**副**题\n:::'),
      /<p class="deck-sub">——<strong>副<\/strong>题<\/p>/,
    );
  });

  it('should set a title of two lines with a hard break', () => {
    const html = htmlOf(':::deck\n扩大开放 彰显作为\\\n畅通便捷的通道\n===\n:::');
    assert.equal(
      html,
      '<header class="deck keep keep-next"><h1><span class="deck-line">扩大开放 彰显作为</span><br>\n<span class="deck-line">畅通便捷的通道</span></h1></header>',
    );
    assert.deepEqual(told(parse(':::deck\n甲\\\n乙\n===\n:::').diagnostics), []);
  });

  it('should not make two lines of a title that is only folded', () => {
    assert.doesNotMatch(htmlOf(':::deck\n甲\n乙\n===\n:::'), /<br>/);
  });

  it('should report a deck without a main title at the deck', () => {
    assert.deepEqual(told(parse('文\n\n:::deck\n引题\n:::').diagnostics), ['error deck-main-title a.md:3:1']);
    assert.deepEqual(told(parse(':::deck\n## 二级\n:::').diagnostics), [
      'error deck-main-title a.md:1:1',
      'error deck-content a.md:2:1',
    ]);
  });

  it('should report a second main title where it stands', () => {
    assert.deepEqual(told(parse(':::deck\n# 甲\n\n# 乙\n:::').diagnostics), [
      'error deck-main-title a.md:4:1',
    ]);
  });

  it('should report foreign content, as when the deck was not closed', () => {
    assert.deepEqual(told(parse(':::deck\n# 题\n\n- 甲\n\n> 引\n:::').diagnostics), [
      'error deck-content a.md:4:1',
      'error deck-content a.md:6:1',
    ]);
    assert.deepEqual(told(parse(':::deck\n# 题\n\n## 正文\n').diagnostics), [
      'warning directive-fence a.md:1:1',
      'error deck-content a.md:4:1',
    ]);
  });

  it('should not touch headings outside', () => {
    assert.equal(htmlOf('# 题\n\n文'), '<h1>题</h1>\n<p>文</p>');
  });
});
