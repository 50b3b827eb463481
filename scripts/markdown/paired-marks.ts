import type { Event, Extension, Resolver, Token, TokenizeContext } from 'micromark-util-types';
import type { Processor } from 'unified';
import { DEEPEST } from '../model/nesting.ts';
import { withReplaced } from './replaced-constructs.ts';
import { UnreadableText } from './unreadable.ts';

/** A run of marks that may open or close something. */
type Sequence = Token;

/** A pair as events: its token, and what stands in it before and behind its content. */
interface Pair {
  readonly group: Token;
  readonly before: readonly Event[];
  readonly behind: readonly Event[];
}

/** How sequences of one kind become pairs. */
interface Pairing {
  /** The type of a sequence that is nothing yet. */
  readonly type: Token['type'];
  /** How many classes of openers there are. */
  readonly classes: number;
  /** The class of a sequence as an opener. */
  readonly classOf: (opener: Sequence, context: TokenizeContext) => number;
  /** Whether a closer takes an opener of a class. */
  readonly isClosed: (key: number, closer: Sequence, context: TokenizeContext) => boolean;
  /** Makes the pair, and takes its marks from both sequences. */
  readonly pair: (opener: Sequence, closer: Sequence, context: TokenizeContext) => Pair;
}

/** An opener that waits: where its end stands among what has been read. */
interface Opener {
  readonly at: number;
  readonly token: Sequence;
}

const lengthOf = ({ start, end }: Token): number => end.offset - start.offset;

/** Openers that wait for their closers, by classes, the last first. */
class Openers {
  readonly #stacks: readonly Opener[][];

  constructor(classes: number) {
    this.#stacks = Array.from({ length: classes }, () => []);
  }

  add(key: number, opener: Opener): void {
    this.#stacks[key]?.push(opener);
  }

