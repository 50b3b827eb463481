import type { Root as HastRoot } from 'hast';
import type { Node, Root } from 'mdast';
import type { Extension as FromMarkdownExtension } from 'mdast-util-from-markdown';
import type { Extension } from 'micromark-util-types';

/** Tells the author of one matter at a node; the processor adds file, line and column. */
export type Report = (
  severity: 'error' | 'warning',
  ruleId: string,
  message: string,
  help: string,
  node: Node,
) => void;

/** One Markdown extension: one folder, one line in extensions/index.ts. */
export interface MarkdownExtension {
  /** The name by which book.yaml switches it off. */
  readonly name: string;
  /** Container directives (`:::name`) it claims. */
  readonly directives: readonly string[];
  /** Leaf directives (`::name` alone on its line) it claims; absent for none. */
  readonly leaves?: readonly string[];
  /** What it adds to the tokenizer, and to the making of its tree. */
  readonly micromark?: readonly Extension[];
  readonly fromMarkdown?: readonly FromMarkdownExtension[];
  /** Rules it may report. */
  readonly ruleIds: readonly string[];
  /** Rewrites the tree in place: names the HTML of its nodes through `data.hName` and `data.hProperties`. */
  readonly transform: (tree: Root, report: Report) => void;
  /** Finishes in the HTML, in place, what Markdown's tree has no room for, such as a caption in a table. */
  readonly finish?: (tree: HastRoot) => void;
}
