import type { FootnoteDefinition, Html, Parents, PhrasingContent, Root, Text } from 'mdast';
import { visit } from '../../../model/visit.ts';
import type { MarkdownExtension } from '../../extension.ts';

/**
 * A note that stands where it is called, as Pandoc and VFM write it, or as Vivliostyle and other tools of CSS for print
 * have it in HTML:
 *
 * ```markdown
 * 口岸^[一九五三年设。]开放。
 * GFM<span class="footnote">https://github.github.com/gfm/</span>
 * ```
 *
 * NG, stays text: `\^[甲]`, `^[甲` without its end.
 */
export const inlineNote: MarkdownExtension = {
  name: 'inline-note',
  directives: [],
  ruleIds: [],
  transform(tree) {
    const notes: FootnoteDefinition[] = [];
    visit(tree, (node) => {
      if ('children' in node && node.children.some(opensNote)) {
        const children = withNotes(node.children as PhrasingContent[], notes);
        if (children !== undefined) node.children = children as typeof node.children;
      }
    });
    (tree as Root).children.push(...notes);
  },
};

const OPEN_HTML = /^<span\s+class\s*=\s*["']?footnote["']?\s*>$/i;
const MARKS = /\^\[|\[|\]/g;

function opensNote(node: Parents['children'][number]): boolean {
  return (
    (node.type === 'text' && node.value.includes('^[')) ||
    (node.type === 'html' && OPEN_HTML.test(node.value))
  );
}

/** A bracket or an element that is open. */
interface Open {
  readonly kind: 'bracket' | 'note' | 'span' | 'note-element';
  /** Where its mark stands among the children so far. */
  readonly at: number;
}

/** The children with their notes taken out; `undefined` where there is none. */
function withNotes(
  children: readonly PhrasingContent[],
  notes: FootnoteDefinition[],
): PhrasingContent[] | undefined {
  const found = notes.length;
  const read: PhrasingContent[] = [];
  const opened: Open[] = [];
  const counts = { bracket: 0, note: 0, span: 0, 'note-element': 0 };
  const isOpen = (kind: Open['kind']): boolean => counts[kind] > 0;
  const pop = (): Open | undefined => {
    const last = opened.pop();
    if (last !== undefined) counts[last.kind] -= 1;
    return last;
  };
  const open = (mark: Text | Html, kind: Open['kind']): void => {
    opened.push({ kind, at: read.length });
    counts[kind] += 1;
    read.push(mark);
  };
  /** Ends the innermost of two kinds; what is open within it has no end, and stays text. */
  const close = (plain: Open['kind'], note: Open['kind'], mark: Text | Html): void => {
    if (isOpen(plain) || isOpen(note)) {
      while (opened.at(-1)?.kind !== plain && opened.at(-1)?.kind !== note) pop();
    }
    const last = isOpen(plain) || isOpen(note) ? pop() : undefined;
    if (last?.kind !== note) read.push(mark);
    else {
      const [from, ...content] = read.splice(last.at);
      closeUp(read);
      read.push(callOf(content, from as Text | Html, notes));
    }
  };
  for (const child of children) {
    if (child.type === 'html' && /^<span[\s>]/i.test(child.value))
      open(child, OPEN_HTML.test(child.value) ? 'note-element' : 'span');
    else if (child.type === 'html' && /^<\/span\s*>$/i.test(child.value))
      close('span', 'note-element', child);
    else if (child.type !== 'text' || isEscaped(child)) read.push(child);
    else
      readText(child, {
        text: (value) => read.push(textAt(child, value)),
        open: (value) => open(textAt(child, value), value === '^[' ? 'note' : 'bracket'),
        close: () => close('bracket', 'note', textAt(child, ']')),
      });
  }
  return notes.length === found ? undefined : read;
}

/** A call is solid with the text before it (F07): the space that tools of the web want there goes. */
function closeUp(read: PhrasingContent[]): void {
  const before = read.at(-1);
  if (before?.type === 'text') before.value = before.value.trimEnd();
}

interface Reader {
  readonly text: (value: string) => void;
  readonly open: (value: string) => void;
  readonly close: () => void;
}

function readText({ value }: Text, { text, open, close }: Reader): void {
  let end = 0;
  for (const { 0: mark, index } of value.matchAll(MARKS)) {
    if (index > end) text(value.slice(end, index));
    end = index + mark.length;
    if (mark === ']') close();
    else open(mark);
  }
  if (end < value.length) text(value.slice(end));
}

function textAt({ position }: Text, value: string): Text {
  return { type: 'text', value, ...(position !== undefined && { position }) };
}

/** Escapes and entities make a text longer in its source: its brackets may be meant as such. */
function isEscaped({ value, position }: Text): boolean {
  const length = (position?.end.offset ?? 0) - (position?.start.offset ?? 0);
  return position !== undefined && length !== value.length && !value.includes('\n');
}

/** Puts a note's text behind the file's, and its call in its place. No other note has a space in its name. */
function callOf(
  children: PhrasingContent[],
  { position }: Text | Html,
  notes: FootnoteDefinition[],
): PhrasingContent {
  const identifier = `inline ${notes.length + 1}`;
  const place = position === undefined ? {} : { position };
  notes.push({
    type: 'footnoteDefinition',
    identifier,
    label: identifier,
    children: [{ type: 'paragraph', children, ...place }],
    ...place,
  });
  return { type: 'footnoteReference', identifier, label: identifier, ...place };
}
