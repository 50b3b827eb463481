import type { Schema } from 'hast-util-sanitize';

/** A colour, and nothing that a URL could stand in. */
const COLOUR = /^(?:none|currentcolor|#[\da-f]{3,8}|rgba?\([\d\s.,%/]+\))$/i;

/** The head of a line, which is in the drawing. */
const MARKER = /^url\(#[\w-]+\)$/;

/** Elements and what SVG 1.1 lets say of their shape and place: checkers of EPUBs hold it to that. */
const SHAPES: Readonly<Record<string, string>> = {
  svg: 'viewBox',
  g: 'transform',
  defs: '',
  marker: 'viewBox refX refY markerWidth markerHeight markerUnits orient preserveAspectRatio',
  path: 'd transform',
  rect: 'x y width height rx ry transform',
  circle: 'cx cy r transform',
  ellipse: 'cx cy rx ry transform',
  line: 'x1 y1 x2 y2 transform',
  polyline: 'points transform',
  polygon: 'points transform',
  text: 'x y dx dy transform',
  tspan: 'x y dx dy',
};

const LOOKS =
  'fillOpacity strokeWidth strokeDashArray strokeOpacity opacity fontSize fontWeight textAnchor dominantBaseline';

/** What the drawing of a diagram may hold: shapes and text. No script, style, link, picture or foreign content. */
export const DIAGRAM_SCHEMA: Schema = {
  tagNames: Object.keys(SHAPES),
  attributes: {
    '*': [
      ...LOOKS.split(' '),
      ['id', /^[\w-]+$/],
      ['fill', COLOUR],
      ['stroke', COLOUR],
      ['markerStart', MARKER],
      ['markerEnd', MARKER],
    ],
    ...Object.fromEntries(Object.entries(SHAPES).map(([name, list]) => [name, list.split(' ')])),
  },
  clobber: [],
  strip: ['script', 'style', 'foreignObject', 'title', 'desc', 'metadata'],
};
