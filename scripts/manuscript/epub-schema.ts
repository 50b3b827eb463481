import * as v from 'valibot';
import { CONFORMANCE, DOCUMENT_KINDS } from '../model/epub-profile.ts';
import { line } from './text-schema.ts';

// Messages in these schemas are the end of a sentence: "Unexpected X, expected <message>".

const flag = v.boolean('`true` or `false`');

const LEVELS = Object.keys(CONFORMANCE) as (keyof typeof CONFORMANCE)[];
const MEGABYTES = 'megabytes from 0.1';
const MEGAPIXELS = 'millions of pixels from 0.1 to 100';

const accessibility = v.strictObject(
  {
    'conforms-to': v.exactOptional(
      v.pipe(
        v.picklist(LEVELS, `one of ${LEVELS.join(', ')}`),
        v.description('The level that somebody has found it to conform to. Default: nothing is claimed.'),
      ),
    ),
    'certified-by': v.exactOptional(v.pipe(line('a name'), v.description('Who evaluated it.'))),
    credential: v.exactOptional(
      v.pipe(line('a credential'), v.description('What entitles them, as words or an address.')),
    ),
    report: v.exactOptional(
      v.pipe(
        v.string('an address'),
        v.regex(/^https?:\/\/[!-~]+$/, 'an address that begins with https://'),
        v.description('Address of their report.'),
      ),
    ),
    summary: v.exactOptional(
      v.pipe(
        line('a summary'),
        v.description('In the place of the summary that is made from what the book holds.'),
      ),
    ),
  },
  'a map with `conforms-to`, `certified-by`, `credential`, `report` and `summary`',
);

/** `epub` of an edition. */
export const epubSchema = v.pipe(
  v.strictObject(
    {
      profile: v.exactOptional(
        v.pipe(
          v.string('the name of a profile'),
          v.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'small letters, digits and single hyphens, like `ebpaj`'),
          v.description(
            "What a guide or a shop asks for, by the name of its file in styles/epub/, the book's own first. Default: default.",
          ),
        ),
      ),
      ncx: v.exactOptional(
        v.pipe(
          flag,
          v.description('Whether old reading systems find an NCX. Default: as the profile has it.'),
        ),
      ),
      fonts: v.exactOptional(
        v.pipe(
          flag,
          v.description(
            'Whether its faces are enclosed, cut to the characters of the book, or those of the reading system are used. Default: true.',
          ),
        ),
      ),
      'most-megapixels': v.exactOptional(
        v.pipe(
          v.number(MEGAPIXELS),
          v.minValue(0.1, MEGAPIXELS),
          v.maxValue(100, MEGAPIXELS),
          v.description('Pictures of more are made smaller, such as 3.5. Default: all stay as they are.'),
        ),
      ),
      accessibility: v.exactOptional(
        v.pipe(accessibility, v.description('What only a person can say of its accessibility.')),
      ),
    },
    'a map with `profile`, `ncx`, `fonts`, `most-megapixels` and `accessibility`',
  ),
  v.description('Of an EPUB: for which readers it is made.'),
);

/** Letters, digits and `-_.`, as every file system and shop takes them. */
const fileName = v.pipe(
  v.string('a file name'),
  v.regex(/^[A-Za-z0-9][-\w.]*$/, 'a file name of ASCII letters, digits, `-`, `_` and `.`'),
);

const filePath = v.pipe(
  v.string('a path'),
  v.regex(
    /^[A-Za-z0-9][-\w.]*(?:\/[A-Za-z0-9][-\w.]*)*$/,
    'a path of ASCII letters, digits, `-`, `_` and `.`',
  ),
);

const className = v.pipe(
  v.string('a class'),
  v.regex(/^[A-Za-z][-\w]*(?: [A-Za-z][-\w]*)*$/, 'names of classes with single spaces between them'),
);

function byKind<Value extends v.GenericSchema>(value: Value) {
  const entries = DOCUMENT_KINDS.map((kind) => [kind, v.exactOptional(value)] as const);
  return v.strictObject(
    Object.fromEntries(entries) as Record<
      (typeof DOCUMENT_KINDS)[number],
      v.ExactOptionalSchema<Value, undefined>
    >,
    `a map from ${DOCUMENT_KINDS.join(', ')}`,
  );
}

const byDirection = <Value extends v.GenericSchema>(value: Value) =>
  v.strictObject({ horizontal: value, vertical: value }, 'a map with `horizontal` and `vertical`');

const metaValue = v.union(
  [line('a value'), byDirection(line('a value'))],
  'a value, or one for each direction',
);

const meta = v.union(
  [
    v.strictObject({
      property: v.pipe(
        v.string(),
        v.regex(/^[a-z][-a-z0-9]*:[A-Za-z][-\w]*$/, 'a prefix, a colon and a name'),
      ),
      value: metaValue,
    }),
    v.strictObject({
      name: v.pipe(v.string(), v.regex(/^[A-Za-z][-\w.:]*$/, 'a name')),
      value: metaValue,
    }),
  ],
  'a map with `property` or `name`, and `value`',
);

/** A file of styles/epub/: everything may be left out. */
export const epubProfileSchema = v.strictObject({
  folder: v.exactOptional(fileName),
  package: v.exactOptional(v.pipe(fileName, v.regex(/\.opf$/, 'a name that ends in .opf'))),
  navigation: v.exactOptional(v.pipe(fileName, v.regex(/\.xhtml$/, 'a name that ends in .xhtml'))),
  stylesheet: v.exactOptional(v.pipe(filePath, v.regex(/\.css$/, 'a path that ends in .css'))),
  folders: v.exactOptional(
    v.strictObject({
      text: v.exactOptional(filePath),
      images: v.exactOptional(filePath),
      fonts: v.exactOptional(filePath),
    }),
  ),
  files: v.exactOptional(byKind(fileName)),
  'cover-image': v.exactOptional(fileName),
  'contents-page': v.exactOptional(flag),
  ncx: v.exactOptional(flag),
  guide: v.exactOptional(flag),
  'root-class': v.exactOptional(byDirection(className)),
  'body-class': v.exactOptional(byKind(className)),
  classes: v.exactOptional(
    v.record(
      v.pipe(
        v.string(),
        v.regex(/^\.?[a-z][-a-z0-9]*$/, 'the name of an element, or of a class behind a point'),
      ),
      className,
    ),
  ),
  notes: v.exactOptional(v.picklist(['plain', 'list'], '`plain` or `list`')),
  prefixes: v.exactOptional(
    v.record(
      v.pipe(v.string(), v.regex(/^[a-z][-a-z0-9]*$/, 'a prefix')),
      v.pipe(v.string(), v.regex(/^https?:\/\/[!-~]+$/, 'an address')),
    ),
  ),
  meta: v.exactOptional(v.array(meta, 'a list of metadata')),
  'most-megabytes': v.exactOptional(
    v.strictObject(
      {
        picture: v.pipe(v.number(MEGABYTES), v.minValue(0.1, MEGABYTES)),
        book: v.pipe(v.number(MEGABYTES), v.minValue(0.1, MEGABYTES)),
      },
      'a map with `picture` and `book`',
    ),
  ),
  'writing-mode': v.exactOptional(v.picklist(['horizontal', 'vertical'], '`horizontal` or `vertical`')),
});
