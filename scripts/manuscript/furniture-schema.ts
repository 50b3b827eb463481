import * as v from 'valibot';
import { FURNITURE_POSITIONS } from '../model/furniture.ts';
import { PLACEHOLDERS, parseTemplate } from '../model/head-template.ts';

// Messages in this schema are the end of a sentence: "Unexpected X, expected <message>".

const NAMES = PLACEHOLDERS.map((name) => `{${name}}`);

/** A template, or `false` or an empty text for nothing. */
const template = v.pipe(
  v.union(
    [
      v.literal(false, '`false`'),
      v.pipe(
        v.string('text'),
        v.check((text) => /^[^\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]*$/u.test(text), 'text in one line'),
        v.rawCheck(({ dataset, addIssue }) => {
          if (!dataset.typed) return;
          const parsed = parseTemplate(dataset.value);
          if (!('fault' in parsed)) return;
          const { fault, part } = parsed;
          if (fault === 'unbalanced')
            addIssue({ input: part, message: 'each `{` and `[` with its end, and no `[` inside another' });
          // `expected` is read for the advice, in the form of Valibot's own alternatives.
          else
            addIssue({
              input: part,
              message: `one of ${NAMES.join(', ')}`,
              expected: NAMES.map((name) => `"${name}"`).join(' | '),
            });
        }),
      ),
    ],
    'a text with places like `{chapter}`, or `false`',
  ),
);

function head(side: string, standard: string) {
  return v.exactOptional(
    v.pipe(
      template,
      v.description(
        `Running head of ${side} pages: text with ${NAMES.join(', ')}; {section|chapter} is the first there is, […] is left out where a value in it is missing; false for none. Default: ${standard}.`,
      ),
    ),
  );
}

const position = v.picklist(FURNITURE_POSITIONS, `one of ${FURNITURE_POSITIONS.join(', ')}`);

const off = v.literal(false, '`false`');

/** `running-heads` of an edition. */
export const runningHeadsSchema = v.pipe(
  v.union(
    [
      off,
      v.strictObject(
        {
          verso: head('even', '{book}'),
          recto: head('odd', '{section|chapter}'),
          heading: v.exactOptional(
            v.pipe(
              v.picklist(['first', 'last'], '`first` or `last`'),
              v.description('Which of several headings names a page. Default: first.'),
            ),
          ),
          openings: v.exactOptional(
            v.pipe(
              v.boolean('`true` or `false`'),
              v.description('Whether pages on which a chapter opens have one. Default: false.'),
            ),
          ),
          position: v.exactOptional(
            v.pipe(
              position,
              v.description(
                'Where heads stand; fore-edge is set vertically beside the type area. Default: head-outer.',
              ),
            ),
          ),
        },
        'a map with `verso`, `recto`, `heading`, `openings` and `position`',
      ),
    ],
    '`false`, or a map with `verso`, `recto`, `heading`, `openings` and `position`',
  ),
  v.description('Running heads (书眉, 柱); false for none.'),
);

/** `folios` of an edition. */
export const foliosSchema = v.pipe(
  v.union(
    [
      off,
      v.strictObject(
        {
          template: v.exactOptional(
            v.pipe(template, v.description('What is printed, like `— {folio} —`. Default: {folio}.')),
          ),
          style: v.exactOptional(
            v.pipe(
              v.picklist(['arabic', 'han'], '`arabic` or `han`'),
              v.description('Numbers of the body: 12 or 一二. Default: arabic, down the fore edge han.'),
            ),
          ),
          front: v.exactOptional(
            v.pipe(
              v.picklist(
                ['roman', 'arabic', 'han', 'continuous'],
                '`roman`, `arabic`, `han` or `continuous`',
              ),
              v.description(
                'Numbers of the front matter, from 1 on its own; continuous is one series through the book. Default: roman, down the fore edge han.',
              ),
            ),
          ),
          position: v.exactOptional(
            v.pipe(
              position,
              v.description(
                'Where folios stand; fore-edge is set vertically beside the type area. Default: foot-outer.',
              ),
            ),
          ),
          openings: v.exactOptional(
            v.pipe(
              v.boolean('`true` or `false`'),
              v.description('Whether pages on which a chapter opens have one. Default: true.'),
            ),
          ),
          hidden: v.exactOptional(
            v.pipe(
              v.boolean('`true` or `false`'),
              v.description(
                'A small number at the binding of every page but the cover, blank ones too, for the printer (隠しノンブル). Default: false.',
              ),
            ),
          ),
        },
        'a map with `template`, `style`, `front`, `position`, `openings` and `hidden`',
      ),
    ],
    '`false`, or a map with `template`, `style`, `front`, `position`, `openings` and `hidden`',
  ),
  v.description(
    'Printed page numbers (页码, ノンブル); false for none. Numbers of the contents follow them.',
  ),
);

/** `thumb-tabs` of an edition. */
export const thumbTabsSchema = v.pipe(
  v.boolean('`true` or `false`'),
  v.description(
    'A mark at the fore edge of each page of a chapter, one below the other from chapter to chapter (检索标, 爪). Default: false.',
  ),
);
