/** Digits of an ISBN, with what may stand before and between them. */
const ISBN = /^(?:urn:)?isbn(?:-1[03])?[:\s]*([\dXx\s\-–—]+)$/i;
/** A number that can be nothing else. */
const BARE = /^97[89][\s\-–]?[\d\s\-–]{10,16}$/;

/** The digits of an identifier that is meant as an ISBN, `X` for ten; `undefined` for any other. */
function digitsOf(identifier: string): string | undefined {
  const text = identifier.trim();
  const written = ISBN.exec(text)?.[1] ?? (BARE.test(text) ? text : undefined);
  return written?.replaceAll(/[\s\-–—]/g, '').toUpperCase();
}

/** Whether an identifier is meant as an ISBN. */
export function isIsbn(identifier: string): boolean {
  return digitsOf(identifier) !== undefined;
}

/** The thirteen digits of an ISBN, one of ten brought into them (ISO 2108); `undefined` for any other identifier. */
export function isbn13(identifier: string): string | undefined {
  const digits = digitsOf(identifier);
  if (digits?.length !== 10) return digits;
  const body = `978${digits.slice(0, 9)}`;
  return body + check13(body);
}

/**
 * What is wrong with an identifier that is meant as an ISBN (ISO 2108): how many digits it has, or which check digit
 * the others ask for; `undefined` for one that is right and for any other identifier.
 */
export function isbnFault(identifier: string): string | undefined {
  const digits = digitsOf(identifier);
  if (digits === undefined) return undefined;
  if (!/^\d+X?$/.test(digits) || (digits.length !== 13 && digits.length !== 10))
    return `${digits.length} digits, expected 13`;
  const expected = digits.length === 13 ? check13(digits) : check10(digits);
  const last = digits.at(-1);
  return last === expected ? undefined : `the check digit ${last}, expected ${expected} behind the others`;
}

function check13(digits: string): string {
  const sum = [...digits.slice(0, 12)].reduce(
    (total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3),
    0,
  );
  return String((10 - (sum % 10)) % 10);
}

function check10(digits: string): string {
  const sum = [...digits.slice(0, 9)].reduce(
    (total, digit, index) => total + Number(digit) * (10 - index),
    0,
  );
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? 'X' : String(check);
}
