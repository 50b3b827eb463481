import { directiveFromMarkdown } from 'mdast-util-directive';
import { directive } from 'micromark-extension-directive';
import type { Processor } from 'unified';

type Constructs = NonNullable<NonNullable<ReturnType<typeof directive>['flow']>[string]>;
type Construct = Exclude<Constructs, readonly unknown[]>;
type TokenizeContext = ThisParameterType<Construct['tokenize']>;
type State = Parameters<Construct['tokenize']>[1];

/** Key of `:` in a table of constructs: its code point. */
const COLON = 58;

/**
 * Container directives (`:::name`), and leaf directives (`::name`, `::name{attribute=value}`) of known names that
 * have their line to themselves. Everything else stays text, and the text form (`:name`) is left out: a book is full
 * of colons before words (`比分3:a`, `Note:x`, `::标题`), and none of them may vanish.
 * @param leaves names of leaf directives
 */
export function remarkDirectives(this: Processor, leaves: readonly string[]): undefined {
  const data = this.data() as { micromarkExtensions?: unknown[]; fromMarkdownExtensions?: unknown[] };
  const [container, leaf] = [directive().flow?.[COLON] ?? []].flat();
  data.micromarkExtensions ??= [];
  if (container !== undefined && leaf !== undefined) {
    data.micromarkExtensions.push({ flow: { [COLON]: [container, knownLeaf(leaf, new Set(leaves))] } });
  }
  data.fromMarkdownExtensions ??= [];
  data.fromMarkdownExtensions.push(directiveFromMarkdown());
  return undefined;
}

/** The same construct, but refused unless its name is known and it has no label, which would be lost. */
function knownLeaf(leaf: Construct, names: ReadonlySet<string>): Construct {
  return {
    ...leaf,
    tokenize(effects, ok, nok) {
      const accept: State = (code) => (isKnown(this, names) ? ok(code) : nok(code));
      return leaf.tokenize.call(this, effects, accept, nok);
    },
  };
}

/** Looks at the directive that has just been read, at the end of the events. */
function isKnown(context: TokenizeContext, names: ReadonlySet<string>): boolean {
  const start = context.events.findLastIndex(
    ([kind, token]) => kind === 'enter' && token.type === 'directiveLeaf',
  );
  const tokens = context.events.slice(start).flatMap(([kind, token]) => (kind === 'enter' ? [token] : []));
  const name = tokens.find((token) => token.type === 'directiveLeafName');
  if (name === undefined || tokens.some((token) => token.type === 'directiveLeafLabel')) return false;
  return names.has(context.sliceSerialize(name));
}
