import type { Parents, PhrasingContent, Root, Text } from 'mdast';
import { visit } from '../../../model/visit.ts';
import { isClass, readAttributeList } from '../../attribute-list.ts';
import type { MarkdownExtension } from '../../extension.ts';

/** What a class stands for; others stay classes, for the styles of a theme. */
const MEANINGS: Readonly<Record<string, { readonly tagName: string; readonly className?: string }>> = {
  /** 着重号, 圏点 (D01). */
  dots: { tagName: 'em' },
  /** 专名号 (D02). */
  name: { tagName: 'span', className: 'proper-name' },
  /** A note within the line, in two rows (D12). */
  warichu: { tagName: 'span', className: 'warichu' },
  jiazhu: { tagName: 'span', className: 'warichu' },
  /** The wavy 书名号 (D02). */
  title: { tagName: 'span', className: 'work-title' },
};

const LANGUAGE = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/;
const MARKS = /\[|\]\{([^{}\n]*)\}|\]/g;

/**
 * A part of a text with a name, as Pandoc writes it: `[文字]{.dots}`. Emphasis and links may stand in it. Brackets without
 * braces, and braces without a class or a language, are text.
 */
export const span: MarkdownExtension = {
  name: 'span',
  directives: [],
  ruleIds: [],
  transform(tree: Root) {
    visit(tree, (node) => {
      if (
        'children' in node &&
        node.children.some((child) => child.type === 'text' && child.value.includes(']{'))
      )
        node.children = withSpans(node) as typeof node.children;
    });
  },
};

/** A bracket that may begin a span. */
interface Open {
  /** Where it stands among what has been read. */
  readonly at: number;
  /** Where it stands in its file. */
  readonly start: Point | undefined;
}

type Point = NonNullable<Text['position']>['start'];

/**
 * Tells the places of characters of a text, which are asked for in their order; blanks at the beginnings of its folded
 * lines are left out.
 */
function pointsIn({ value, position }: Text): (index: number) => Point | undefined {
  if (position === undefined) return () => undefined;
  let { line, column } = position.start;
  let from = 0;
  let end = value.indexOf('\n');
  return (index) => {
    while (end >= 0 && end < index) {
      [line, column, from] = [line + 1, 1, end + 1];
      end = value.indexOf('\n', from);
    }
    return { line, column: column + index - from };
  };
}

function withSpans({ children }: Parents): PhrasingContent[] {
  const read: PhrasingContent[] = [];
  const opened: Open[] = [];
  const add = (value: string): void => {
    if (value !== '') read.push({ type: 'text', value });
  };
  for (const child of children as PhrasingContent[]) {
    if (child.type !== 'text' || isEscaped(child)) {
      read.push(child);
      continue;
    }
    const pointAt = pointsIn(child);
    let end = 0;
    for (const match of child.value.matchAll(MARKS)) {
      add(child.value.slice(end, match.index));
      end = match.index + match[0].length;
      const properties = match[1] === undefined ? undefined : propertiesOf(match[1]);
      if (match[0] === '[') {
        opened.push({ at: read.length, start: pointAt(match.index) });
        add('[');
        continue;
      }
      const open = opened.pop();
      // The innermost bracket was none of a span, or there is none.
      if (properties === undefined || open === undefined) add(match[0]);
      else {
        const [, ...content] = read.splice(open.at);
        read.push(spanOf(content, properties, read.at(-1), open.start));
      }
    }
    add(child.value.slice(end));
  }
  return joinTexts(read);
}

function spanOf(
  children: PhrasingContent[],
  properties: SpanProperties,
  before: PhrasingContent | undefined,
  start: Point | undefined,
): PhrasingContent {
  const isBeside = isMarked(before) && isMarkedBy(properties);
  return {
    // What it becomes is told by its data alone.
    type: 'emphasis',
    children,
    data: {
      hName: properties.tagName,
      hProperties: isBeside ? beside(properties) : properties.attributes,
    },
    ...(start === undefined ? {} : { position: { start, end: start } }),
  };
}

/** Escapes and entities make a text longer in its source: its brackets may be meant as such. */
function isEscaped({ value, position }: Text): boolean {
  const length = (position?.end.offset ?? 0) - (position?.start.offset ?? 0);
  return position !== undefined && length !== value.length && !value.includes('\n');
}

interface SpanProperties {
  readonly tagName: string;
  readonly attributes: Record<string, string | string[]>;
}

/** Lines beside names and titles: where two stand beside each other, a gap parts them (D02). */
const LINED = ['proper-name', 'work-title'];

function isMarkedBy({ attributes }: Pick<SpanProperties, 'attributes'>): boolean {
  const names = attributes['className'];
  return Array.isArray(names) && names.some((name) => LINED.includes(name));
}

function isMarked(node: PhrasingContent | undefined): boolean {
  const attributes = (node?.data as { hProperties?: SpanProperties['attributes'] } | undefined)?.hProperties;
  return attributes !== undefined && isMarkedBy({ attributes });
}

function beside({ attributes }: SpanProperties): SpanProperties['attributes'] {
  return { ...attributes, className: [...(attributes['className'] ?? []), 'beside'] };
}

/** `undefined` for braces that hold anything but classes, an id and a language. */
function propertiesOf(text: string): SpanProperties | undefined {
  const { id, pairs, rest } = readAttributeList(text);
  if (!rest.every(isClass) || !pairs.every(([key, value]) => isPair(key, value, rest))) return undefined;
  const language = pairs.findLast(([key]) => key === 'lang')?.[1];
  const entry = pairs.findLast(([key]) => key === 'of')?.[1];
  if (rest.length === 0 && language === undefined) return undefined;
  const meanings = rest.map(
    (word) => MEANINGS[word.slice(1)] ?? { tagName: 'span', className: word.slice(1) },
  );
  const classNames = meanings.flatMap(({ className }) => className ?? []);
  return {
    tagName: meanings.find(({ tagName }) => tagName !== 'span')?.tagName ?? 'span',
    attributes: {
      ...(classNames.length === 0 ? {} : { className: classNames }),
      ...(id === undefined ? {} : { id }),
      ...(language === undefined ? {} : { lang: language }),
      // Read by `glossary`; without it nothing.
      ...(entry === undefined ? {} : { of: entry }),
    },
  };
}

function isPair(key: string, value: string, words: readonly string[]): boolean {
  return key === 'lang' ? LANGUAGE.test(value) : key === 'of' && value !== '' && words.includes('.term');
}

function joinTexts(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const joined: PhrasingContent[] = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    if (node.type === 'text' && last?.type === 'text' && last.position === undefined)
      last.value += node.value;
    else joined.push(node);
  }
  return joined;
}
