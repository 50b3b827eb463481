import * as v from 'valibot';
import { COVER_PICTURES } from '../model/cover.ts';
import { LINES } from './text-schema.ts';

// Messages in this schema are the end of a sentence: "Unexpected X, expected <message>".

function quantity(what: string, least: number, most: number, description: string) {
  const expected = `${what} from ${least} to ${most}`;
  return v.pipe(
    v.number(expected),
    v.minValue(least, expected),
    v.maxValue(most, expected),
    v.description(description),
  );
}

const PAPER = 'a map with either `gsm` or `caliper`';

const paper = v.pipe(
  v.strictObject(
    {
      gsm: v.exactOptional(quantity('g/m²', 20, 500, 'Weight: a leaf is 0.001346 mm thick for each g/m².')),
      caliper: v.exactOptional(quantity('millimetres', 0.02, 1, 'Thickness of a leaf in millimetres.')),
    },
    PAPER,
  ),
  v.check(({ gsm, caliper }) => (gsm === undefined) !== (caliper === undefined), PAPER),
  v.description("Paper of the book's pages, from which the spine follows. Default: 80 g/m²."),
);

const flapWidth = (description: string) => quantity('millimetres', 20, 200, description);

function flapText(which: string) {
  return v.exactOptional(
    v.pipe(
      v.string('text'),
      v.check((text) => LINES.test(text), 'text without control characters'),
      v.description(`Text on the ${which} flap; each line a paragraph.`),
    ),
  );
}

const flaps = v.union(
  [
    flapWidth('Width of both flaps in millimetres.'),
    v.strictObject(
      {
        width: flapWidth('Width of both flaps in millimetres.'),
        front: flapText('front'),
        back: flapText('back'),
      },
      'a map with `width`, `front` and `back`',
    ),
  ],
  'millimetres from 20 to 200, or a map with `width`, `front` and `back`',
);

const picture = v.exactOptional(
  v.pipe(v.string('a path'), v.description("A path within the manuscript's folder.")),
);

/** `cover` of an edition whose format is `cover`. */
export const coverSchema = v.pipe(
  v.strictObject(
    {
      of: v.exactOptional(
        v.pipe(
          v.string('the name of an edition'),
          v.description('The edition in PDF that it is for. Default: the first.'),
        ),
      ),
      paper: v.exactOptional(paper),
      spine: v.exactOptional(
        quantity('millimetres', 0, 150, 'Width of the spine. Default: from pages and paper.'),
      ),
      flaps: v.exactOptional(v.pipe(flaps, v.description('Flaps (勒口, 折り返し, 날개). Default: none.'))),
      pictures: v.exactOptional(
        v.pipe(
          v.strictObject(
            Object.fromEntries(COVER_PICTURES.map((name) => [name, picture])) as Record<
              (typeof COVER_PICTURES)[number],
              typeof picture
            >,
            `a map with ${COVER_PICTURES.map((name) => `\`${name}\``).join(', ')}`,
          ),
          v.description(
            'Pictures under the text of a panel, or of the whole, with bleed. Default: `cover-image` on the front.',
          ),
        ),
      ),
      'front-text': v.exactOptional(
        v.pipe(
          v.boolean('`true` or `false`'),
          v.description(
            'Whether title, authors and publisher are set on the front. Default: unless `cover-image` is on it.',
          ),
        ),
      ),
      'add-on': v.exactOptional(
        v.pipe(
          v.string('two or five digits in quotation marks'),
          v.regex(/^(?:\d{2}|\d{5})$/, 'two or five digits in quotation marks'),
          v.description('Digits of the bars beside those of the ISBN (price, 부가기호). Default: none.'),
        ),
      ),
    },
    'a map with `of`, `paper`, `flaps` and others',
  ),
  v.description('The cover in one piece, of an edition with `format: cover`.'),
);
