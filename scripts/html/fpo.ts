import type { Element } from 'hast';
import { h, s } from 'hastscript';

/** Strokes of the letters FPO on a 3 × 1.4 field: drawn, so that no text is added to the book. */
const LETTERS =
  'M0 1.4V0H.7M0 .65H.55M1.05 1.4V0H1.45A.38.38 0 0 1 1.45.76H1.05M2.4 0A.45.7 0 0 1 2.4 1.4A.45.7 0 0 1 2.4 0';

/**
 * The frame that stands for a missing picture: a crossed box with the letters FPO, "for position only", as layouts
 * mark it. `label` is its accessible name; `width` and `height` give its shape in any unit.
 */
export function fpoFrame(label: string, width: number, height: number): Element {
  const size = Math.min(width, height) / 9;
  const letters = `translate(${round(width / 2 - size * 1.45)} ${round(height / 2 - size * 0.7)}) scale(${round(size)})`;
  const plate = {
    x: round(width / 2 - size * 2.1),
    y: round(height / 2 - size * 1.3),
    width: round(size * 4.2),
    height: round(size * 2.6),
  };
  return h('div', { className: ['fpo'] }, [
    s(
      'svg',
      {
        viewBox: `0 0 ${round(width)} ${round(height)}`,
        role: 'img',
        ariaLabel: label,
        preserveAspectRatio: 'none',
      },
      [
        s('rect', {
          className: ['fpo-field'],
          x: 0,
          y: 0,
          width: round(width),
          height: round(height),
          fill: '#eee',
          stroke: 'none',
        }),
        s('path', {
          d: `M0 0L${round(width)} ${round(height)}M0 ${round(height)}L${round(width)} 0M0 0H${round(width)}V${round(height)}H0Z`,
          fill: 'none',
          stroke: '#666',
          'stroke-width': 1,
          'vector-effect': 'non-scaling-stroke',
        }),
        s('rect', { ...plate, fill: '#fff', stroke: 'none' }),
        s('path', { d: LETTERS, transform: letters, fill: 'none', stroke: '#333', 'stroke-width': 0.16 }),
      ],
    ),
  ]);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
