import { idFrom } from '../../attribute-list.ts';

/** The size ordered for a figure. */
export interface FigureAttributes {
  /** What links and references name it by. */
  readonly id?: string;
  /** Width in characters of the body size; absent for the full measure. */
  readonly width?: number;
  /** Height of the picture in lines of the grid, caption not counted; absent for the picture's own shape. */
  readonly lines?: number;
  /** What could not be read, one sentence each. */
  readonly problems: readonly string[];
}

const LIMITS = { width: 100, lines: 100 } as const;

/** Reads `#gate width=28 lines=11`, the text between a figure's braces. */
export function parseAttributes(text: string): FigureAttributes {
  const problems: string[] = [];
  const values: { id?: string; width?: number; lines?: number } = {};
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const id = idFrom(word);
    if (id !== undefined) {
      values.id = id;
      continue;
    }
    const equals = word.indexOf('=');
    const key = equals < 0 ? word : word.slice(0, equals);
    const value = equals < 0 ? '' : word.slice(equals + 1);
    if (key !== 'width' && key !== 'lines') {
      problems.push(`Unexpected attribute \`${key}\` of a figure, expected \`width\` or \`lines\``);
      continue;
    }
    const number = /^\d{1,3}(\.\d)?$/.test(value) ? Number(value) : Number.NaN;
    if (number > 0 && number <= LIMITS[key] && (key === 'width' || Number.isInteger(number)))
      values[key] = number;
    else
      problems.push(
        `Unexpected value \`${value}\` of \`${key}\`, expected a number from 1 to ${LIMITS[key]}`,
      );
  }
  return { ...values, problems };
}
