import type { Construct, Effects, Event } from 'micromark-util-types';
import type { Processor } from 'unified';
import { addSyntax } from './add-syntax.ts';
import { UnreadableText } from './unreadable.ts';

const LESS = 0x3c;
const CLOSE = 0x5d;

/**
 * How often characters of one text may be read that were read before: some tenth of a second. What remains to be read
 * again and again are titles of links, whose ends many brackets may share, and what stands in brackets, by each of those
 * around it; no honest paragraph has a hundred.
 */
const MOST_STEPS = 4_000_000;

/**
 * How many events may be looked at for lines of quotations and items that lack their marks: micromark looks, for each such
 * line, through all of what it goes on.
 */
const MOST_EVENTS = 10_000_000;

/** Ends the reading of a paragraph that is read over and over. */
export function remarkStepLimit(this: Processor): undefined {
  const text = { [CLOSE]: stepLimit, [LESS]: stepLimit };
  addSyntax(this, { text, flow: { null: lazyLimit } });
  return undefined;
}

/** How many steps a text has taken, and from where, by what reads it. */
const STEPS = new WeakMap<Effects, { readonly from: number; count: number }>();

/** Never reads anything itself. */
const stepLimit: Construct = {
  name: 'stepLimit',
  tokenize(effects, _ok, nok) {
    return (code) => {
      const now = this.now();
      const steps = STEPS.get(effects) ?? counted(effects, now.offset);
      // What stands in brackets is read once more as a name, whatever its length.
      const bracket = code === CLOSE ? this._labelStarts?.at(-1) : undefined;
      if (bracket !== undefined && bracket._inactive !== true) steps.count += now.offset - bracket.end.offset;
      if (steps.count - (now.offset - steps.from) > MOST_STEPS) throw new UnreadableText('endless', now);
      return nok(code);
    };
  },
};

/** Counts what is consumed from now on. */
function counted(effects: Effects, from: number): { readonly from: number; count: number } {
  const steps = { from, count: 0 };
  const { consume } = effects;
  effects.consume = (code) => {
    steps.count += 1;
    consume(code);
  };
  STEPS.set(effects, steps);
  return steps;
}

/** How many events have been looked at for lazy lines, by the list that holds them. */
const EVENTS = new WeakMap<readonly Event[], number>();

/** Asked at the beginning of lines; never reads anything itself. */
const lazyLimit: Construct = {
  name: 'lazyLimit',
  tokenize(_effects, _ok, nok) {
    const now = this.now();
    if (this.parser.lazy[now.line] !== true) return nok;
    const looked = (EVENTS.get(this.events) ?? 0) + this.events.length;
    EVENTS.set(this.events, looked);
    if (looked > MOST_EVENTS) throw new UnreadableText('lazy', now);
    return nok;
  },
};
