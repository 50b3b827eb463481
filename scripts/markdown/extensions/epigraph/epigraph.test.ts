import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { htmlOf, parse, told } from '../../../testing/parse.ts';

const SOURCE = '<p class="epigraph-source">——《战国策》</p></blockquote>';

describe('epigraph', () => {
  it('should set its source apart, on a line or in a paragraph of its own', () => {
    const html = `<blockquote class="epigraph"><p class="keep-next">行百里者半九十。</p>${SOURCE}`;
    assert.equal(htmlOf(':::epigraph\n行百里者半九十。\n——《战国策》\n:::'), html);
    assert.equal(htmlOf(':::epigraph\n行百里者半九十。\n\n——《战国策》\n:::'), html);
    assert.equal(htmlOf(':::epigraph\n行百里者半九十。\\\n——《战国策》\n:::'), html);
  });

  it('should keep the lines and paragraphs before', () => {
    assert.equal(
      htmlOf(':::epigraph\n甲\n\n乙\\\n丙\n丁\n——《战国策》\n:::').replaceAll('\n', '⏎'),
      `<blockquote class="epigraph"><p>甲</p><p class="keep-next">乙<br>⏎丙⏎丁</p>${SOURCE}`,
    );
  });

  it('should be told at the line of its source', () => {
    assert.match(JSON.stringify(parse(':::epigraph\n甲\n——乙\n:::').content), /"dataSource":"a\.md:3:1"/);
  });

  it('should need no source, and not take one from within', () => {
    assert.equal(
      htmlOf(':::epigraph\n甲——乙\n:::'),
      '<blockquote class="epigraph"><p>甲——乙</p></blockquote>',
    );
    assert.doesNotMatch(htmlOf(':::epigraph\n——甲\n\n乙\n:::'), /source/);
    assert.deepEqual(told(parse(':::epigraph\n甲\n:::').diagnostics), []);
  });

  it('should not be looked for in other quotations', () => {
    assert.doesNotMatch(htmlOf('> 甲\n> ——乙'), /class/);
  });
});
