import type { DrawnPage, Glyph } from './pdf-glyphs.ts';

/** How lines of Chinese text are set, counted from where their glyphs are drawn. */
export interface LineFacts {
  readonly lines: number;
  /** Lines that begin or end with what may not (C01, C02), at the level of GB/T 15834. */
  readonly kinsoku: number;
  /** Signs of two characters that two lines share: —— …… (C03). */
  readonly splitPairs: number;
  /** Last lines of less than two characters (B07). */
  readonly runts: number;
  /** Lines in which two Han stand more than 0.08 em apart, and more than 0.25 em. */
  readonly loose: number;
  readonly gaping: number;
  /** The widest gap between two Han, em. */
  readonly worstGap: number;
  /** Full lines that end in a mark, and those of them in which it takes half an em (C06). */
  readonly markEnds: number;
  readonly halfMarkEnds: number;
  /** How far the end of a full line is from the edge at most, em. */
  readonly worstEdge: number;
}

/** Where text is to be looked for. */
export interface TextSetting {
  /** Type size, pt. */
  readonly size: number;
  /** Characters in a line. */
  readonly measure: number;
  readonly vertical: boolean;
}

const NOT_AT_START = /^[。．，、：；！？‼⁇⁈⁉”’」』）》〉】〗〕］｝～·・‧／/–]/u;
const NOT_AT_END = /[“‘「『（《〈【〖〔［｛／]$/u;
const CLOSING = /[。．，、：；！？”’」』）》〉】〗〕］｝]/u;
const HAN = /\p{Script=Han}/u;

/** A line of glyphs, each with its place along it, em from where lines begin. */
interface Line {
  readonly glyphs: readonly Placed[];
  readonly indented: boolean;
}

interface Placed {
  readonly character: string;
  readonly at: number;
  readonly width: number;
}

/** Reads the body text of a PDF line by line. Paragraphs are told by the indent of what follows. */
export function lineFacts(pages: readonly DrawnPage[], setting: TextSetting): LineFacts {
  const lines = pages.flatMap((page) => linesOf(page, setting));
  const origins = setting.vertical ? originsOf(lines) : new Map<string, number>();
  const facts = {
    lines: lines.length,
    kinsoku: 0,
    splitPairs: 0,
    runts: 0,
    loose: 0,
    gaping: 0,
    worstGap: 0,
    markEnds: 0,
    halfMarkEnds: 0,
    worstEdge: 0,
  };
  lines.forEach((line, index) => {
    const next = lines[index + 1];
    const text = textOf(line);
    const isLast = next === undefined || next.indented;
    if (!line.indented && NOT_AT_START.test(text)) facts.kinsoku += 1;
    if (!isLast && NOT_AT_END.test(text)) facts.kinsoku += 1;
    if (!isLast && /[—…]$/u.test(text) && textOf(next).startsWith(text.slice(-1))) facts.splitPairs += 1;
    if (isLast && !line.indented && [...text].filter((one) => !CLOSING.test(one)).length < 2)
      facts.runts += 1;
    const gap = widestGap(line, origins);
    facts.worstGap = Math.max(facts.worstGap, gap);
    if (gap > 0.08) facts.loose += 1;
    if (gap > 0.25) facts.gaping += 1;
    if (!isLast) countEnd(line, setting, origins, facts);
  });
  return facts;
}

function countEnd(
  { glyphs }: Line,
  { measure, vertical }: TextSetting,
  origins: ReadonlyMap<string, number>,
  facts: { markEnds: number; halfMarkEnds: number; worstEdge: number },
): void {
  const last = glyphs.at(-1);
  if (last === undefined) return;
  // In lines that run down these stand in the middle of their em, or their origin is not where the em begins.
  if (vertical && /[：；？！·…—A-Za-z0-9]/u.test(last.character)) return;
  const isMark = CLOSING.test(last.character);
  const origin = vertical ? origins.get(last.character) : 0;
  const left = measure - last.at + (origin ?? 0);
  // A paragraph that begins with a number upright seems to have no indent.
  if (left > 2) return;
  if (isMark) {
    facts.markEnds += 1;
    if (Math.abs(left - 0.5) < 0.08) facts.halfMarkEnds += 1;
  }
  const width = isMark ? (left < 0.75 ? 0.5 : 1) : last.width;
  if (origin === undefined) return;
  facts.worstEdge = Math.max(facts.worstEdge, Math.abs(left - width));
}

