import * as v from 'valibot';
import type { Diagnostic } from '../model/diagnostic.ts';
import { DEFAULT_LIMITS, PRESS_MARKS, type Press, type PressMark } from '../model/press.ts';
import type { ConfigPath } from './config-source.ts';
import type { EditionConfig } from './edition-schema.ts';
import { type NamedTexts, parsedYaml } from './named-texts.ts';
import { type PressConfig, pressSchema } from './press-schema.ts';

/** Something amiss with what is ordered for the press, at a path within the edition. */
interface PressProblem extends Omit<Diagnostic, 'place'> {
  readonly path: ConfigPath;
}

/** An edition with what its printing house asks for, where the author orders nothing else; what is not known is not judged. */
export function withPrinter(
  config: EditionConfig,
  printers: NamedTexts | undefined,
): { readonly config: EditionConfig; readonly problems: readonly PressProblem[] } {
  const name = config.press?.printer;
  if (config.press === undefined || name === undefined || printers === undefined)
    return { config, problems: [] };
  const problem = (message: string, help: string): PressProblem => ({
    severity: 'error',
    ruleId: 'config-value',
    message,
    help,
    path: ['press', 'printer'],
  });
  const text = printers.get(name);
  if (text === undefined) {
    const names = [...printers.keys()].map((one) => `\`${one}\``).join(', ');
    const message = `Unexpected printing house \`${name}\`, expected one of ${names}`;
    return {
      config,
      problems: [problem(message, `Put \`styles/press/printers/${name}.yaml\` into the book's folder.`)],
    };
  }
  const asked = v.safeParse(pressSchema, parsedYaml(text));
  if (!asked.success || asked.output.printer !== undefined) {
    const message = `Unexpected \`styles/press/printers/${name}.yaml\`, expected keys of \`press\``;
    return { config, problems: [problem(message, 'Write it as `press` of an edition is written.')] };
  }
  return { config: { ...config, press: { ...asked.output, ...config.press } }, problems: [] };
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
    downsample: config.downsample ?? false,
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
  if (format === 'epub') {
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
