import type { Extension as FromMarkdownExtension } from 'mdast-util-from-markdown';
import type { Code, Construct, Extension, State } from 'micromark-util-types';

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    ruby: 'ruby';
  }
}

const OPEN = 0x7b;
const CLOSE = 0x7d;
const BAR = 0x7c;
/** What begins a list of attributes instead. */
const ATTRIBUTES: ReadonlySet<Code> = new Set([0x23, 0x2e]);

/** `{東京|とう|きょう}`: no braces and no line end in it, something on either side of the first bar. */
const construct: Construct = {
  name: 'ruby',
  tokenize(effects, ok, nok) {
    let length = 0;
    const base: State = (code) => {
      if (code === BAR) return length === 0 ? nok(code) : bar(code);
      if (isOutside(code) || (length === 0 && ATTRIBUTES.has(code))) return nok(code);
      length += 1;
      effects.consume(code);
      return base;
    };
    const bar: State = (code) => {
      length = 0;
      effects.consume(code);
      return reading;
    };
    const reading: State = (code) => {
      if (code === BAR) return bar(code);
      if (code === CLOSE && length > 0) {
        effects.consume(code);
        effects.exit('ruby');
        return ok;
      }
      if (isOutside(code)) return nok(code);
      length += 1;
      effects.consume(code);
      return reading;
    };
    return (code) => {
      effects.enter('ruby');
      effects.consume(code);
      return base;
    };
  },
};

/** A line's or the text's end (a negative code or none), or another brace. */
function isOutside(code: Code): boolean {
  return code === null || code < 0 || code === OPEN || code === CLOSE;
}

/** For the tokenizer: braces of ruby, wherever text is read. */
export const rubySyntax: Extension = { text: { [OPEN]: construct } };

/** For the tree: a node `ruby` with what stood between the braces. */
export const rubyFromMarkdown: FromMarkdownExtension = {
  enter: {
    ruby(token) {
      // In a cell of a table the bars are escaped, for bare ones part cells.
      const written = this.sliceSerialize(token).slice(1, -1).replaceAll('\\|', '|');
      this.enter({ type: 'ruby', value: written } as never, token);
    },
  },
  exit: {
    ruby(token) {
      this.exit(token);
    },
  },
};
