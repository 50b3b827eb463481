import type { Construct, State } from 'micromark-util-types';
import type { Processor } from 'unified';
import { addSyntax } from './add-syntax.ts';
import { joinTexts, readText } from './running-text.ts';

const BACKTICK = 0x60;
const LESS = 0x3c;
const GREATER = 0x3e;
const EXCLAMATION = 0x21;
const QUESTION = 0x3f;
const HYPHEN = 0x2d;
const OPEN = 0x5b;

/**
 * Reads as text what begins code, a comment, an instruction, CDATA or a declaration that nothing ends. So it is read
 * without this too, but each end is then looked for through all that stands behind; here, after a few have been looked
 * for in vain, a text is looked through once.
 */
export function remarkKnownEnds(this: Processor): undefined {
  const text = { [BACKTICK]: [endlessCode, { ...failure, previous }], [LESS]: [endlessHtml, failure] };
  addSyntax(this, { text });
  return undefined;
}

/** What ends raw HTML that is no tag (CommonMark 0.31, 6.6). */
type HtmlEnd = '-->' | '?>' | ']]>' | '>';

/** Where the last end of each kind stands in its file: of a run of backticks, by its length, and of raw HTML. */
type Ends = Map<number | HtmlEnd, number>;

/** By texts that have been looked through. */
const ENDS = new WeakMap<object, Ends>();

/** How often an end has been looked for in vain before a text is looked through: no honest one comes so far. */
const PATIENCE = 8;

/** How often it has been, by texts. */
const FAILURES = new WeakMap<object, number>();

/** Asked behind all others: what might have begun something begins nothing. */
const failure: Construct = {
  name: 'knownEndsFailure',
  add: 'after',
  tokenize(_effects, _ok, nok) {
    FAILURES.set(this, (FAILURES.get(this) ?? 0) + 1);
    return nok;
  },
};

const isPatient = (text: object): boolean => (FAILURES.get(text) ?? 0) < PATIENCE;

/** Looks through the rest of a text, and goes back. */
const lookThrough: Construct = {
  partial: true,
  tokenize(effects, _ok, nok) {
    const ends: Ends = new Map();
    ENDS.set(this, ends);
    let run = 0;
    // A comment may be short of one of the hyphens that it begins with: `<!--->`.
    let before = '--';
    const inside: State = (code) => {
      const { offset } = this.now();
      if (code === BACKTICK) run += 1;
      else if (run > 0) {
        ends.set(run, offset);
        run = 0;
      }
      if (code === null) return nok(code);
      if (code === GREATER) {
        ends.set('>', offset);
        for (const end of ['-->', '?>', ']]>'] as const)
          if (`${before}>`.endsWith(end)) ends.set(end, offset);
      }
      before = before.slice(-1) + String.fromCharCode(Math.max(0, code));
      effects.consume(code);
      return inside;
    };
    return inside;
  },
};

/** A run of backticks is one, from its first. */
const previous: NonNullable<Construct['previous']> = function (code) {
  return code !== BACKTICK || this.events.at(-1)?.[1].type === 'characterEscape';
};

const endlessCode: Construct = {
  name: 'endlessCode',
  resolveTo: joinTexts,
  previous,
  tokenize(effects, ok, nok) {
    if (isPatient(this)) return nok;
    let length = 0;
    const inside: State = (code) => {
      if (code !== BACKTICK) {
        effects.exit('data');
        return (ENDS.get(this)?.get(length) ?? 0) > this.now().offset ? nok(code) : ok(code);
      }
      length += 1;
      effects.consume(code);
      return inside;
    };
    const begin: State = (code) => {
      effects.enter('data');
      return inside(code);
    };
    return ENDS.has(this) ? begin : effects.attempt(lookThrough, begin, begin);
  },
};

/** Where one of its kinds begins that has no end. */
const endless: Construct = {
  partial: true,
  tokenize(effects, ok, nok) {
    const decide = (end: HtmlEnd): State => {
      const told: State = (code) =>
        (ENDS.get(this)?.get(end) ?? -1) >= this.now().offset ? nok(code) : ok(code);
      return ENDS.has(this) ? told : effects.attempt(lookThrough, told, told);
    };
    const hyphen: State = (code) => {
      if (code !== HYPHEN) return nok(code);
      effects.consume(code);
      return decide('-->');
    };
    const mark: State = (code) => {
      effects.consume(code);
      if (code === HYPHEN) return hyphen;
      return decide(code === OPEN ? ']]>' : '>');
    };
    return (less) => {
      effects.consume(less);
      return (code) => {
        if (code !== EXCLAMATION && code !== QUESTION) return nok(code);
        effects.consume(code);
        return code === QUESTION ? decide('?>') : (next) => (next === null ? nok(next) : mark(next));
      };
    };
  },
};

const endlessHtml: Construct = {
  name: 'endlessHtml',
  resolveTo: joinTexts,
  tokenize(effects, ok, nok) {
    const text = readText(this, effects, ok);
    return isPatient(this) ? nok : effects.check(endless, text, nok);
  },
};
