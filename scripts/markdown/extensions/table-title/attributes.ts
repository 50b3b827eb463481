import type { AttributeList } from '../../attribute-list.ts';

/** What the braces of a table's title order. */
export interface TableAttributes {
  /** Properties of the table in HTML. */
  readonly properties: Readonly<Record<string, string>>;
  /** What could not be read, one sentence each. */
  readonly problems: readonly string[];
}

interface Attribute {
  readonly property: string;
  /** What it takes. */
  readonly form: RegExp;
  /** The same in words. */
  readonly expected: string;
}

/** Up to 99 characters, halves too, or what the others leave. */
const WIDTH = '(?:[1-9][0-9]?(?:\\.5)?|auto)';

const ATTRIBUTES: ReadonlyMap<string, Attribute> = new Map([
  ['wide', { property: 'dataWide', form: /^(?:shrink|turn)$/, expected: '`shrink` or `turn`' }],
  ['place', { property: 'dataPlace', form: /^(?:top|bottom|page)$/, expected: '`top`, `bottom` or `page`' }],
  [
    'widths',
    {
      property: 'dataWidths',
      form: new RegExp(`^${WIDTH}(?: ${WIDTH}){0,49}$`),
      expected: 'a number of characters or `auto` for each column, like `"10 8 auto"`',
    },
  ],
  [
    'valign',
    {
      property: 'dataValign',
      form: /^(?:top|middle|bottom)$/,
      expected: '`top`, `middle` or `bottom`',
    },
  ],
  ['head-rows', { property: 'dataHeadRows', form: /^[1-9]$/, expected: 'a number from 1 to 9' }],
  ['head-columns', { property: 'dataHeadColumns', form: /^[1-9]$/, expected: 'a number from 1 to 9' }],
  [
    'decimal',
    {
      property: 'dataDecimal',
      form: /^[1-9][0-9]?(?: [1-9][0-9]?){0,49}$/,
      expected: 'numbers of columns, like `"2 3"`',
    },
  ],
]);

/** Reads `#freight widths="10 8 auto" head-rows=2` of a table with so many columns. */
export function readTableAttributes({ id, pairs, rest }: AttributeList, columns: number): TableAttributes {
  const properties: Record<string, string> = id === undefined ? {} : { id };
  const names = [...ATTRIBUTES.keys()].map((name) => `\`${name}\``).join(', ');
  const unknown = (word: string): string =>
    `Unexpected \`${word}\` of a table, expected an id or one of ${names}`;
  const problems = rest.map(unknown);
  for (const [key, value] of pairs) {
    const attribute = ATTRIBUTES.get(key);
    if (attribute === undefined) problems.push(unknown(`${key}=${value}`));
    else if (key === 'widths' && value.split(' ').length > columns)
      problems.push(`Unexpected ${value.split(' ').length} \`widths\` of a table of ${columns} columns`);
    else if (attribute.form.test(value)) properties[attribute.property] = value;
    else problems.push(`Unexpected value \`${value}\` of \`${key}\`, expected ${attribute.expected}`);
  }
  return { properties, problems };
}
