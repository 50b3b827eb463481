import { math } from 'micromark-extension-math';
import type { Code, Construct, Extension, State, TokenizeContext } from 'micromark-util-types';

const DOLLAR = 0x24;
/** Words in a formula, which may be in any script. */
const WORDS = /\\(?:text|textbf|textit|mbox|mathrm|operatorname)\{[^{}]*\}/g;
const CJK =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uffef]/u;

/**
 * TeX between dollars. In a text a formula begins behind a dollar with something and ends before one with something, and
 * no digit follows it, as Pandoc reads it; and it holds Han, kana or hangul only in `\text{…}`: `$5 和 $6的` is prose.
 */
export function mathSyntax(): Extension {
  const { flow, text } = math();
  const [inText] = [text?.[DOLLAR] ?? []].flat();
  return { ...(flow && { flow }), ...(inText && { text: { [DOLLAR]: notPrices(inText) } }) };
}

function notPrices(construct: Construct): Construct {
  return {
    ...construct,
    tokenize(effects, ok, nok) {
      const accept: State = (code) => (isFormula(this, code) ? ok(code) : nok(code));
      return construct.tokenize.call(this, effects, accept, nok);
    },
  };
}

/** Looks at the formula that has just been read, at the end of the events. */
function isFormula(context: TokenizeContext, next: Code): boolean {
  const event = context.events.findLast(([kind, token]) => kind === 'exit' && token.type === 'mathText');
  if (event === undefined) return false;
  const written = context.sliceSerialize(event[1]);
  if (written.startsWith('$$')) return true;
  return /^\$\S(?:.*\S)?\$$/s.test(written) && !isDigit(next) && !CJK.test(written.replace(WORDS, ''));
}

function isDigit(code: Code): boolean {
  return code !== null && code >= 0x30 && code <= 0x39;
}
