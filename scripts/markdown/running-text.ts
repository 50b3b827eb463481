import type {
  Code,
  Construct,
  ConstructRecord,
  Resolver,
  State,
  TokenizeContext,
} from 'micromark-util-types';
import type { Processor } from 'unified';
import { addSyntax } from './add-syntax.ts';

/**
 * Reads on where a sign that could begin something begins nothing, as one text with what stands before it. micromark reads
 * such a text as two and joins them at the end of the paragraph, each time moving all that stands behind.
 */
export function remarkRunningText(this: Processor): undefined {
  addSyntax(this, { text: { null: runningText } });
  return undefined;
}

/** Resolves a text that has just been read: it goes on with the text before it. */
export const joinTexts: Resolver = (events) => {
  const [, before, , token] = events.slice(-4).map(([, one]) => one);
  if (before?.type !== 'data' || token === undefined) return events;
  before.end = token.end;
  events.length -= 2;
  return events;
};

/** Reads a sign as text, and what follows it up to the next one that could begin something. */
export function readText(
  context: TokenizeContext,
  effects: Parameters<Construct['tokenize']>[0],
  ok: State,
): State {
  const inside: State = (code) => {
    if (code === null || mayBegin(context, code)) {
      effects.exit('data');
      return ok(code);
    }
    effects.consume(code);
    return inside;
  };
  return (code) => {
    effects.enter('data');
    effects.consume(code);
    return inside;
  };
}

const runningText: Construct = {
  name: 'runningText',
  resolveTo: joinTexts,
  tokenize(effects, ok, nok) {
    const text = readText(this, effects, ok);
    return (code) => (code === null ? nok(code) : text(code));
  },
};

/** Whether some construct of texts may begin with a sign. */
function mayBegin(context: TokenizeContext, code: Exclude<Code, null>): boolean {
  const table: ConstructRecord = context.parser.constructs.text;
  const constructs = table[code];
  if (constructs === undefined) return false;
  const begins = ({ previous }: Construct): boolean => previous?.call(context, context.previous) ?? true;
  return Array.isArray(constructs) ? constructs.some(begins) : begins(constructs);
}
