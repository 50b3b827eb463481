import type { Root as HastRoot } from 'hast';
import type { Node, Root } from 'mdast';
import type { Extension as FromMarkdownExtension } from 'mdast-util-from-markdown';
import type { Extension } from 'micromark-util-types';
import type { IncludedFile } from '../model/include-order.ts';
import type { Language } from '../model/metadata.ts';
import type { JoinedText } from './joined-text.ts';

/** Tells the author of one matter at a node; the processor adds file, line and column. */
export type Report = (
  severity: 'error' | 'warning',
  ruleId: string,
  message: string,
  help: string,
  node: Node,
) => void;

/** What an extension needs that puts other files into the tree. */
export interface ExpandContext {
  /** Path of the file from the manuscript's folder. */
  readonly path: string;
  /** The files that may be put in, by their keys. */
  readonly files: ReadonlyMap<string, IncludedFile>;
  /** A path as shown in diagnostics. */
  readonly shown: (path: string) => string;
  /** The text that the tree's positions are in: what is put in goes behind it. */
  readonly source: JoinedText;
  /** Parses another text with the same syntax; undefined for one in which something stands too deep in each other. */
  readonly parse: (text: string) => Root | undefined;
  readonly report: Report;
}

/** One Markdown extension: one folder, one line in extensions/index.ts. */
export interface MarkdownExtension {
  /** The name by which book.yaml switches it off, or on. */
  readonly name: string;
  /** Off unless book.yaml switches it on; absent for what is on. */
  readonly isOptional?: true;
  /** Container directives (`:::name`) it claims. */
  readonly directives: readonly string[];
  /** Leaf directives (`::name` alone on its line) it claims; absent for none. */
  readonly leaves?: readonly string[];
  /** What it adds to the tokenizer, and to the making of its tree. */
  readonly micromark?: readonly Extension[];
  readonly fromMarkdown?: readonly FromMarkdownExtension[];
  /** Rules it may report. */
  readonly ruleIds: readonly string[];
  /** Puts other files into the tree, in place, before anything else is done with it. */
  readonly expand?: (tree: Root, context: ExpandContext) => void;
  /**
   * Rewrites the tree in place: names the HTML of its nodes through `data.hName` and `data.hProperties`.
   * @param language the book's
   */
  readonly transform: (tree: Root, report: Report, language: Language) => void;
  /** Finishes in the HTML, in place, what Markdown's tree has no room for, such as a caption in a table. */
  readonly finish?: (tree: HastRoot) => void;
}
