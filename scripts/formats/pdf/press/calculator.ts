/** A function whose results follow from its inputs. */
export type PdfFunction = (inputs: readonly number[]) => readonly number[];

/** One step: a number, an operator, or a choice between two procedures. */
type Step = number | Operator | { readonly then: readonly Step[]; readonly otherwise: readonly Step[] };
type Operator = (stack: number[]) => void;

/** Most procedures that may stand in each other. */
const DEEPEST = 32;

/**
 * Reads a calculator function (ISO 32000-1, 7.10.5): operators of PostScript on a stack, without loops or variables.
 * @throws Error when the text is none
 */
export function readCalculator(text: string): PdfFunction {
  const tokens = text.match(/[{}]|[^\s{}]+/g) ?? [];
  const { steps, end } = readProcedure(tokens, 0, 0);
  if (end !== tokens.length) throw unreadable(tokens[end]);
  return (inputs) => {
    const stack = [...inputs];
    run(steps, stack);
    return stack;
  };
}

/** The procedure that begins at a brace, and the index behind it. */
function readProcedure(
  tokens: readonly string[],
  start: number,
  depth: number,
): { readonly steps: readonly Step[]; readonly end: number } {
  if (tokens[start] !== '{' || depth > DEEPEST) throw unreadable(tokens[start]);
  const steps: Step[] = [];
  // Procedures stand before the operator that chooses between them.
  const procedures: (readonly Step[])[] = [];
  let at = start + 1;
  for (; tokens[at] !== '}'; at += 1) {
    const token = tokens[at];
    if (token === '{') {
      const inner = readProcedure(tokens, at, depth + 1);
      procedures.push(inner.steps);
      at = inner.end - 1;
    } else if (token === 'if' || token === 'ifelse') {
      const otherwise = token === 'ifelse' ? procedures.pop() : [];
      const then = procedures.pop();
      if (then === undefined || otherwise === undefined) throw unreadable(token);
      steps.push({ then, otherwise });
    } else steps.push(readStep(token));
  }
  if (procedures.length > 0) throw unreadable('}');
  return { steps, end: at + 1 };
}

function readStep(token: string | undefined): Step {
  const operator = token === undefined ? undefined : OPERATORS[token];
  if (operator !== undefined) return operator;
  const number = token === undefined || token === '' ? Number.NaN : Number(token);
  if (Number.isNaN(number)) throw unreadable(token);
  return number;
}

function run(steps: readonly Step[], stack: number[]): void {
  for (const step of steps) {
    if (typeof step === 'number') stack.push(step);
    else if (typeof step === 'function') step(stack);
    else run(stack.pop() ? step.then : step.otherwise, stack);
  }
}

function unreadable(token: string | undefined): Error {
  return new Error(`Unexpected \`${token ?? 'end'}\` in a calculator function`);
}

const RADIANS = Math.PI / 180;

function unary(of: (value: number) => number): Operator {
  return (stack) => {
    stack.push(of(stack.pop() ?? 0));
  };
}

function binary(of: (first: number, second: number) => number): Operator {
  return (stack) => {
    const second = stack.pop() ?? 0;
    stack.push(of(stack.pop() ?? 0, second));
  };
}

/** Truth is 1, falsehood 0. */
function compared(of: (first: number, second: number) => boolean): Operator {
  return binary((first, second) => Number(of(first, second)));
}

/** The angle of a vector in degrees from 0 to 360. */
function angle(y: number, x: number): number {
  const degrees = Math.atan2(y, x) / RADIANS;
  return degrees < 0 ? degrees + 360 : degrees;
}

/** Turns the topmost `count` values by `shift` places. */
function roll(stack: number[]): void {
  const shift = stack.pop() ?? 0;
  const count = stack.pop() ?? 0;
  if (count <= 0 || count > stack.length) return;
  const part = stack.splice(stack.length - count);
  const by = ((shift % count) + count) % count;
  stack.push(...part.slice(count - by), ...part.slice(0, count - by));
}

/** ISO 32000-1, table 42; numbers stand for truth values as well. */
const OPERATORS: Readonly<Record<string, Operator>> = {
  abs: unary(Math.abs),
  add: binary((a, b) => a + b),
  and: binary((a, b) => a & b),
  atan: binary(angle),
  bitshift: binary((value, by) => (by < 0 ? value >> -by : value << by)),
  ceiling: unary(Math.ceil),
  copy: (stack) => {
    const count = stack.pop() ?? 0;
    if (count > 0) stack.push(...stack.slice(-count));
  },
  cos: unary((degrees) => Math.cos(degrees * RADIANS)),
  cvi: unary(Math.trunc),
  cvr: () => undefined,
  div: binary((a, b) => a / b),
  dup: (stack) => {
    stack.push(stack.at(-1) ?? 0);
  },
  eq: compared((a, b) => a === b),
  exch: (stack) => {
    const top = stack.pop() ?? 0;
    const below = stack.pop() ?? 0;
    stack.push(top, below);
  },
  exp: binary((base, exponent) => base ** exponent),
  false: (stack) => {
    stack.push(0);
  },
  floor: unary(Math.floor),
  ge: compared((a, b) => a >= b),
  gt: compared((a, b) => a > b),
  idiv: binary((a, b) => Math.trunc(a / b)),
  index: (stack) => {
    const at = stack.pop() ?? 0;
    stack.push(stack.at(-1 - at) ?? 0);
  },
  le: compared((a, b) => a <= b),
  ln: unary(Math.log),
  log: unary(Math.log10),
  lt: compared((a, b) => a < b),
  mod: binary((a, b) => a % b),
  mul: binary((a, b) => a * b),
  ne: compared((a, b) => a !== b),
  neg: unary((value) => -value),
  not: unary((value) => Number(value === 0)),
  or: binary((a, b) => a | b),
  pop: (stack) => {
    stack.pop();
  },
  roll,
  round: unary(Math.round),
  sin: unary((degrees) => Math.sin(degrees * RADIANS)),
  sqrt: unary(Math.sqrt),
  sub: binary((a, b) => a - b),
  true: (stack) => {
    stack.push(1);
  },
  truncate: unary(Math.trunc),
  xor: binary((a, b) => a ^ b),
};
