import * as v from 'valibot';

/** Text without control characters, lone surrogates and noncharacters, which XML and PDF cannot hold. */
const LINE = /^[^\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]*[\n\r]*$/u;

/** The same over several lines. */
export const LINES = /^(?:[^\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]|[\t\n\r])*$/u;

/** Text in one line; a folded YAML scalar ends in a newline, which the reader trims. */
export function line(what: string) {
  const expected = `${what} in one line`;
  return v.pipe(
    v.string(expected),
    v.minLength(1, expected),
    v.check((text) => text.trim() !== '' && LINE.test(text), expected),
  );
}

/** ISO 8601: a year, a month or a day that exists. */
export function isIsoDate(value: string | number): boolean {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(String(value));
  if (match === null) return false;
  const [, year = '', month = '01', day = '01'] = match;
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  // A 30 February rolls over into March instead of failing.
  return !Number.isNaN(date.getTime()) && date.getUTCDate() === Number(day);
}

/** What is expected of one. */
export const DATE = 'a date as year, year-month or year-month-day, like `2024-05-01`';
