import * as v from 'valibot';
import type { Diagnostic } from '../model/diagnostic.ts';
import {
  DEFAULT_FURNITURE,
  FURNITURE_POSITIONS,
  type Furniture,
  type FurniturePosition,
} from '../model/furniture.ts';
import { MM_PER_PT, type PageGeometry, typeArea, type WritingMode } from '../model/geometry.ts';
import { type HeadTemplate, PLACEHOLDERS, parseTemplate } from '../model/head-template.ts';

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
          position: v.exactOptional(
            v.pipe(
              position,
              v.description(
                'Where heads stand; fore-edge is set vertically beside the type area. Default: head-outer.',
              ),
            ),
          ),
        },
        'a map with `verso`, `recto`, `heading` and `position`',
      ),
    ],
    '`false`, or a map with `verso`, `recto`, `heading` and `position`',
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

/** What of an edition orders its running heads and folios. */
export interface FurnitureConfig {
  readonly 'running-heads'?: v.InferOutput<typeof runningHeadsSchema>;
  readonly folios?: v.InferOutput<typeof foliosSchema>;
}

/** Running heads and folios of an edition that the schema has accepted. */
export function readFurniture(config: FurnitureConfig): Furniture {
  const heads = onOf(config['running-heads'], { verso: false, recto: false });
  const folios = onOf(config.folios, { template: false });
  const standard = DEFAULT_FURNITURE;
  const position = folios?.position ?? standard.folios.position;
  // Set vertically, numbers are Han, and roman ones have no place (jlreq n38).
  const isVertical = position === 'fore-edge';
  return {
    heads: {
      verso: readTemplate(heads?.verso, standard.heads.verso),
      recto: readTemplate(heads?.recto, standard.heads.recto),
      heading: heads?.heading ?? standard.heads.heading,
      position: heads?.position ?? standard.heads.position,
    },
    folios: {
      template: readTemplate(folios?.template, standard.folios.template),
      style: folios?.style ?? (isVertical ? 'han' : standard.folios.style),
      front: folios?.front ?? (isVertical ? 'han' : standard.folios.front),
      position,
      openings: folios?.openings ?? standard.folios.openings,
      hidden: folios?.hidden ?? standard.folios.hidden,
    },
  };
}

/** The orders of a map; `false` orders `nothing`. */
function onOf<Orders extends object>(given: Orders | false | undefined, nothing: Orders): Orders | undefined {
  return given === false ? nothing : given;
}

function readTemplate(text: string | false | undefined, standard: HeadTemplate): HeadTemplate {
  if (text === undefined) return standard;
  const parsed = parseTemplate(text === false ? '' : text);
  return 'template' in parsed ? parsed.template : standard;
}

/** A margin that is too narrow for what stands in it, at a path within its edition. */
export interface FurnitureProblem extends Omit<Diagnostic, 'place'> {
  readonly path: readonly string[];
}

/** Type of heads and folios, and their distance from the type area in body ems, as styles/formats/page.css sets them. */
const TYPE_EM = 0.86;
const DISTANCE_EM: Readonly<Record<WritingMode, number>> = { horizontal: 1.5, vertical: 1 };

/** What a knife may miss by, in millimetres. */
const CUTTING_MM = 2;

/** Running heads and folios that the margins of a page have no room for. */
export function furnitureProblems({ heads, folios }: Furniture, page: PageGeometry): FurnitureProblem[] {
  const hasHeads = heads.verso.length + heads.recto.length > 0;
  return [
    ...(hasHeads ? narrowMargin('running-heads', heads.position, page) : []),
    ...(folios.template.length > 0 ? narrowMargin('folios', folios.position, page) : []),
  ];
}

type Edge = 'head' | 'foot' | 'fore-edge';

function edgeOf(position: FurniturePosition): Edge {
  if (position === 'fore-edge') return position;
  return position.startsWith('head') ? 'head' : 'foot';
}

function narrowMargin(
  key: 'running-heads' | 'folios',
  position: FurniturePosition,
  page: PageGeometry,
): FurnitureProblem[] {
  const area = typeArea(page);
  const emMm = page.bodySizePt * MM_PER_PT;
  const edge = edgeOf(position);
  const margins: Readonly<Record<Edge, number>> = {
    head: page.topMm,
    foot: page.trim.heightMm - page.topMm - area.heightMm,
    'fore-edge': page.trim.widthMm - page.insideMm - area.widthMm,
  };
  const distanceMm =
    edge === 'fore-edge' ? page.pitchPt * MM_PER_PT - emMm : DISTANCE_EM[page.writingMode] * emMm;
  const marginMm = margins[edge];
  const neededMm = distanceMm + TYPE_EM * emMm + CUTTING_MM;
  if (marginMm >= neededMm) return [];
  return [
    {
      severity: 'warning',
      ruleId: 'page-furniture',
      message: `Unexpected ${edge} margin of ${marginMm.toFixed(1)} mm, expected at least ${neededMm.toFixed(1)} mm for \`${key}\` (F03)`,
      help: `Make the type area smaller, or order \`${key}\` elsewhere, or \`false\` for none.`,
      path: [key],
    },
  ];
}
