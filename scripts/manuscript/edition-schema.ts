import * as v from 'valibot';
import { QUOTATION_MARKS } from '../model/edition.ts';
import { GENERATED_PARTS } from '../model/generated-part.ts';
import { MOST_COLUMNS } from '../model/geometry.ts';
import { IMPOSITIONS } from '../model/imposition.ts';
import { coverSchema } from './cover-schema.ts';
import { epubSchema } from './epub-schema.ts';
import { foliosSchema, runningHeadsSchema, thumbTabsSchema } from './furniture-schema.ts';
import { notesSchema } from './notes-schema.ts';
import { pressSchema } from './press-schema.ts';
import { TRIM_NAMES } from './trim-sizes.ts';
import { variablesSchema } from './variables-schema.ts';

// Messages in this schema are the end of a sentence: "Unexpected X, expected <message>".

/** A number within limits; the limits only keep out slips of the unit (cm for mm, px for pt). */
function quantity(what: string, least: number, most: number) {
  const expected = `${what} from ${least} to ${most}`;
  return v.pipe(v.number(expected), v.minValue(least, expected), v.maxValue(most, expected));
}

function count(what: string, most: number) {
  const expected = `a whole number of ${what} from 1 to ${most}`;
  return v.pipe(v.number(expected), v.integer(expected), v.minValue(1, expected), v.maxValue(most, expected));
}

const trimSide = quantity('millimetres', 30, 1500);
const marginMm = quantity('millimetres', 0, 500);

const trim = v.pipe(
  v.union(
    [
      v.picklist(TRIM_NAMES, `one of ${TRIM_NAMES.join(', ')}`),
      v.strictObject(
        {
          width: v.pipe(trimSide, v.description('Width in millimetres.')),
          height: v.pipe(trimSide, v.description('Height in millimetres.')),
        },
        'a map with `width` and `height` in millimetres',
      ),
    ],
    'the name of a trim, or a map with `width` and `height` in millimetres',
  ),
  v.description('Page after cutting: a name (A5, 大32开, 四六判 …) or width and height in millimetres.'),
);

const typeArea = v.pipe(
  v.strictObject(
    {
      characters: v.pipe(count('characters', 400), v.description('Characters in a full line.')),
      lines: v.pipe(count('lines', 400), v.description('Lines on a full page.')),
    },
    'a map with `characters` and `lines`',
  ),
  v.description('Type area (版心) as characters × lines; the margins follow. Not together with `margins`.'),
);

const margins = v.pipe(
  v.strictObject(
    {
      top: v.pipe(marginMm, v.description('Head margin in millimetres.')),
      bottom: v.pipe(marginMm, v.description('Foot margin in millimetres.')),
      inside: v.pipe(marginMm, v.description('Margin at the binding in millimetres.')),
      outside: v.pipe(marginMm, v.description('Margin at the fore edge in millimetres.')),
    },
    'a map with `top`, `bottom`, `inside` and `outside` in millimetres',
  ),
  v.description(
    'Margins in millimetres; the type area is the whole characters and lines that fit, centred in what they leave.',
  ),
);

const impositionKind = v.pipe(
  v.picklist(IMPOSITIONS, `one of ${IMPOSITIONS.join(', ')}`),
  v.description('Folded and stitched through the fold, or spreads as the reader sees them.'),
);

const imposition = v.strictObject(
  {
    kind: impositionKind,
    sheet: v.exactOptional(
      v.pipe(
        v.picklist(['A4', 'A3'], 'A4 or A3'),
        v.description('Paper on which spreads are made to fit. Default: as large as two pages.'),
      ),
    ),
    creep: v.exactOptional(
      v.pipe(
        quantity('millimetres', 0, 2),
        v.description(
          'How much nearer to the fold the pages of each sheet stand than those of the one around it. Default: 0.',
        ),
      ),
    ),
  },
  'a map with `kind`, `sheet` and `creep`',
);

/** Of a book, or of one of its editions. */
export const composerSchema = v.pipe(
  v.boolean('`true` or `false`'),
  v.description(
    'Whether lines are chosen over whole paragraphs, marks squeezed before gaps are opened. Default: true.',
  ),
);

