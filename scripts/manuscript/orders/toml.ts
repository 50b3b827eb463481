/** A value of a TOML file that this reader understands, and its line. */
export interface TomlValue {
  /** Undefined when the value is of a kind that is not read. */
  readonly value: string | readonly string[] | undefined;
  /** From 1. */
  readonly line: number;
}

const STRING = /"(?:[^"\\]|\\.)*"|'[^']*'/;
const TABLE = /^[ \t]*\[[ \t]*([\w.-]+)[ \t]*\][ \t]*(?:#.*)?$/;
const PAIR = /^[ \t]*("[^"]*"|'[^']*'|[\w.-]+)[ \t]*=[ \t]*(.*)$/;
const LIST = new RegExp(
  `^\\[\\s*((?:(?:${STRING.source})\\s*,\\s*)*(?:${STRING.source})?)\\s*\\]\\s*(?:#.*)?$`,
);

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '"': '"', '\\': '\\' };

function unquoted(text: string): string {
  const inner = text.slice(1, -1);
  if (text.startsWith("'")) return inner;
  return inner.replace(/\\(?:u([\da-fA-F]{4})|U([\da-fA-F]{8})|(.))/gs, (all, short, long, one) => {
    const code = Number.parseInt(short ?? long ?? '', 16);
    if (Number.isNaN(code)) return ESCAPES[one] ?? all;
    return code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}

function readValue(text: string): string | readonly string[] | undefined {
  const whole = new RegExp(`^(?:${STRING.source})(?=[ \\t]*(?:#.*)?$)`).exec(text);
  if (whole !== null && !/^("""|''')/.test(text)) return unquoted(whole[0]);
  const block = /^(?:"""(.*)"""|'''(.*)''')[ \t]*(?:#.*)?$/s.exec(text);
  if (block !== null) return (block[1] ?? block[2] ?? '').replace(/\\\n\s*/g, '').trim();
  // A comment between the entries of a list is left out, unless a string may hold the `#`.
  const list = LIST.exec(text.replace(/#[^"'\n]*$/gm, ''));
  return list === null
    ? undefined
    : Array.from((list[1] ?? '').matchAll(new RegExp(STRING, 'g')), ([one]) => unquoted(one));
}

/** Whether a value that begins in this text goes on in the next line. */
function goesOn(text: string): boolean {
  for (const quotes of ['"""', "'''"]) {
    if (text.startsWith(quotes)) return !text.slice(3).includes(quotes);
  }
  return (
    text.startsWith('[') && !LIST.test(text.replace(/#[^"'\n]*$/gm, '')) && !/\][ \t]*(?:#.*)?$/.test(text)
  );
}

/** Lines that a value may have: a list of authors or a description, no more. */
const MOST_LINES = 200;

/**
 * Reads strings and lists of strings of a TOML file by their dotted keys (`book.title`), which is all that a book's
 * configuration holds of interest here. Values of other kinds are there without a value; nothing else is judged.
 */
export function readToml(text: string): ReadonlyMap<string, TomlValue> {
  const values = new Map<string, TomlValue>();
  const lines = text.split(/\r\n|\n/);
  let table = '';
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const name = TABLE.exec(line)?.[1];
    if (name !== undefined) table = `${name}.`;
    // Tables of tables hold nothing of interest, and must not be taken for the table above.
    else if (/^[ \t]*\[\[/.test(line)) table = '[[.';
    const [, key, start] = name === undefined ? (PAIR.exec(line) ?? []) : [];
    if (key === undefined || start === undefined) continue;
    const first = index;
    let value = start;
    while (goesOn(value) && index + 1 < lines.length && index - first < MOST_LINES) {
      index += 1;
      value += `\n${lines[index]}`;
    }
    const plain = /^["']/.test(key) ? key.slice(1, -1) : key;
    values.set(table + plain, { value: readValue(value.trim()), line: first + 1 });
  }
  return values;
}
