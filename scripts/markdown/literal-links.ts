import type { Construct, Extension, TokenizeContext } from 'micromark-util-types';
import type { Processor } from 'unified';
import { withReplaced } from './replaced-constructs.ts';

/** What reads bare addresses as links (GFM, 6.9). */
const NAMES = new Set(['emailAutolink', 'protocolAutolink', 'wwwAutolink']);

/**
 * Bare addresses are no links behind a bracket that is open. micromark looks for one through all that stands before, at
 * each word; here it is known.
 */
export function remarkLiteralLinks(this: Processor): undefined {
  const data = this.data() as { micromarkExtensions?: Extension[] };
  data.micromarkExtensions = withReplaced(data.micromarkExtensions ?? [], (construct) =>
    NAMES.has(construct.name ?? '') ? outsideBrackets(construct) : construct,
  );
  return undefined;
}

function outsideBrackets(construct: Construct): Construct {
  return {
    ...construct,
    tokenize(effects, ok, nok) {
      return hasOpenBracket(this) ? nok : construct.tokenize.call(this, effects, ok, nok);
    },
  };
}

/** Whether a bracket is open in a text; false where micromark does not keep them. */
export function hasOpenBracket(context: TokenizeContext): boolean {
  const starts = context._labelStarts ?? [];
  while (starts.at(-1)?._balanced === true) starts.pop();
  return starts.length > 0;
}
