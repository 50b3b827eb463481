import { isClass } from '../../attribute-list.ts';

/** Where a figure goes on the pages. */
const PLACES = ['inline', 'top', 'bottom', 'page', 'bleed', 'spread'] as const;

/** What is ordered of a figure. */
export interface FigureAttributes {
  /** Its name in the book, for references. */
  readonly id?: string;
  /** Width in characters of the body size; absent for the full measure. */
  readonly width?: number;
  /** Height of the picture in lines of the grid, caption not counted; absent for the picture's own shape. */
  readonly lines?: number;
  /** Where it goes; absent for inline where it fits, else the head of the next page. */
  readonly place?: (typeof PLACES)[number];
  /** Over all columns of the page. */
  readonly span?: 'all';
  /** Who made the picture, or where it is from (H05). */
  readonly credit?: string;
  /** Classes, as other tools read them; absent for none. They say nothing here. */
  readonly classes?: readonly string[];
  /** What could not be read, one sentence each. */
  readonly problems: readonly string[];
}

const LIMITS = { width: 100, lines: 100 } as const;

/** `#id`, `key=value`, `key="a value"` in either kind of quotation marks, or anything else up to a space. */
const WORD =
  /#(?<id>[^\s#"'=<>`]+)|(?<key>[a-z]+)=(?:"(?<plain>[^"]*)"|“(?<curly>[^”]*)”|(?<bare>\S*))|(?<other>\S+)/g;

/** Reads `#fig-gate width=28 lines=11 credit="王越 摄"`, the text between a figure's braces. */
export function parseAttributes(text: string): FigureAttributes {
  const problems: string[] = [];
  const values: { -readonly [Key in keyof Omit<FigureAttributes, 'problems'>]: FigureAttributes[Key] } = {};
  for (const { groups } of text.matchAll(WORD)) {
    const { id, key, plain, curly, bare, other } = groups ?? {};
    const value = plain ?? curly ?? bare ?? '';
    const place = PLACES.find((name) => name === value);
    if (id !== undefined) values.id = id;
    else if (other !== undefined && isClass(other)) values.classes = [...(values.classes ?? []), other];
    else if (key === 'credit' && value !== '') values.credit = value;
    else if (key === 'place' && place !== undefined) values.place = place;
    else if (key === 'span' && value === 'all') values.span = value;
    else if ((key === 'width' || key === 'lines') && isSize(key, value)) values[key] = Number(value);
    else problems.push(problemOf(key ?? other?.split('=')[0] ?? '', value));
  }
  return { ...values, problems };
}

function isSize(key: 'width' | 'lines', value: string): boolean {
  const number = /^\d{1,3}(\.\d)?$/.test(value) ? Number(value) : Number.NaN;
  return number > 0 && number <= LIMITS[key] && (key === 'width' || Number.isInteger(number));
}

/** What is expected of each attribute. */
const EXPECTED: ReadonlyMap<string, string> = new Map([
  ['width', `a number from 1 to ${LIMITS.width}`],
  ['lines', `a number from 1 to ${LIMITS.lines}`],
  ['place', `one of ${PLACES.map((place) => `\`${place}\``).join(', ')}`],
  ['span', '`all`'],
  ['credit', 'a name in quotation marks'],
]);

function problemOf(key: string, value: string): string {
  const expected = EXPECTED.get(key);
  if (expected !== undefined) return `Unexpected value \`${value}\` of \`${key}\`, expected ${expected}`;
  const names = [...EXPECTED.keys()].map((name) => `\`${name}\``).join(', ');
  return `Unexpected attribute \`${key}\` of a figure, expected \`#id\` or one of ${names}`;
}
