import type { Diagnostic } from '../model/diagnostic.ts';
import { DEFAULT_LIMITS, PRESS_MARKS, type Press, type PressMark } from '../model/press.ts';
import type { ConfigPath } from './config-source.ts';
import type { EditionConfig } from './edition-schema.ts';
import type { PressConfig } from './press-schema.ts';

/** Something amiss with what is ordered for the press, at a path within the edition. */
interface PressProblem extends Omit<Diagnostic, 'place'> {
  readonly path: ConfigPath;
}

/** What an edition orders for the press, with the custom for what it leaves out. */
export function readPress(config: PressConfig): Press {
  const color = config.color ?? 'k';
  return {
    color,
    profile: config.profile ?? (color === 'gray' ? 'gray' : 'fogra39'),
    standard: config.standard ?? (color === 'rgb' ? 'none' : 'x-4'),
    marks: marksOf(config),
    overprintBlack: config['overprint-black'] ?? true,
    intent: config.intent ?? 'relative',
    limits: {
      ...DEFAULT_LIMITS,
      inkSum: config['ink-limit'] ?? DEFAULT_LIMITS.inkSum,
      colorPpi: config.resolution?.color ?? DEFAULT_LIMITS.colorPpi,
      grayPpi: config.resolution?.gray ?? DEFAULT_LIMITS.grayPpi,
      linePpi: config.resolution?.line ?? DEFAULT_LIMITS.linePpi,
      pageMultiple: config['page-multiple'] ?? DEFAULT_LIMITS.pageMultiple,
    },
  };
}

/** Whether an edition's pages need room for marks. */
export function hasMarks(config: PressConfig | undefined): boolean {
  return config !== undefined && marksOf(config).length > 0;
}

function marksOf({ marks = false }: PressConfig): readonly PressMark[] {
  if (typeof marks === 'boolean') return marks ? PRESS_MARKS : [];
  return PRESS_MARKS.filter((mark) => marks.includes(mark));
}

/** Orders that contradict each other, or the format. */
export function pressProblems({ format, press }: EditionConfig): PressProblem[] {
  if (press === undefined) return [];
  if (format !== 'pdf') {
    return [
      {
        severity: 'warning',
        ruleId: 'config-unused',
        message: `Unexpected \`press\` of an edition in \`${format}\`, expected it in PDF`,
        help: 'Leave it out.',
        path: ['press'],
      },
    ];
  }
  const { color, standard } = readPress(press);
  if (color !== 'rgb' || standard === 'none') return [];
  return [
    {
      severity: 'error',
      ruleId: 'press-conflict',
      message: `Unexpected \`color: rgb\` with \`standard: ${standard}\`, expected inks of a press`,
      help: 'Write `color: cmyk`, or `standard: none`.',
      path: ['press', 'color'],
    },
  ];
}
