import { visit } from '../../../model/visit.ts';
import type { MarkdownExtension } from '../../extension.ts';

/** A fence whose code is Rust: ` ```rust `, ` ```rust,ignore `. */
const RUST = /^rust\b/i;

/**
 * Lines of Rust that only make an example compile, as rustdoc and mdBook hide them: `# fn main() {`, and `#` alone. `##`
 * is a `#` that is shown; `#[…]` and `#!` are Rust.
 */
export const hiddenLines: MarkdownExtension = {
  name: 'hidden-lines',
  directives: [],
  ruleIds: [],
  transform(tree) {
    visit(tree, 'code', (node) => {
      if (!RUST.test(node.lang ?? '')) return;
      const shown = node.value.split('\n').filter((line) => !/^[ \t]*#(?:[ \t]|$)/.test(line));
      node.value = shown.map((line) => line.replace(/^([ \t]*)##/, '$1#')).join('\n');
    });
  },
};
