import * as v from 'valibot';
import { line } from './text-schema.ts';

// Without flags, which JSON Schema does not have: no sign of ASCII but `_` and `-`.
const NAME = 'a name of letters, digits, `_` and `-`';
const VALUE = 'a text in one line, or a number';

/** Of a book, or of one of its editions. */
export const variablesSchema = v.pipe(
  v.record(
    v.pipe(v.string(NAME), v.regex(/^[^\s!-,./:-@[-^`{-~]+$/, NAME)),
    v.union([line('a text'), v.number(VALUE)], VALUE),
    'a map from names to texts',
  ),
  v.description('Texts that `{{name}}` stands for; an edition may give others. Default: none.'),
);
