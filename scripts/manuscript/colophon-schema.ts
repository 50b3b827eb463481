import * as v from 'valibot';
import { DATE, isIsoDate, LINES, line } from './text-schema.ts';

function text(what: string, description: string) {
  return v.exactOptional(v.pipe(line(what), v.description(description)));
}

function count(description: string) {
  return v.exactOptional(
    v.pipe(
      v.number('a whole number'),
      v.integer('a whole number'),
      v.minValue(1, 'a number from 1'),
      v.description(description),
    ),
  );
}

/** `colophon` of book.yaml: what only a colophon says (G02–G04). */
export const colophonSchema = v.strictObject(
  {
    cip: v.exactOptional(
      v.pipe(
        v.string('text'),
        v.check((value) => value.trim() !== '' && LINES.test(value), 'text without control characters'),
        v.description('Cataloguing data (CIP), line by line as it was given.'),
      ),
    ),
    address: text('an address', "The publisher's address."),
    contact: text('a telephone number or mail address', "The publisher's telephone or mail address."),
    website: text('an address', "The publisher's address on the web."),
    license: text('a number', "Number of the publisher's licence or registration (출판등록)."),
    distributor: text('a name', "Distributor's full name, where that is not the publisher."),
    printer: text('a name', "Printer's full name."),
    binder: text('a name', "Binder's full name."),
    paper: text('a size', 'Size of the sheets of paper (开本), for example 890mm×1240mm.'),
    'leaves-per-sheet': count(
      'Leaves that a sheet gives (开数), from which 印张 is counted. Default: seen from the trim, where that is a usual one.',
    ),
    words: count('Characters of the book (字数). Default: counted from its pages, as printers do.'),
    'edition-number': count('Number of the edition (第1版).'),
    'printing-number': count('Number of the printing of this edition (第1次印刷, 第1刷).'),
    'printing-date': v.exactOptional(
      v.pipe(
        v.union([v.string(), v.number()], DATE),
        v.check(isIsoDate, DATE),
        v.description('Date of this printing, ISO 8601. Default: `date`.'),
      ),
    ),
    copies: text('a number of copies', 'Copies printed so far (印数), for example 1—3000.'),
    price: text('a price', 'Price with its currency (定价).'),
  },
  'a map of what the colophon says',
);
