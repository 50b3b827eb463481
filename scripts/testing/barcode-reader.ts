/** What stands in bars, as a scanner would read it from the contents of a page. */
export interface BarFacts {
  /** Digits of EAN-13, its check digit right; empty where there are none. */
  readonly ean13: string;
  /** Digits of the add-on of five. */
  readonly addOn: string;
  /** Width of a module on the page, in points. */
  readonly modulePt: number;
  /** Operators that chose the colours of the bars. */
  readonly inks: ReadonlySet<string>;
}

/** Modules of digits in the left half, odd parity (ISO/IEC 15420, table 1, set A); 1 is ink. */
const SET_A = '0001101 0011001 0010011 0111101 0100011 0110001 0101111 0111011 0110111 0001011'.split(' ');
const SET_C = SET_A.map((code) => [...code].map((one) => (one === '1' ? '0' : '1')).join(''));
const SET_B = SET_C.map((code) => [...code].reverse().join(''));
/** Sets of the left half by the first digit (table 2). */
const FIRST = 'AAAAAA AABABB AABBAB AABBBA ABAABB ABBAAB ABBBAA ABABAB ABABBA ABBABA'.split(' ');
/** Sets of the add-on by its check value (table 5). */
const CHECK = 'BBAAA BABAA BAABA BAAAB ABBAA AABBA AAABB ABABA ABAAB AABAB'.split(' ');

/**
 * Reads bars that are drawn as rectangles a whole number of modules wide, behind a matrix that makes a module of 1.
 * @throws Error when they are not in order
 */
export function readBars(contents: string): BarFacts {
  const base = Number(/^([\d.]+) 0 0 -[\d.]+ 0 [\d.]+ cm/m.exec(contents)?.[1]);
  const bars: { x: number; width: number }[] = [];
  const inks = new Set<string>();
  let [scale, ink, modulePt] = [1, '', 0];
  for (const line of contents.split('\n')) {
    scale = Number(/^([\d.]+) 0 0 \1 [\d.]+ [\d.]+ cm/.exec(line)?.[1] ?? scale);
    ink = /(?:^| )((?:[\d.]+ ){1,4}(?:k|g|rg|scn))$/.exec(line)?.[1] ?? ink;
    const [, x, width, height] = /^([\d.]+) [\d.]+ ([\d.]+) ([\d.]+) re$/.exec(line) ?? [];
    if (Number(width) > 4 || !(Number(height) > 60 && Number(height) < 80)) continue;
    bars.push({ x: Number(x), width: Number(width) });
    modulePt = scale * base;
    inks.add(ink.trim().split(' ').slice(-5).join(' '));
  }
  const start = bars[0]?.x ?? 0;
  const modules: string[] = [];
  for (const { x, width } of bars) {
    for (let at = 0; at < width; at += 1) modules[x - start + at] = '1';
  }
  const row = Array.from(modules, (one) => one ?? '0').join('');
  const quiet = row.slice(95).search('1');
  if (quiet >= 0 && quiet < 7) throw new Error('The add-on is too near');
  return {
    ean13: readEan13(row.slice(0, 95)),
    addOn: quiet < 0 ? '' : readAddOn(row.slice(95 + quiet)),
    modulePt,
    inks,
  };
}

function readEan13(row: string): string {
  if (!/^101.{42}01010.{42}101$/.test(row)) throw new Error(`No guards in ${row}`);
  const left = digitsOf(row.slice(3, 45), 0);
  const right = digitsOf(row.slice(50, 92), 0);
  if (right.sets !== 'CCCCCC') throw new Error(`Unexpected ${right.sets} in the right half`);
  const digits = `${FIRST.indexOf(left.sets)}${left.digits}${right.digits}`;
  const sum = [...digits].reduce((all, digit, index) => all + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  if (sum % 10 !== 0) throw new Error(`The check digit of ${digits} is wrong`);
  return digits;
}

/** Guard 1011, then digits with 01 between them. */
function readAddOn(row: string): string {
  if (row.length !== 47 || !row.startsWith('1011')) throw new Error(`No add-on in ${row}`);
  const { digits, sets } = digitsOf(row.slice(4), 2);
  const sum = [...digits].reduce((all, digit, index) => all + Number(digit) * (index % 2 === 0 ? 3 : 9), 0);
  if (CHECK[sum % 10] !== sets) throw new Error(`The check value of ${digits} is wrong`);
  return digits;
}

function digitsOf(row: string, between: number): { digits: string; sets: string } {
  let [digits, sets] = ['', ''];
  for (let at = 0; at < row.length; at += 7 + between) {
    const code = row.slice(at, at + 7);
    const set = (['A', 'B', 'C'] as const).find((name) => codesOf(name).includes(code));
    if (set === undefined) throw new Error(`No digit is ${code}`);
    digits += codesOf(set).indexOf(code);
    sets += set;
  }
  return { digits, sets };
}

function codesOf(set: 'A' | 'B' | 'C'): readonly string[] {
  return { A: SET_A, B: SET_B, C: SET_C }[set];
}
