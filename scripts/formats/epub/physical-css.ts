/** How the lines of a book run. */
type Direction = 'horizontal' | 'vertical';

/** The edge of a box that each side of the flow is (CSS Writing Modes 4, 6.4); vertical lines follow each other from right to left. */
const EDGES: Readonly<Record<Direction, Readonly<Record<string, string>>>> = {
  horizontal: { 'block-start': 'top', 'block-end': 'bottom', 'inline-start': 'left', 'inline-end': 'right' },
  vertical: { 'block-start': 'right', 'block-end': 'left', 'inline-start': 'top', 'inline-end': 'bottom' },
};

const SIZES: Readonly<Record<Direction, Readonly<Record<string, string>>>> = {
  horizontal: { 'inline-size': 'width', 'block-size': 'height' },
  vertical: { 'inline-size': 'height', 'block-size': 'width' },
};

/** Texts and comments; what is not closed goes on to the end. */
const STRINGS = /"(?:[^"\\]|\\[\s\S])*(?:"|$)|'(?:[^'\\]|\\[\s\S])*(?:'|$)|\/\*[\s\S]*?(?:\*\/|$)/g;

/** The words of a value; a function with its brackets is one. */
const WORDS = /(?:[^\s()]|\([^()]*\))+/g;

const SIDED = /^(margin|padding|border)-(block|inline)(?:-(start|end))?(-width|-style|-color)?$/;
const SIZED = /^(min-|max-)?((?:inline|block)-size)$/;
const BREAKING = /^break-(before|after|inside)$/;

/** Breaks as CSS 2 knows them. */
const OLD_BREAKS: Readonly<Record<string, string>> = { page: 'always', avoid: 'avoid', auto: 'auto' };

/**
 * A style sheet in which sides of the flow are edges of the page, since KF8 and older reading systems know no others,
 * and breaks stand under their old names too. A rule that sets lines of its own direction is read by that.
 */
export function physicalCss(css: string, direction: Direction): string {
  // Texts and comments stand aside meanwhile: they may hold anything.
  const aside: string[] = [];
  const bare = css.replace(STRINGS, (text) => {
    aside.push(text);
    return `\uE000${aside.length - 1}\uE001`;
  });
  const physical = bare.replace(/\{([^{}]*)\}/g, (_rule, body: string) => {
    const own = /[\s;]writing-mode:\s*(horizontal|vertical)/.exec(` ${body}`)?.[1] as Direction | undefined;
    return `{${physicalBody(body, own ?? direction)}}`;
  });
  return physical.replace(/\uE000(\d+)\uE001/g, (whole, index: string) => aside[Number(index)] ?? whole);
}

function physicalBody(body: string, direction: Direction): string {
  return body.replace(
    /(^|;|\uE001)(\s*)([a-z-]+)\s*:([^;]*)/g,
    (whole, before: string, space: string, property: string, written: string) => {
      const [value = '', important = ''] = written.trim().split(/\s*(?=!important$)/);
      const declarations = physical(property, value, direction);
      if (declarations === undefined) return whole;
      const end = written.slice(written.trimEnd().length);
      const texts = declarations.map(([name, own]) => `${name}: ${[own, important].join(' ').trim()}`);
      return before + space + texts.join(`;${space || ' '}`) + end;
    },
  );
}

type Declarations = readonly (readonly [property: string, value: string])[];

/** What stands for a declaration; undefined where it may stay. */
function physical(property: string, value: string, direction: Direction): Declarations | undefined {
  const sided = SIDED.exec(property);
  if (sided !== null) {
    const [, box, axis, side, detail = ''] = sided;
    const sides = side === undefined ? ['start', 'end'] : [side];
    // Of a border the words of its value belong together.
    const values = box === 'border' && detail === '' ? [value] : (value.match(WORDS) ?? [value]);
    return sides.map((one, index) => [
      `${box}-${EDGES[direction][`${axis}-${one}`]}${detail}`,
      values[Math.min(index, values.length - 1)] ?? value,
    ]);
  }
  const sized = SIZED.exec(property);
  if (sized !== null) return [[`${sized[1] ?? ''}${SIZES[direction][sized[2] ?? '']}`, value]];
  // In vertical lines left and right are the head and the foot of the line.
  if (property === 'text-align' && (value === 'start' || value === 'end'))
    return [[property, value === 'start' ? 'left' : 'right']];
  const old = OLD_BREAKS[value];
  const breaking = BREAKING.exec(property);
  if (breaking !== null && old !== undefined)
    return [
      [`page-break-${breaking[1]}`, old],
      [property, value],
    ];
  return undefined;
}