/** One entry of `editions`. */
export const editionSchema = v.strictObject(
  {
    format: v.pipe(
      v.picklist(['pdf', 'epub', 'cover'], '`pdf`, `epub` or `cover`'),
      v.description('How the edition is produced; a cover is a PDF of back, spine and front in one.'),
    ),
    language: v.exactOptional(
      v.pipe(
        v.picklist(['zh-CN', 'zh-TW', 'zh-HK'], '`zh-CN`, `zh-TW` or `zh-HK`'),
        v.description(
          "Chinese of another region: characters, words and quotation marks are converted by OpenCC. Default: the book's own.",
        ),
      ),
    ),
    theme: v.exactOptional(
      v.pipe(
        v.string('the name of a theme'),
        v.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'small letters, digits and single hyphens, like `plain`'),
        v.description("Folder under styles/themes/, the book's own first. Default: plain."),
      ),
    ),
    trim: v.exactOptional(trim),
    bleed: v.exactOptional(
      v.pipe(
        quantity('millimetres', 0, 20),
        v.description('Colour over the trim on every side, in millimetres. Default: 0; for the press 3.'),
      ),
    ),
    'body-size': v.exactOptional(
      v.pipe(quantity('points', 4, 72), v.description('Body size in points. Default: by language and trim.')),
    ),
    leading: v.exactOptional(
      v.pipe(
        quantity('points (or below 4 a ratio)', 1, 200),
        v.description('From baseline to baseline in points; below 4, a multiple of the body size.'),
      ),
    ),
    'type-area': v.exactOptional(typeArea),
    margins: v.exactOptional(margins),
    top: v.exactOptional(
      v.pipe(
        marginMm,
        v.description(
          'From the top edge to the type area in millimetres. Default: the type area is centred.',
        ),
      ),
    ),
    gutter: v.exactOptional(
      v.pipe(
        quantity('millimetres', 0, 50),
        v.description('Shift of the type area away from the binding, in millimetres. Default: 0.'),
      ),
    ),
    'writing-mode': v.exactOptional(
      v.pipe(
        v.picklist(['horizontal', 'vertical'], '`horizontal` or `vertical`'),
        v.description('How lines run. Vertical books are bound on the right. Default: horizontal.'),
      ),
    ),
    'chapter-start': v.exactOptional(
      v.pipe(
        v.picklist(['recto', 'page'], '`recto` or `page`'),
        v.description('Whether chapters open on an odd page or on the next page. Default: recto.'),
      ),
    ),
    columns: v.exactOptional(
      v.pipe(
        count('columns', MOST_COLUMNS),
        v.description('Columns of the text of chapters, balanced at their end. Default: 1.'),
      ),
    ),
    without: v.exactOptional(
      v.pipe(
        v.array(
          v.picklist(GENERATED_PARTS, `one of ${GENERATED_PARTS.join(', ')}`),
          'a list of generated parts',
        ),
        v.description('Generated parts of the spine that this edition leaves out. Default: none.'),
      ),
    ),
    'running-heads': v.exactOptional(runningHeadsSchema),
    folios: v.exactOptional(foliosSchema),
    'thumb-tabs': v.exactOptional(thumbTabsSchema),
    notes: v.exactOptional(notesSchema),
    fpo: v.exactOptional(
      v.pipe(
        v.picklist(['warn', 'error'], '`warn` or `error`'),
        v.description('Figures without a picture: set a frame and warn, or refuse. Default: warn.'),
      ),
    ),
    'page-list': v.exactOptional(
      v.pipe(
        v.string('the name of a PDF edition'),
        v.description(
          'Of an EPUB: the PDF edition whose pages it marks and lists, where both are built. Default: the first one in its language.',
        ),
      ),
    ),
    epub: v.exactOptional(epubSchema),
    press: v.exactOptional(pressSchema),
    cover: v.exactOptional(coverSchema),
    imposition: v.exactOptional(
      v.pipe(
        v.union([impositionKind, imposition], 'booklet, two-up, or a map with `kind`, `sheet` and `creep`'),
        v.description('Two pages on each side of a sheet, for printers of the office.'),
      ),
    ),
    composer: v.exactOptional(composerSchema),
    variables: v.exactOptional(variablesSchema),
    'hanging-punctuation': v.exactOptional(
      v.pipe(
        v.boolean('`true` or `false`'),
        v.description(
          'Whether stops and commas of Japanese hang beyond the end of a line (ぶら下げ). Default: false.',
        ),
      ),
    ),
    'tate-chu-yoko': v.exactOptional(
      v.pipe(
        v.boolean('`true` or `false`'),
        v.description(
          'Whether vertical lines set short numbers side by side, letters and acronyms upright. Default: true.',
        ),
      ),
    ),
    'quotation-marks': v.exactOptional(
      v.pipe(
        v.picklist(QUOTATION_MARKS, `one of ${QUOTATION_MARKS.join(', ')}`),
        v.description(
          'Quotation marks of the whole edition: 「」『』, “”‘’, or as written. Default: as written, and in vertical lines of Simplified Chinese and Korean 『』「」 for “”‘’.',
        ),
      ),
    ),
  },
  'a map with at least `format`',
);

/** An entry of `editions` that the schema has accepted. */
export type EditionConfig = v.InferOutput<typeof editionSchema>;
