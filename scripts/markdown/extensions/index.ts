import type { MarkdownExtension } from '../extension.ts';
import { credits } from './credits/credits.ts';
import { deck } from './deck/deck.ts';
import { enumeration } from './enumeration/enumeration.ts';
import { figure } from './figure/figure.ts';
import { headingId } from './heading-id/heading-id.ts';
import { reference } from './reference/reference.ts';
import { tableTitle } from './table-title/table-title.ts';

/** Every extension, in the order in which they rewrite the tree. */
export const EXTENSIONS: readonly MarkdownExtension[] = [
  // First: it turns paragraphs into figures, which the containers below then find as blocks.
  figure,
  // Headings, tables and links wherever they stand, which no container changes.
  headingId,
  reference,
  tableTitle,
  // The containers do not overlap; by name.
  credits,
  deck,
  enumeration,
];
