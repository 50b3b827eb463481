import type { MarkdownExtension } from '../extension.ts';
import { admonition } from './admonition/admonition.ts';
import { aozoraRuby } from './aozora-ruby/aozora-ruby.ts';
import { breaks } from './breaks/breaks.ts';
import { browserLines } from './browser-lines/browser-lines.ts';
import { citation } from './citation/citation.ts';
import { code } from './code/code.ts';
import { columns } from './columns/columns.ts';
import { credits } from './credits/credits.ts';
import { deck } from './deck/deck.ts';
import { definitionList } from './definition-list/definition-list.ts';
import { dialogue } from './dialogue/dialogue.ts';
import { direction } from './direction/direction.ts';
import { enumeration } from './enumeration/enumeration.ts';
import { epigraph } from './epigraph/epigraph.ts';
import { figure } from './figure/figure.ts';
import { glossary } from './glossary/glossary.ts';
import { headingId } from './heading-id/heading-id.ts';
import { hiddenLines } from './hidden-lines/hidden-lines.ts';
import { include } from './include/include.ts';
import { inlineNote } from './inline-note/inline-note.ts';
import { keep } from './keep/keep.ts';
import { linkAttributes } from './link-attributes/link-attributes.ts';
import { math } from './math/math.ts';
import { mergedCells } from './merged-cells/merged-cells.ts';
import { mermaid } from './mermaid/mermaid.ts';
import { only } from './only/only.ts';
import { reference } from './reference/reference.ts';
import { ruby } from './ruby/ruby.ts';
import { sideBySide } from './side-by-side/side-by-side.ts';
import { span } from './span/span.ts';
import { tableNotes } from './table-notes/table-notes.ts';
import { tableTitle } from './table-title/table-title.ts';
import { variable } from './variable/variable.ts';
import { verse } from './verse/verse.ts';

/** Every extension, in the order in which they rewrite the tree. */
export const EXTENSIONS: readonly MarkdownExtension[] = [
  // Before anything is done with the tree, by its `expand`.
  include,
  // First of those that rewrite it: it parts pictures that follow one another line by line, which `figure` then finds one a paragraph.
  sideBySide,
  // Before the other containers: it turns paragraphs into figures, which they then find as blocks.
  figure,
  // Before what reads the text of a line: its brackets are no other's.
  inlineNote,
  // Behind the figures, whose braces are their own, and before the headings, which take what else ends them.
  linkAttributes,
  // Headings, tables and links wherever they stand, which no container changes.
  headingId,
  reference,
  tableTitle,
  // Behind the titles, whose braces say how many rows a head has, and before the notes, which count the columns.
  mergedCells,
  // Behind the titles, which may stand between a table and its notes.
  tableNotes,
  // Behind the figures, and before the containers that read their paragraphs.
  definitionList,
  // Behind the figures, whose captions it reads, and before `span`, which takes brackets too.
  citation,
  variable,
  // The rest do not overlap; by name.
  admonition,
  aozoraRuby,
  breaks,
  browserLines,
  columns,
  credits,
  deck,
  dialogue,
  direction,
  enumeration,
  epigraph,
  hiddenLines,
  keep,
  math,
  only,
  ruby,
  span,
  verse,
  // Behind `definitionList` and `span`, whose terms and marks it reads.
  glossary,
  // Before `code`, which reads what is behind every fence that is left.
  mermaid,
  // Behind `hiddenLines`: lines are counted as they are shown.
  code,
];