/**
 * How far from the head of its em each character's origin is where lines run down, em: a face without a table of such
 * origins has one for each glyph. Told by last lines, of which no gap is opened, as far as nothing in them is squeezed.
 */
function originsOf(lines: readonly Line[]): ReadonlyMap<string, number> {
  const seen = new Map<string, number[]>();
  lines.forEach(({ glyphs, indented }, index) => {
    const next = lines[index + 1];
    if (indented || (next !== undefined && !next.indented)) return;
    for (const [place, { character, at }] of glyphs.entries()) {
      const found = seen.get(character) ?? [];
      seen.set(character, found);
      found.push(at - place);
      if (!HAN.test(character)) break;
    }
  });
  return new Map(
    [...seen].map(([character, found]) => [
      character,
      found.sort((one, other) => one - other)[found.length >> 1] ?? 0,
    ]),
  );
}

function widestGap({ glyphs }: Line, origins: ReadonlyMap<string, number>): number {
  let widest = 0;
  glyphs.forEach(({ character, at }, index) => {
    const before = glyphs[index - 1];
    if (before === undefined || !HAN.test(character) || !HAN.test(before.character)) return;
    const moved = (origins.get(character) ?? 0) - (origins.get(before.character) ?? 0);
    widest = Math.max(widest, at - before.at - 1 - moved);
  });
  return widest;
}

function textOf({ glyphs }: Line): string {
  return glyphs.map(({ character }) => character).join('');
}

function linesOf({ glyphs }: DrawnPage, { size, vertical }: TextSetting): Line[] {
  const body = glyphs.filter((glyph) => Math.abs(glyph.size - size) < 0.01);
  // Lines are told by their Han; numbers side by side and what lies on its side stand near the middle of one.
  const rows = new Map<number, Glyph[]>();
  const across = (glyph: Glyph): number => (vertical ? middleOf(glyph) : -glyph.y);
  for (const glyph of [...body.filter(isWhole), ...body.filter((one) => !isWhole(one))]) {
    const place = across(glyph);
    const reach = isWhole(glyph) || !vertical ? size * 0.2 : size * 0.7;
    const [key = Math.round(place)] = [...rows.keys()]
      .filter((near) => Math.abs(near - place) <= reach)
      .sort((one, other) => Math.abs(one - place) - Math.abs(other - place));
    rows.set(key, [...(rows.get(key) ?? []), glyph]);
  }
  const along = ({ x, y }: Glyph): number => (vertical ? -y : x);
  const starts = [...rows.values()].map((row) => Math.min(...row.filter(isWhole).map(along)));
  const edge = mostFrequent(starts.filter(Number.isFinite));
  return [...rows.entries()]
    .sort(([one], [other]) => (vertical ? other - one : one - other))
    .map(([, row]) => {
      const placed = row
        .map((glyph) => ({
          character: glyph.character,
          at: (along(glyph) - edge) / size,
          width: glyph.width / size,
        }))
        .filter(({ character }) => character.trim() !== '')
        .sort((one, other) => one.at - other.at);
      return { glyphs: placed, indented: (placed[0]?.at ?? 0) > 1 };
    });
}

function isWhole({ character }: Glyph): boolean {
  return HAN.test(character);
}

function middleOf({ x, width, turned }: Glyph): number {
  return turned ? x : x + width / 2;
}

/** The most frequent number, to a tenth. */
function mostFrequent(numbers: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const number of numbers) {
    const rounded = Math.round(number * 10) / 10;
    counts.set(rounded, (counts.get(rounded) ?? 0) + 1);
  }
  const [best] = [...counts].sort(([, one], [, other]) => other - one)[0] ?? [0];
  const near = numbers.filter((number) => Math.abs(number - best) < 0.1);
  return near.reduce((sum, number) => sum + number, 0) / Math.max(near.length, 1);
}
