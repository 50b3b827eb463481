import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  nameText,
  readArray,
  readDictionary,
  readText,
  referenceTo,
  referredObject,
  textString,
  writeDictionary,
} from './pdf-syntax.ts';

describe('dictionaries', () => {
  it('should keep every kind of value as it is written', () => {
    const values = {
      Name: '/A#20b',
      Number: '-0.5',
      Reference: '12 0 R',
      Text: '(a \\) (nested >>) \\\\)',
      Hex: '<FEFF 4E00>',
      Array: '[1 0 R (]) <</A [2 3]>>]',
      Dictionary: '<</A <</B (>>)>>/C 1>>',
      Keyword: 'true',
    };
    assert.deepEqual(Object.fromEntries(readDictionary(writeDictionary(Object.entries(values)))), values);
  });

  it('should read what stands without white space, and skip comments', () => {
    const read = readDictionary('<</A/B/C[1 2]/D 3 0 R/E(x)%>>\n/F<00>>>');
    assert.deepEqual(
      [...read],
      [
        ['A', '/B'],
        ['C', '[1 2]'],
        ['D', '3 0 R'],
        ['E', '(x)'],
        ['F', '<00>'],
      ],
    );
  });

  it('should refuse what is no dictionary, or none to its end', () => {
    for (const source of ['[1]', '12', '<</A 1', '<</A (x>>', '<</A>>', '<<1 2>>']) {
      assert.throws(() => readDictionary(source), /Unexpected PDF syntax/, source);
    }
  });
});

describe('arrays and references', () => {
  it('should take a reference for one item', () => {
    assert.deepEqual(readArray('[ 1 0 R 2 3 0 R ]'), ['1 0 R', '2', '3 0 R']);
    assert.deepEqual(
      [referredObject(referenceTo(7)), referredObject('7'), referredObject(undefined)],
      [7, undefined, undefined],
    );
  });
});

describe('strings and names', () => {
  it('should write text in UTF-16, also beyond the first plane', () => {
    assert.equal(textString('a𠂇'), '<FEFF0061D840DC87>');
  });

  it('should read the bytes of a name', () => {
    assert.equal(nameText('/#25E5#e5#9b#be'), '%E5图');
  });
});

describe('text strings', () => {
  it('should be read in UTF-16 and ASCII, as hex and literally', () => {
    assert.equal(readText(textString('版心')), '版心');
    assert.equal(readText('<feff7248>'), '版');
    assert.equal(readText('<7A68>'), 'zh');
    assert.equal(readText('(a \\(b\\) \\134 c)'), 'a (b) \\ c');
    assert.equal(readText('(\\376\\377\\162\\110)'), '版');
  });

  it('should be empty for other values', () => {
    for (const value of [undefined, '', 'null', '12 0 R', '<<>>', '()', '<>'])
      assert.equal(readText(value), '');
  });
});
