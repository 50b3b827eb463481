import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isbnFault, isIsbn } from './isbn.ts';

describe('an ISBN', () => {
  for (const text of [
    'ISBN 978-7-5327-1234-2',
    'ISBN978-7-5327-1234-2',
    'isbn: 9787532712342',
    'urn:isbn:9787302511236',
    '978-7-5327-1234-2',
    'ISBN-10 0-306-40615-2',
    'ISBN 080442957X',
  ])
    it(`should be ${text}`, () => {
      assert.equal(isIsbn(text), true);
      assert.equal(isbnFault(text), undefined);
    });

  for (const [text, fault] of [
    ['ISBN 978-7-5327-1234-5', 'the check digit 5, expected 2 behind the others'],
    ['9787532712343', 'the check digit 3, expected 2 behind the others'],
    ['ISBN 0-306-40615-X', 'the check digit X, expected 2 behind the others'],
    ['ISBN 978-7-5327-1234', '12 digits, expected 13'],
    ['ISBN 97X7532712342', '13 digits, expected 13'],
  ] as const)
    it(`should not be ${text}`, () => assert.equal(isbnFault(text), fault));

  for (const text of ['urn:uuid:1234', '9787', 'ISSN 1234-5679', '内部资料 978', 'ISBN 待定'])
    it(`should not be seen in ${text}`, () => {
      assert.equal(isIsbn(text), false);
      assert.equal(isbnFault(text), undefined);
    });
});
