import * as v from 'valibot';
import { PRESS_COLORS, PRESS_INTENTS, PRESS_MARKS, PRESS_STANDARDS } from '../model/press.ts';

// Messages in this schema are the end of a sentence: "Unexpected X, expected <message>".

function choice<const Names extends readonly string[]>(names: Names, description: string) {
  return v.exactOptional(v.pipe(v.picklist(names, `one of ${names.join(', ')}`), v.description(description)));
}

function limit(what: string, least: number, most: number, description: string) {
  const expected = `${what} from ${least} to ${most}`;
  return v.exactOptional(
    v.pipe(
      v.number(expected),
      v.minValue(least, expected),
      v.maxValue(most, expected),
      v.description(description),
    ),
  );
}

const marks = v.union(
  [v.boolean('`true` or `false`'), v.array(v.picklist(PRESS_MARKS, `one of ${PRESS_MARKS.join(', ')}`))],
  `\`true\`, \`false\` or a list of ${PRESS_MARKS.join(', ')}`,
);

/** `press` of an edition. */
export const pressSchema = v.pipe(
  v.strictObject(
    {
      printer: v.exactOptional(
        v.pipe(
          v.string('the name of a printing house'),
          v.regex(
            /^[a-z0-9]+(?:-[a-z0-9]+)*$/,
            'small letters, digits and single hyphens, like `japan-offset`',
          ),
          v.description(
            'What a printing house asks for, by the name of its file in styles/press/printers/; what is written beside it counts more.',
          ),
        ),
      ),
      color: choice(
        PRESS_COLORS,
        'Inks: everything black in a file for four colours, grey for one colour, four colours, or RGB as it is. Default: k.',
      ),
      profile: v.exactOptional(
        v.pipe(
          v.string('the name of a printing condition'),
          v.description(
            'Printing condition by its name in styles/press/profiles/profiles.yaml, or a file in the styles/press/profiles/ of the book. Default: fogra39; for grey, gray.',
          ),
        ),
      ),
      standard: choice(PRESS_STANDARDS, 'What the file conforms to. Default: x-4; for RGB, none.'),
      marks: v.exactOptional(
        v.pipe(marks, v.description("Printer's marks outside the bleed, all or some. Default: false.")),
      ),
      'overprint-black': v.exactOptional(
        v.pipe(
          v.boolean('`true` or `false`'),
          v.description(
            'Whether black text prints over the colour under it, of editions in four colours. Default: true.',
          ),
        ),
      ),
      intent: choice(
        PRESS_INTENTS,
        "How colours out of the inks' reach are brought into it; relative keeps those within. Default: relative.",
      ),
      'ink-limit': limit('percent', 100, 400, 'Most ink on one spot, all plates added up. Default: 300.'),
      resolution: v.exactOptional(
        v.pipe(
          v.strictObject(
            {
              color: limit('pixels an inch', 1, 4800, 'Of colour pictures. Default: 350.'),
              gray: limit('pixels an inch', 1, 4800, 'Of grey pictures. Default: 600.'),
              line: limit('pixels an inch', 1, 4800, 'Of pictures in black and white only. Default: 1200.'),
            },
            'a map with `color`, `gray` and `line`',
          ),
          v.description('Least resolution of pictures at their printed size.'),
        ),
      ),
      downsample: v.exactOptional(
        v.pipe(
          v.boolean('`true` or `false`'),
          v.description(
            'Whether pictures of more than one and a half times the resolution are brought down to it. Default: false.',
          ),
        ),
      ),
      'page-multiple': v.exactOptional(
        v.pipe(
          v.picklist([1, 2, 4, 8, 16, 32], 'one of 1, 2, 4, 8, 16, 32'),
          v.description(
            'What the number of pages is filled up to a multiple of, by blank pages at the end. Default: 1.',
          ),
        ),
      ),
    },
    'a map with `color`, `profile`, `standard` and others',
  ),
  v.description('For the printing house: inks, marks and standard of the PDF.'),
);

/** A `press` that the schema has accepted. */
export type PressConfig = v.InferOutput<typeof pressSchema>;
