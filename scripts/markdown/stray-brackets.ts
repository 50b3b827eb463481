import type { Construct, Extension, TokenizeContext } from 'micromark-util-types';
import type { Processor } from 'unified';

const CLOSE = 0x5d;

/**
 * Reads a `]` that no bracket is open for as text. So it is read without this too, but only after the whole paragraph
 * before it has been searched for that bracket, twice; here what has been searched is not searched again.
 */
export function remarkStrayBrackets(this: Processor): undefined {
  const data = this.data() as { micromarkExtensions?: unknown[] };
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), strayBrackets()];
  return undefined;
}

function strayBrackets(): Extension {
  /** How many events of a text, from its beginning, hold no bracket that is open: none of them is opened again. */
  const searched = new WeakMap<TokenizeContext, number>();
  const isOpen = (context: TokenizeContext): boolean => {
    const { events } = context;
    for (let index = events.length - 1; index >= (searched.get(context) ?? 0); index -= 1) {
      const token = events[index]?.[1];
      if ((token?.type === 'labelLink' || token?.type === 'labelImage') && !token._balanced) return true;
    }
    searched.set(context, events.length);
    return false;
  };
  const construct: Construct = {
    name: 'strayBracket',
    tokenize(effects, ok, nok) {
      const isStray = !isOpen(this);
      return (code) => {
        if (!isStray) return nok(code);
        effects.enter('data');
        effects.consume(code);
        effects.exit('data');
        return ok;
      };
    },
  };
  return { text: { [CLOSE]: construct } };
}