  /** The last opener of some classes; it and all behind it wait no longer. */
  take(isWanted: (key: number) => boolean): Opener | undefined {
    let found: Opener | undefined;
    for (const [key, stack] of this.#stacks.entries()) {
      const last = stack.at(-1);
      if (last !== undefined && last.at > (found?.at ?? -1) && isWanted(key)) found = last;
    }
    if (found === undefined) return undefined;
    for (const stack of this.#stacks) while ((stack.at(-1)?.at ?? -1) >= found.at) stack.pop();
    return found;
  }
}

/**
 * A resolver of pairs in linear time. It finds those that micromark's own finds, which looks for each opener through all
 * that stands before its closer, and copies what a pair holds once for each pair around it. Here openers wait by classes,
 * and what a pair holds is put aside, two events standing for it, until all pairs are found.
 * The resolver throws UnreadableText for what no book has and whoever walks its tree would stumble over.
 */
function resolverOf(pairing: Pairing): Resolver {
  return (events, context) => {
    const contents = new Map<Token, readonly Event[]>();
    /** How many pairs stand in each other within one, itself counted. */
    const depths = new Map<Token, number>();
    const openers = new Openers(pairing.classes);
    const read: Event[] = [];
    const isLeft = (token: Sequence): boolean => token.type === pairing.type && lengthOf(token) > 0;
    const close = (closer: Sequence): void => {
      while (isLeft(closer)) {
        const opener = openers.take((key) => pairing.isClosed(key, closer, context));
        if (opener === undefined) return;
        const { group, before, behind } = pairing.pair(opener.token, closer, context);
        const inside = read.splice(opener.at + 1);
        const depth = inside.reduce((most, [, token]) => Math.max(most, depths.get(token) ?? 0), 0) + 1;
        if (depth > DEEPEST) throw new UnreadableText('deep', group.start);
        depths.set(group, depth);
        const content = resolveInside(inside, context);
        contents.set(group, [...before, ...content, ...behind]);
        // An opener of which marks are left waits on, where it stands.
        if (isLeft(opener.token)) openers.add(pairing.classOf(opener.token, context), opener);
        else read.length -= 2;
        read.push(['enter', group, context], ['exit', group, context]);
      }
    };
    const used = new Set<Sequence>();
    for (const event of events) {
      const [kind, token] = event;
      if (token.type === pairing.type && kind === 'enter' && token._close === true) {
        close(token);
        if (!isLeft(token)) used.add(token);
      }
      if (used.has(token)) continue;
      if (token.type === pairing.type && kind === 'exit' && token._open === true)
        openers.add(pairing.classOf(token, context), { at: read.length, token });
      read.push(event);
    }
    for (const [, token] of read) if (token.type === pairing.type) token.type = 'data';
    // In place: whoever tokenizes a text within another holds these events already.
    events.length = 0;
    for (const event of unfolded(read, contents)) add(event, events);
    return events;
  };
}

/** Adds an event; text behind text goes on with it, which micromark would make of them one by one. */
function add(event: Event, events: Event[]): void {
  const [kind, token] = event;
  const last = events.at(-1)?.[1];
  if (token.type !== 'data' || last?.type !== 'data' || token === last) events.push(event);
  else if (kind === 'exit') last.end = token.end;
}

/** What a pair holds is a text of its own: resolved by all that resolve within one, each once. */
function resolveInside(events: Event[], context: TokenizeContext): Event[] {
  const resolvers = (context.parser.constructs.insideSpan?.null ?? []).flatMap(
    ({ resolveAll = [] }) => resolveAll,
  );
  return [...new Set(resolvers)].reduce((resolved, resolve) => resolve(resolved, context), events);
}

/** Puts what was put aside into its pairs, however deep they stand in each other. */
function unfolded(
  events: readonly Event[],
  contents: ReadonlyMap<Token, readonly Event[]>,
): readonly Event[] {
  if (contents.size === 0) return events;
  const whole: Event[] = [];
  const open = [events.values()];
  for (let current = open.at(-1); current !== undefined; current = open.at(-1)) {
    const { value } = current.next();
    if (value === undefined) open.pop();
    else {
      whole.push(value);
      const content = value[0] === 'enter' ? contents.get(value[1]) : undefined;
      if (content !== undefined) open.push(content.values());
    }
  }
  return whole;
}

/** An event of a token's beginning, and one of its end. */
const bounds = (token: Token, context: TokenizeContext): readonly [Event, Event] => [
  ['enter', token, context],
  ['exit', token, context],
];

function pairOf(
  names: readonly string[],
  tokens: Readonly<Record<'opening' | 'closing', Token>>,
  context: TokenizeContext,
): Pair {
  const [groupType, textType] = names as [Token['type'], Token['type']];
  const { opening, closing } = tokens;
  const group: Token = { type: groupType, start: { ...opening.start }, end: { ...closing.end } };
  const [enterText, exitText] = bounds(
    { type: textType, start: { ...opening.end }, end: { ...closing.start } },
    context,
  );
  return {
    group,
    before: [...bounds(opening, context), enterText],
    behind: [exitText, ...bounds(closing, context)],
  };
}

const UNDERSCORE = 0x5f;
/** Classes of one mark: whether it may close as well, and its length modulo 3. */
const CLASSES = 6;

/** Emphasis: rules 9 to 16 of CommonMark 0.31, 6.2. */
const ATTENTION: Pairing = {
  type: 'attentionSequence',
  classes: 2 * CLASSES,
  classOf: (token, context) =>
    markOf(token, context) * CLASSES + (token._close === true ? 3 : 0) + (lengthOf(token) % 3),
  isClosed(key, token, context) {
    if (Math.floor(key / CLASSES) !== markOf(token, context)) return false;
    const isBoth = key % CLASSES >= 3 || token._open === true;
    const length = lengthOf(token);
    return !isBoth || length % 3 === 0 || ((key % 3) + length) % 3 !== 0;
  },
  pair(opener, closer, context) {
    const use = lengthOf(opener) > 1 && lengthOf(closer) > 1 ? 2 : 1;
    const name = use > 1 ? 'strong' : 'emphasis';
    const type = `${name}Sequence` as const;
    const opening: Token = { type, start: moved(opener.end, -use), end: { ...opener.end } };
    const closing: Token = { type, start: { ...closer.start }, end: moved(closer.start, use) };
    opener.end = { ...opening.start };
    closer.start = { ...closing.end };
    return pairOf([name, `${name}Text`], { opening, closing }, context);
  },
};

function markOf(token: Sequence, context: TokenizeContext): number {
  return context.sliceSerialize(token).charCodeAt(0) === UNDERSCORE ? 1 : 0;
}

/** A point before or behind another in its line. */
function moved(point: Token['start'], by: number): Token['start'] {
  const { column, offset, _bufferIndex } = point;
  return { ...point, column: column + by, offset: offset + by, _bufferIndex: _bufferIndex + by };
}

/** What is struck out: between as many tildes (GFM, 6.5). */
const STRIKETHROUGH: Pairing = {
  type: 'strikethroughSequenceTemporary',
  classes: 3,
  classOf: lengthOf,
  isClosed: (key, token) => key === lengthOf(token),
  pair(opening, closing, context) {
    opening.type = 'strikethroughSequence';
    closing.type = 'strikethroughSequence';
    return pairOf(['strikethrough', 'strikethroughText'], { opening, closing }, context);
  },
};

/** Resolvers by the names of the constructs whose own they replace. */
const RESOLVERS: Readonly<Record<string, Resolver>> = {
  attention: resolverOf(ATTENTION),
  strikethrough: resolverOf(STRIKETHROUGH),
};

/** Gives emphasis and strikethrough of all extensions so far resolvers that take linear time. */
export function remarkPairedMarks(this: Processor): undefined {
  const data = this.data() as { micromarkExtensions?: Extension[] };
  data.micromarkExtensions = withReplaced(data.micromarkExtensions ?? [], (construct) => {
    const resolveAll = RESOLVERS[construct.name ?? ''];
    return resolveAll === undefined ? construct : { ...construct, resolveAll };
  });
  return undefined;
}
