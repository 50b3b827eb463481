import type { Extension as FromMarkdownExtension } from 'mdast-util-from-markdown';
import type { Code, Construct, Extension, State } from 'micromark-util-types';

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    variable: 'variable';
  }
}

const OPEN = 0x7b;
const CLOSE = 0x7d;
const SPACE = 0x20;
const IN_NAME = /[\p{L}\p{N}\p{M}_-]/u;

function isInName(code: Code): boolean {
  return code !== null && code > 0 && IN_NAME.test(String.fromCharCode(code));
}

/** `{{name}}`, `{{ name }}`: a name and no more, so that orders of other tools (`{{#include …}}`) are none. */
const construct: Construct = {
  name: 'variable',
  tokenize(effects, ok, nok) {
    const second: State = (code) => {
      if (code !== CLOSE) return nok(code);
      effects.consume(code);
      effects.exit('variable');
      return ok;
    };
    const behind: State = (code) => {
      if (code !== SPACE && code !== CLOSE) return nok(code);
      effects.consume(code);
      return code === SPACE ? behind : second;
    };
    const name: State = (code) => {
      if (!isInName(code)) return behind(code);
      effects.consume(code);
      return name;
    };
    const before: State = (code) => {
      if (code !== SPACE) return isInName(code) ? name(code) : nok(code);
      effects.consume(code);
      return before;
    };
    const open: State = (code) => {
      if (code !== OPEN) return nok(code);
      effects.consume(code);
      return before;
    };
    return (code) => {
      effects.enter('variable');
      effects.consume(code);
      return open;
    };
  },
};

/** For the tokenizer: names in two braces, wherever text is read. */
export const variableSyntax: Extension = { text: { [OPEN]: construct } };

/** For the tree: a node `variable` with what was written. */
export const variableFromMarkdown: FromMarkdownExtension = {
  enter: {
    variable(token) {
      this.enter({ type: 'variable', value: this.sliceSerialize(token) } as never, token);
    },
  },
  exit: {
    variable(token) {
      this.exit(token);
    },
  },
};
