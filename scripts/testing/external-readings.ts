/** A font as `pdffonts` lists it. */
export interface ListedFont {
  /** The whole row, to be shown. */
  readonly row: string;
  /** CID TrueType or CID Type 0C: outlines that a press takes. */
  readonly isCid: boolean;
  readonly isEmbedded: boolean;
  readonly isSubset: boolean;
  /** Whether a ToUnicode table says which characters the glyphs are. */
  readonly hasUnicode: boolean;
}

/** The rows of `pdffonts`; a row that cannot be read has every property false, so that no check passes over it. */
export function readFonts(output: string): readonly ListedFont[] {
  const lines = output.split('\n');
  const ruler = lines.findIndex((line) => line.startsWith('----'));
  return lines.slice(ruler + 1).flatMap((row) => {
    if (ruler < 0 || row.trim() === '') return [];
    const columns = /\s(CID TrueType|CID Type 0C)\s+\S+\s+(yes|no)\s+(yes|no)\s+(yes|no)\s/.exec(row);
    return [
      {
        row: row.trim().replace(/\s+/g, ' '),
        isCid: columns !== null,
        isEmbedded: columns?.[2] === 'yes',
        isSubset: columns?.[3] === 'yes',
        hasUnicode: columns?.[4] === 'yes',
      },
    ];
  });
}

/** The boxes of a page as `pdfinfo -box` tells them: left, bottom, right, top in points. */
export interface PageBoxes {
  readonly media: readonly number[];
  readonly bleed: readonly number[];
  readonly trim: readonly number[];
}

/** The boxes of all pages that `pdfinfo -box` was asked for, in their order. */
export function readBoxes(output: string): readonly PageBoxes[] {
  const boxes = (name: string): readonly (readonly number[])[] =>
    [...output.matchAll(new RegExp(`^Page\\s+\\d+ ${name}:\\s+(.*)$`, 'gm'))].map((match) =>
      (match[1] ?? '').trim().split(/\s+/).map(Number),
    );
  const [bleeds, trims] = [boxes('BleedBox'), boxes('TrimBox')];
  return boxes('MediaBox').map((media, index) => ({
    media,
    bleed: bleeds[index] ?? [],
    trim: trims[index] ?? [],
  }));
}

/** A line of `pdfinfo`, such as `Title`; undefined when it is not there. */
export function readInfo(output: string, key: string): string | undefined {
  return new RegExp(`^${key}:[ \\t]*(.*)$`, 'm').exec(output)?.[1];
}

/** The outline as `mutool show … outline` draws it: a tab a level, `title @page`, pages from 1. */
export function readOutline(output: string): readonly string[] {
  return [...output.matchAll(/^[|+-](\t+)"(.*)"\t#page=(\d+)/gm)].map(
    (match) => `${match[1]?.length} ${match[2]} @${match[3]}`,
  );
}

/** The ranges of page labels of `qpdf --json`, each as `index prefix/style`, indices from 0. */
export function readPageLabels(json: string): readonly string[] {
  const parsed = JSON.parse(json) as {
    pagelabels?: { index: number; label: { '/P'?: string; '/S'?: string; '/St'?: number } }[];
  };
  return (parsed.pagelabels ?? []).map(({ index, label }) => {
    // A text string of version 2 of the JSON is marked `u:`.
    const prefix = (label['/P'] ?? '').replace(/^u:/, '');
    return `${index} ${prefix}${label['/S'] ?? ''} from ${label['/St'] ?? 1}`;
  });
}

/** A rectangle in points from the page's upper left corner. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The text whose baselines lie in an area, from `mutool draw -F stext.json`, whose positions are whole points. */
export function readTextInside(json: string, area: Area): string {
  const { pages } = JSON.parse(json) as {
    pages: { blocks: { lines?: { x: number; y: number; text: string }[] }[] }[];
  };
  const right = area.left + area.width + 1;
  const bottom = area.top + area.height + 1;
  return pages
    .flatMap(({ blocks }) => blocks)
    .flatMap(({ lines }) => lines ?? [])
    .filter(({ x, y }) => x >= area.left - 1 && x <= right && y >= area.top && y <= bottom)
    .map(({ text }) => text)
    .join('');
}

/** Errors and warnings of one file that EPUBCheck's lines for people tell of (`ERROR(RSC-005): a.epub/…`). */
export function countEpubMessages(lines: string, name: string): { errors: number; warnings: number } {
  const found = [...lines.matchAll(/^(FATAL|ERROR|WARNING)\([A-Z]{2,4}-\d+\): ([^/(\n]*)/gm)];
  const own = found.filter(([, , file]) => file === name);
  const warnings = own.filter(([, severity]) => severity === 'WARNING').length;
  return { errors: own.length - warnings, warnings };
}

/** Text without white space: readers guess spaces and line ends from positions. */
export function bare(text: string): string {
  return text.replace(/\s/g, '');
}

/** The first place where two texts part, for a person to look at; undefined when they are equal. */
export function firstDifference(actual: string, expected: string): string | undefined {
  if (actual === expected) return undefined;
  let at = 0;
  while (at < actual.length && actual[at] === expected[at]) at += 1;
  return `at ${at} \`${actual.slice(at, at + 12)}\` instead of \`${expected.slice(at, at + 12)}\``;
}

/** How many characters of a text are radicals (U+2E80–U+2FDF), which look like ideographs but are found by nobody. */
export function countRadicals(text: string): number {
  return text.match(/[\u2e80-\u2fdf]/g)?.length ?? 0;
}
