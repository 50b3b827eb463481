import type { Extension as FromMarkdownExtension } from 'mdast-util-from-markdown';
import type { Code, Construct, Extension, State, TokenizeContext } from 'micromark-util-types';

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    citation: 'citation';
    /** A line of a citation behind its first. */
    citationLine: 'citationLine';
  }
}

const OPEN = 0x5b;
const CLOSE = 0x5d;
const AT = 0x40;
const SPACE = 0x20;
const HYPHEN = 0x2d;
const BACKSLASH = 0x5c;
const CARET = 0x5e;
const OPEN_ROUND = 0x28;
const OPEN_BRACE = 0x7b;
/** More than any list of keys: what is longer is prose. */
const MOST = 2000;

/** A letter or a digit of any script; half of a pair beyond the first plane counts as one. */
const IN_KEY = /[\p{L}\p{N}\p{M}_\ud800-\udfff]/u;
/** What may stand within a key, but not at its end. */
const BETWEEN: ReadonlySet<Code> = new Set([0x2b, 0x2d, 0x2e, 0x2f, 0x3a]);
/** Behind one of these an `@` belongs to an address of mail, a path or the like. */
const BEFORE = /[A-Za-z0-9_.@/+\\-]/;

function isKey(code: Code): boolean {
  return code !== null && code > 0 && IN_KEY.test(String.fromCharCode(code));
}

/** Whether an `@` behind this is part of a word. */
function isWithinWord(code: Code): boolean {
  return code !== null && code > 0 && BEFORE.test(String.fromCharCode(code));
}

/** A line's end is a negative code; a tab is one too. */
function isLineEnd(code: Code): boolean {
  return code !== null && code < -2;
}

/** `[见 @key, 页 12; -@other]`, folded over lines or not: no brackets in it, and at least one key. */
const inBrackets: Construct = {
  name: 'citation',
  tokenize(effects, ok, nok) {
    const end: State = (code) => {
      effects.exit('citation');
      // A link's text (`[@name](…)`, `[@name]` with a definition), or a span.
      return code === OPEN_ROUND || code === OPEN_BRACE || isDefined(this) ? nok(code) : ok(code);
    };
    return bracketed(effects, end, nok, true);
  },
};

/** `@key`, and a place in it behind: `@key [页 12]`. */
const inText: Construct = {
  name: 'citation',
  previous(code) {
    return !isWithinWord(code);
  },
  tokenize(effects, ok, nok) {
    const end: State = (code) => {
      effects.exit('citation');
      return ok(code);
    };
    const key: State = (code) => {
      if (isKey(code) || BETWEEN.has(code)) {
        effects.consume(code);
        return key;
      }
      return code === SPACE || code === OPEN ? effects.attempt(place, end, end)(code) : end(code);
    };
    return (code) => {
      effects.enter('citation');
      effects.consume(code);
      return (first) => (isKey(first) ? key(first) : nok(first));
    };
  },
};

/** The brackets behind a key in the text; a call of a note or a link is none. */
const place: Construct = {
  partial: true,
  tokenize(effects, ok, nok) {
    const end: State = (code) =>
      code === OPEN_ROUND || code === OPEN || code === OPEN_BRACE ? nok(code) : ok(code);
    const open: State = (code) => (code === OPEN ? bracketed(effects, end, nok, false)(code) : nok(code));
    return (code) => {
      if (code !== SPACE) return open(code);
      effects.consume(code);
      return open;
    };
  },
};

/** Reads brackets, of which a citation holds an `@` and a place none. */
function bracketed(
  effects: Parameters<Construct['tokenize']>[0],
  ok: State,
  nok: State,
  isCitation: boolean,
): State {
  let length = 0;
  let before: Code = null;
  let isAt = false;
  let found = false;
  let isFolded = false;
  const nextLine: State = (code) => {
    effects.enter('citationLine');
    return inside(code);
  };
  const inside: State = (code) => {
    length += 1;
    if (code === null || code === OPEN || code === BACKSLASH || length > MOST) return nok(code);
    if (code === CARET && length === 1) return nok(code);
    if (isLineEnd(code)) {
      isAt = false;
      before = null;
      // A line's end is a token of its own wherever it stands in a text, and so must be what is on each line.
      if (isFolded) effects.exit('citationLine');
      isFolded = true;
      effects.enter('lineEnding');
      effects.consume(code);
      effects.exit('lineEnding');
      return nextLine;
    }
    if (code === CLOSE) {
      if (found !== isCitation) return nok(code);
      effects.consume(code);
      if (isFolded) effects.exit('citationLine');
      return ok;
    }
    if (isAt && isKey(code)) found = true;
    isAt = code === AT && (before === HYPHEN || !isWithinWord(before));
    before = code;
    effects.consume(code);
    return inside;
  };
  return (code) => {
    if (isCitation) effects.enter('citation');
    effects.consume(code);
    return inside;
  };
}

/** Whether the text in the brackets that have just been read is defined as a link's. */
function isDefined(context: TokenizeContext): boolean {
  const event = context.events.findLast(([kind, token]) => kind === 'exit' && token.type === 'citation');
  if (event === undefined) return false;
  const name = context.sliceSerialize(event[1]).slice(1, -1).replace(/\s+/g, ' ').trim();
  return context.parser.defined.includes(name.toLowerCase().toUpperCase());
}

/** For the tokenizer: brackets with a key, and a key, wherever text is read. */
export const citationSyntax: Extension = { text: { [OPEN]: inBrackets, [AT]: inText } };

/** A line's end and the blanks of the next line's beginning. */
const FOLD = /[ \t]*[\n\r]\s*/g;
/** Beside one of these a line's end is no space. */
const FULL_WIDTH = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u;

/** What was written as one line (B09). */
function unfolded(written: string): string {
  const lines = written.split(FOLD).map((line) => line.replace(/\s+/g, ' '));
  return lines.reduce((joined, line) => {
    const edges = joined.slice(-1) + line.slice(0, 1);
    return joined + (FULL_WIDTH.test(edges) ? '' : ' ') + line;
  });
}

/** For the tree: a node `citation` with what was written. */
export const citationFromMarkdown: FromMarkdownExtension = {
  enter: {
    citation(token) {
      const value = unfolded(this.sliceSerialize(token));
      this.enter({ type: 'citation', value } as never, token);
    },
  },
  exit: {
    citation(token) {
      this.exit(token);
    },
  },
};
