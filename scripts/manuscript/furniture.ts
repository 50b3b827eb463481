import type { Diagnostic } from '../model/diagnostic.ts';
import { DEFAULT_FURNITURE, type Furniture, type FurniturePosition } from '../model/furniture.ts';
import { MM_PER_PT, type PageGeometry, typeArea, type WritingMode } from '../model/geometry.ts';
import { type HeadTemplate, parseTemplate } from '../model/head-template.ts';
import type { EditionConfig } from './edition-schema.ts';

/** Running heads and folios of an edition that the schema has accepted. */
export function readFurniture(
  config: Pick<EditionConfig, 'running-heads' | 'folios' | 'thumb-tabs'>,
): Furniture {
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
      openings: heads?.openings ?? standard.heads.openings,
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
    thumbTabs: config['thumb-tabs'] ?? standard.thumbTabs,
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
