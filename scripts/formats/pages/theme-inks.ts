import * as v from 'valibot';
import { parse } from 'yaml';
import { BuildError } from '../../model/build-error.ts';
import { type Ink, type InkTable, type Rgb, rgbKey } from '../../model/ink.ts';

/** Styles whose inks are colours that Chromium knows, and what these stand for. */
export interface InkedStyles {
  readonly css: string;
  readonly inks: InkTable;
}

const percent = v.pipe(v.number(), v.minValue(0), v.maxValue(100));

const listSchema = v.record(
  v.pipe(v.string(), v.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)),
  v.strictObject({
    cmyk: v.tuple([percent, percent, percent, percent]),
    spot: v.exactOptional(v.pipe(v.string(), v.minLength(1))),
    tint: v.exactOptional(percent),
  }),
);

/**
 * Chromium has no colours in inks. So each ink of a theme, from its `inks.yaml` (as `--ink-<name>`) or written
 * `device-cmyk(…)` (CSS Color 5, 11), gets a colour of its own that looks like it and that nothing else has: the press
 * step finds it again in the PDF.
 * @throws BuildError `theme-inks` when the list or a colour cannot be read
 */
export function resolveInks(css: string, list: string): InkedStyles {
  const inks = new Map<number, Ink>();
  const taken = literalColors(css);
  const named = Object.entries(readList(list)).map(([name, ink]) => {
    const rgb = standIn(ink, inks, taken);
    return `--ink-${name}: rgb(${rgb.join(' ')});`;
  });
  const written = css.replace(/device-cmyk\(([^()]{0,80})\)/gi, (whole, inside: string) => {
    const { ink, alpha } = readDeviceCmyk(inside, whole);
    return `rgb(${standIn(ink, inks, taken).join(' ')}${alpha})`;
  });
  const root = named.length === 0 ? '' : `:root { ${named.join(' ')} }\n`;
  return { css: `${root}${written}`, inks };
}

function readList(list: string): Record<string, Ink> {
  if (list.trim() === '') return {};
  let data: unknown;
  try {
    data = parse(list);
  } catch (cause) {
    throw unreadable('inks.yaml', cause);
  }
  const read = v.safeParse(listSchema, data);
  if (!read.success) throw unreadable('inks.yaml', read.issues[0]);
  const whole = (value: number): number => value / 100;
  return Object.fromEntries(
    Object.entries(read.output).map(([name, { cmyk, spot, tint }]) => [
      name,
      {
        cmyk: cmyk.map(whole) as unknown as Ink['cmyk'],
        ...(spot === undefined ? {} : { spot }),
        ...(tint === undefined ? {} : { tint: whole(tint) }),
      },
    ]),
  );
}

/** `0 81% 81% 30%`, or with commas; behind a slash how opaque it is. */
function readDeviceCmyk(inside: string, whole: string): { ink: Ink; alpha: string } {
  const [parts = '', alpha] = inside.split('/');
  const values = parts
    .split(/[\s,]+/)
    .filter((part) => part !== '')
    .map((part) => (part.endsWith('%') ? Number(part.slice(0, -1)) / 100 : Number(part)));
  if (values.length !== 4 || !values.every((value) => value >= 0 && value <= 1)) throw unreadable(whole);
  return {
    ink: { cmyk: values as unknown as Ink['cmyk'] },
    alpha: alpha === undefined ? '' : ` / ${alpha.trim()}`,
  };
}

/** Colours that the styles write in numbers: no ink may stand behind one of them. */
function literalColors(css: string): Set<number> {
  const taken = new Set<number>();
  for (const [, digits = ''] of css.matchAll(/#([0-9a-f]{3,8})\b/gi)) {
    const long = digits.length < 6 ? [...digits].map((digit) => digit + digit).join('') : digits;
    taken.add(Number.parseInt(long.slice(0, 6), 16));
  }
  return taken;
}

/** The colour nearest to an ink's own that is free; black ink alone is grey, as any grey is black ink. */
function standIn(ink: Ink, inks: Map<number, Ink>, taken: Set<number>): Rgb {
  const [cyan, magenta, yellow, black] = ink.cmyk;
  const tint = ink.tint ?? 1;
  const component = (value: number): number =>
    Math.round(255 * (1 - tint * Math.min(1, value * (1 - black) + black)));
  const wanted: Rgb = [component(cyan), component(magenta), component(yellow)];
  if (ink.spot === undefined && cyan + magenta + yellow === 0) return wanted;
  for (const rgb of neighbours(wanted)) {
    const key = rgbKey(rgb);
    const known = inks.get(key);
    if (known !== undefined && JSON.stringify(known) === JSON.stringify(ink)) return rgb;
    // Black and white are everybody's.
    if (known !== undefined || taken.has(key) || key === 0 || key === 0xffffff) continue;
    inks.set(key, ink);
    return rgb;
  }
  return wanted;
}

/** A colour, then those around it, nearest first. */
function* neighbours([red, green, blue]: Rgb): Generator<Rgb> {
  for (let reach = 0; reach <= 8; reach += 1) {
    for (let r = red - reach; r <= red + reach; r += 1) {
      for (let g = green - reach; g <= green + reach; g += 1) {
        for (let b = blue - reach; b <= blue + reach; b += 1) {
          const distance = Math.max(Math.abs(r - red), Math.abs(g - green), Math.abs(b - blue));
          const isColor = [r, g, b].every((value) => value >= 0 && value <= 255);
          if (distance === reach && isColor) yield [r, g, b];
        }
      }
    }
  }
}

function unreadable(what: string, cause?: unknown): BuildError {
  return new BuildError(
    'theme-inks',
    `Unexpected \`${what}\` of the theme, expected inks in percent`,
    'Write `name: { cmyk: [0, 85, 90, 0] }` in inks.yaml, with `spot: PANTONE 186 C` for an ink of its own, or `device-cmyk(0 85% 90% 0)` in theme.css.',
    { cause },
  );
}
