import type { Extension as FromMarkdownExtension } from 'mdast-util-from-markdown';
import type { Code, Construct, Effects, Extension, State } from 'micromark-util-types';

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    aozoraRuby: 'aozoraRuby';
  }
}

const FULL_BAR = 0xff5c;
const BAR = 0x7c;
const OPEN = 0x300a;
const CLOSE = 0x300b;

/** Kakuyomu's limits, in UTF-16 units here: what is longer was not meant as a base, or as its reading. */
const MOST = { base: 40, reading: 100 };

const HAN = /[\p{Script=Han}々〆ヶ]/u;

/** `｜東京《とうきょう》`, and `｜《` for a bracket that is none of ruby. */
const withBar: Construct = {
  name: 'aozoraRuby',
  tokenize(effects, ok, nok) {
    let length = 0;
    const base: State = (code) => {
      if (code === OPEN && length === 0) {
        effects.consume(code);
        effects.exit('aozoraRuby');
        return ok;
      }
      if (code === OPEN) return reading(effects, ok, nok)(code);
      if (isOutside(code) || code === BAR || code === FULL_BAR || length === MOST.base) return nok(code);
      length += 1;
      effects.consume(code);
      return base;
    };
    return (code) => {
      effects.enter('aozoraRuby');
      effects.consume(code);
      return base;
    };
  },
};

/** `《《強調》》`, and the reading of the Han before it: `東京《とうきょう》`. */
const withoutBar: Construct = {
  name: 'aozoraRuby',
  tokenize(effects, ok, nok) {
    const isBehindHan = HAN.test(String.fromCharCode(this.previous ?? 0)) || isSurrogate(this.previous);
    const next: State = (code) =>
      code === OPEN ? dots(effects, ok, nok)(code) : isBehindHan ? inside(code) : nok(code);
    const inside = insideReading(effects, ok, nok);
    return (code) => {
      effects.enter('aozoraRuby');
      effects.consume(code);
      return next;
    };
  },
};

/** From the opening bracket on. */
function reading(effects: Effects, ok: State, nok: State): State {
  return (code) => {
    effects.consume(code);
    return insideReading(effects, ok, nok);
  };
}

function insideReading(effects: Effects, ok: State, nok: State): State {
  let length = 0;
  const inside: State = (code) => {
    if (code === CLOSE && length > 0) {
      effects.consume(code);
      effects.exit('aozoraRuby');
      return ok;
    }
    if (isOutside(code) || length === MOST.reading) return nok(code);
    length += 1;
    effects.consume(code);
    return inside;
  };
  return inside;
}

/** From the second opening bracket on. */
function dots(effects: Effects, ok: State, nok: State): State {
  let length = 0;
  const inside: State = (code) => {
    if (code === CLOSE && length > 0) {
      effects.consume(code);
      return end;
    }
    if (isOutside(code)) return nok(code);
    length += 1;
    effects.consume(code);
    return inside;
  };
  const end: State = (code) => {
    if (code !== CLOSE) return nok(code);
    effects.consume(code);
    effects.exit('aozoraRuby');
    return ok;
  };
  return (code) => {
    effects.consume(code);
    return inside;
  };
}

/** A line's or the text's end (a negative code or none), or a bracket. */
function isOutside(code: Code): boolean {
  return code === null || code < 0 || code === OPEN || code === CLOSE;
}

/** Half of a character beyond the first plane, where only Han are written. */
function isSurrogate(code: Code): boolean {
  return code !== null && code >= 0xdc00 && code <= 0xdfff;
}

/** For the tokenizer. */
export const aozoraSyntax: Extension = {
  text: { [FULL_BAR]: withBar, [BAR]: withBar, [OPEN]: withoutBar },
};

/** For the tree: a node `aozoraRuby` with what was written. */
export const aozoraFromMarkdown: FromMarkdownExtension = {
  enter: {
    aozoraRuby(token) {
      this.enter({ type: 'aozoraRuby', value: this.sliceSerialize(token) } as never, token);
    },
  },
  exit: {
    aozoraRuby(token) {
      this.exit(token);
    },
  },
};
