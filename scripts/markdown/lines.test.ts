import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PhrasingContent, Text } from 'mdast';
import { partsOf, type SourceLine, sourceLines, splitBefore } from './lines.ts';

/** A text with its place, from an offset of the file's only line but for its own line ends. */
function text(value: string): Text {
  const lines = value.split('\n');
  const column = (lines.length === 1 ? 3 : 1) + (lines.at(-1)?.length ?? 0);
  const start = { line: 5, column: 3, offset: 40 };
  const end = { line: 4 + lines.length, column, offset: 40 + value.length };
  return { type: 'text', value, position: { start, end } };
}

const strong: PhrasingContent = { type: 'strong', children: [{ type: 'text', value: '粗' }] };
const values = (line: SourceLine): readonly string[] =>
  line.map((node) => (node.type === 'text' ? node.value : node.type));
const beginsWithDash = ([first]: SourceLine): boolean =>
  first?.type === 'text' && first.value.startsWith('—');

describe('the lines of a paragraph', () => {
  it('should part texts and hard breaks, and leave out lines without anything', () => {
    const lines = sourceLines([text('甲\n乙'), strong, { type: 'break' }, text('丙\n'), strong]);
    assert.deepEqual(lines.map(values), [['甲'], ['乙', 'strong'], ['丙'], ['strong']]);
  });

  it('should give each piece its own place', () => {
    const [, second] = sourceLines([text('甲乙\n丙丁戊')]);
    assert.deepEqual(second?.[0]?.position, {
      start: { line: 6, column: 1, offset: 43 },
      end: { line: 6, column: 4, offset: 46 },
    });
  });

  it('should join what does not begin a part as it was, with its place', () => {
    const parts = partsOf([text('甲\n—乙\n丙\n—丁\n'), strong], beginsWithDash);
    assert.deepEqual(parts.map(values), [['甲'], ['—乙\n丙'], ['—丁\n', 'strong']]);
    assert.deepEqual(parts[1]?.[0]?.position, {
      start: { line: 6, column: 1, offset: 42 },
      end: { line: 7, column: 2, offset: 46 },
    });
    assert.deepEqual(splitBefore([text('甲\n—乙\n—丙')], beginsWithDash).map(values), [['甲'], ['—乙\n—丙']]);
    assert.deepEqual(splitBefore([text('甲\n乙')], beginsWithDash).map(values), [['甲\n乙'], []]);
  });

  it('should read a paragraph of any number of lines', () => {
    const long = text('—甲\n'.repeat(20_000));
    assert.equal(sourceLines([long]).length, 20_000);
    assert.equal(partsOf([long], beginsWithDash).length, 20_000);
  });
});
