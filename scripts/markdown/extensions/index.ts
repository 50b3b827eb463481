import type { MarkdownExtension } from '../extension.ts';
import { credits } from './credits/credits.ts';
import { deck } from './deck/deck.ts';
import { enumeration } from './enumeration/enumeration.ts';
import { figure } from './figure/figure.ts';

/** Every extension, in the order in which they rewrite the tree. */
export const EXTENSIONS: readonly MarkdownExtension[] = [
  // First: it turns paragraphs into figures, which the containers below then find as blocks.
  figure,
  // The containers do not overlap; by name.
  credits,
  deck,
  enumeration,
];
