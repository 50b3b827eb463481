import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Node, Root } from 'mdast';
import { visit as visitOfUnist } from 'unist-util-visit';
import { visitParents as visitParentsOfUnist } from 'unist-util-visit-parents';
import { type Random, seeded } from '../testing/random.ts';
import { visit, visitParents } from './visit.ts';

/** A tree whose nodes are told apart by their names. */
interface Named extends Node {
  readonly name: string;
  children?: Named[];
}

const TYPES = ['paragraph', 'text', 'emphasis'];

function randomTree(random: Random, depth: number, name = 'r'): Named {
  const type = random.pick(TYPES);
  if (depth === 0 || random.chance(0.2)) return { type, name };
  const nodes = Array.from({ length: random.int(0, 4) }, (_, nth) => `${name}${nth}`);
  return { type, name, children: nodes.map((child) => randomTree(random, depth - 1, child)) };
}

/** What a visitor sees that answers, and changes the tree, at random: the same for the same seed. */
function seen(seed: number, walk: typeof visit): readonly unknown[] {
  const random = seeded(seed);
  const tree = randomTree(random, 5) as unknown as Root;
  const calls: unknown[] = [];
  const enter = (node: unknown, index: number | undefined, parent: unknown): unknown => {
    const { name } = node as Named;
    const of = parent as Named | undefined;
    calls.push([name, index, of?.name]);
    if (index === undefined || random.chance(0.5)) return undefined;
    if (random.chance(0.02)) return false;
    if (random.chance(0.2)) return 'skip';
    if (random.chance(0.2)) return [random.pick(['skip', true, undefined]), index + random.int(1, 2)];
    if (random.chance(0.2)) return index + random.int(1, 2);
    if (random.chance(0.3)) of?.children?.splice(index, 1, { type: 'text', name: `${name}+` });
    if (random.chance(0.2)) (node as Named).children = [{ type: 'text', name: `${name}*` }];
    return null;
  };
  const types = random.pick([undefined, 'text', ['text', 'emphasis']]);
  if (types === undefined) walk(tree, enter as never);
  else walk(tree, types, enter as never);
  return [...calls, tree];
}

describe('walking a tree', () => {
  it('should visit what unist-util-visit visits, whatever the visitor answers and changes', () => {
    for (let seed = 1; seed <= 2000; seed += 1) assert.deepEqual(seen(seed, visit), seen(seed, visitOfUnist));
  });

  it('should tell the ancestors, from the root', () => {
    const chains = (walk: typeof visitParents, seed: number): readonly string[] => {
      const found: string[] = [];
      walk(randomTree(seeded(seed), 5) as unknown as Root, 'text', (node, ancestors) => {
        found.push([...ancestors, node].map((one) => (one as unknown as Named).name).join('>'));
      });
      return found;
    };
    for (let seed = 1; seed <= 200; seed += 1)
      assert.deepEqual(chains(visitParents, seed), chains(visitParentsOfUnist, seed));
  });
});
