import * as v from 'valibot';
import { NOTE_NUMBERINGS, NOTE_PLACES } from '../model/edition.ts';
import { NOTE_STYLES } from '../model/note-mark.ts';

// Messages in this schema are the end of a sentence: "Unexpected X, expected <message>".

function choice<const Names extends readonly string[]>(names: Names, description: string) {
  return v.exactOptional(v.pipe(v.picklist(names, `one of ${names.join(', ')}`), v.description(description)));
}

/** `notes` of an edition. */
export const notesSchema = v.pipe(
  v.strictObject(
    {
      place: choice(
        NOTE_PLACES,
        'Where notes stand: at the foot of the page, behind the chapter, behind the text of the book, or on the left page of a spread (vertical books). Default: page; in vertical books chapter.',
      ),
      numbering: choice(
        NOTE_NUMBERINGS,
        'Where their numbers begin anew. Default: chapter; for notes of a spread, spread.',
      ),
      style: choice(
        NOTE_STYLES,
        'How numbers are written: 1, ①, * or 〔1〕 (vertical: 〔一〕). Default: arabic; in vertical Chinese books bracketed.',
      ),
    },
    'a map with `place`, `numbering` and `style`',
  ),
  v.description('Notes.'),
);
