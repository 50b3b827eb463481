import type { Node, Parent } from 'mdast';
import type { visit as Visit } from 'unist-util-visit';
import type { visitParents as VisitParents } from 'unist-util-visit-parents';

// unist-util-visit itself makes a function for each node and names it, which costs ten times the walk, and a book is
// walked some seventy times. These two behave, and are typed, as its own.

/** Returned by a visitor: not into the node's children. */
export const SKIP = 'skip';
/** Returned by a visitor: no further. */
export const EXIT = false;

/** What to do, the index of the sibling that comes next, or both; nothing goes on with the children. */
type Result = Action | number | readonly [action?: Action, next?: number];
type Action = typeof SKIP | boolean | null | undefined;

/** Asked for every node that is wanted; `ancestors` changes with the walk. */
type Visitor = (node: Node, index: number | undefined, ancestors: readonly Parent[]) => Result;

/**
 * Calls a visitor with each node of a tree (of a type, or of several), its index and its parent, in order of the text.
 * It may change the node, its children and its siblings: the index that it returns is gone on with.
 */
export const visit: typeof Visit = (tree: Node, ...rest: unknown[]) => {
  const [types, visitor] =
    argumentsOf<(node: Node, index: number | undefined, parent?: Parent) => Result>(rest);
  walk(tree, types, (node, index, ancestors) => visitor(node, index, ancestors.at(-1)));
};

/** The same with all ancestors, the root first, in an array that is not to be kept: it changes with the walk. */
export const visitParents: typeof VisitParents = (tree: Node, ...rest: unknown[]) => {
  const [types, visitor] = argumentsOf<(node: Node, ancestors: readonly Parent[]) => Result>(rest);
  walk(tree, types, (node, _index, ancestors) => visitor(node, ancestors));
};

/** A visitor with the types that it is for, where such are given. */
function argumentsOf<Given>(
  given: readonly unknown[],
): [types: readonly string[] | undefined, visitor: Given] {
  if (given.length === 1) return [undefined, given[0] as Given];
  const [types, visitor] = given;
  return [Array.isArray(types) ? types : [types as string], visitor as Given];
}

/** What a visitor answered, as an action and the index of the sibling that comes next. */
function parts(result: Result): readonly [action?: Action, next?: number] {
  if (typeof result === 'number') return [undefined, result];
  return typeof result === 'object' && result !== null ? result : [result];
}

function walk(tree: Node, types: readonly string[] | undefined, visitor: Visitor): void {
  new Walk(types, visitor).enter(tree, undefined);
}

/** A class, for a function made within another is given its name anew for every walk. */
class Walk {
  readonly #types: readonly string[] | undefined;
  readonly #visitor: Visitor;
  readonly #ancestors: Parent[] = [];

  constructor(types: readonly string[] | undefined, visitor: Visitor) {
    this.#types = types;
    this.#visitor = visitor;
  }

  /** Walks a node; the index to go on at, or that there is no further. */
  enter(node: Node, index: number | undefined): number | typeof EXIT {
    let next = (index ?? 0) + 1;
    const types = this.#types;
    if (types === undefined || types.includes(node.type)) {
      const [action, sibling] = parts(this.#visitor(node, index, this.#ancestors));
      if (action === EXIT) return EXIT;
      if (typeof sibling === 'number') next = sibling;
      if (action === SKIP) return next;
    }
    const parent = node as Parent;
    if (parent.children === undefined) return next;
    this.#ancestors.push(parent);
    for (let at = 0; at < parent.children.length; ) {
      const following = this.enter(parent.children[at] as Node, at);
      if (following === EXIT) return EXIT;
      at = following;
    }
    this.#ancestors.pop();
    return next;
  }
}
