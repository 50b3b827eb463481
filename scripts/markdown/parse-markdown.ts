import type { Nodes, Root } from 'hast';
import { sanitize } from 'hast-util-sanitize';
import type { Root as MdastRoot, Node } from 'mdast';
import remarkCjkFriendly from 'remark-cjk-friendly';
import remarkCjkFriendlyStrikethrough from 'remark-cjk-friendly-gfm-strikethrough';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { type Processor, unified } from 'unified';
import { type Diagnostic, formatPlace } from '../model/diagnostic.ts';
import type { IncludedFile } from '../model/include-order.ts';
import type { Language } from '../model/metadata.ts';
import { tooDeepLine } from '../model/nesting.ts';
import type { ProseBlock } from '../model/prose.ts';
import { SCHEMA } from '../model/sanitize-schema.ts';
import type { SourcePart } from '../model/source-part.ts';
import { visit } from '../model/visit.ts';
import { addSyntax } from './add-syntax.ts';
import { remarkDirectives } from './directive-syntax.ts';
import type { ExpandContext, MarkdownExtension, Report } from './extension.ts';
import { EXTENSIONS } from './extensions/index.ts';
import { type FrontMatter, readFrontMatter } from './front-matter.ts';
import { JoinedText } from './joined-text.ts';
import './edit-map.ts';
import { remarkKnownEnds } from './known-ends.ts';
import { listItem } from './list-item.ts';
import { remarkLiteralLinks } from './literal-links.ts';
import { reportLostFences } from './lost-fences.ts';
import { reportLostNotes } from './lost-notes.ts';
import { reportMultiplied } from './multiplied.ts';
import { remarkPairedMarks } from './paired-marks.ts';
import { proseOf, skeletonOf } from './prose.ts';
import { expandRawHtml } from './raw-html.ts';
import { reportRemovedHtml } from './removed-html.ts';
import { remarkRunningText } from './running-text.ts';
import { remarkStepLimit } from './step-limit.ts';
import { remarkStrayBrackets } from './stray-brackets.ts';
import { reportTooDeep, reportUnreadable, UnreadableText } from './unreadable.ts';

/** One Markdown file as read. */
export interface MarkdownFile {
  /** Path as shown in diagnostics. */
  readonly path: string;
  /** Its text. */
  readonly text: string;
  /** Path from the manuscript's folder, from which others are named; as `path` when absent. */
  readonly from?: string;
  /** Files that it may order to be put in, by their keys; none when absent. */
  readonly includes?: ReadonlyMap<string, IncludedFile>;
}

/** How Markdown is read. */
export interface ParseOptions {
  /** Extensions that are switched on or off by their names; others are as they are by default. */
  readonly extensions?: Readonly<Record<string, boolean>>;
  /** The book's language. Default: zh-CN. */
  readonly language?: Language;
}

/** What a Markdown file became. */
export interface ParsedMarkdown extends FrontMatter {
  /** Sanitised HTML, blocks tagged with `data-source="file:line:column"`. */
  readonly content: Root;
  /** The text that positions in `content` are in: the file's own, with what it orders behind it. */
  readonly text: string;
  /** The files that this text is put together from. */
  readonly sources: readonly SourcePart[];
  /** The prose of the file's own text, without that of files put in. */
  readonly prose: readonly ProseBlock[];
  /** The author's mistakes, in order of the file. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A parser that knows what the extensions add. */
function parserFor(active: readonly MarkdownExtension[], leaves: readonly string[]) {
  return (
    unified()
      .use(remarkParse)
      .use(remarkFrontmatter, ['yaml'])
      .use(remarkGfm)
      // Behind GFM: both replace its attention rules, so that `**` beside full-width punctuation works.
      .use(remarkCjkFriendly)
      .use(remarkCjkFriendlyStrikethrough)
      .use(remarkDirectives, leaves)
      .use(remarkSyntax, active)
      // Last, so that it is asked first.
      .use(remarkStrayBrackets)
      // Behind all that have marks.
      .use(remarkPairedMarks)
      .use(remarkLiteralLinks)
      .use(remarkRunningText)
      .use(remarkKnownEnds)
      .use(remarkStepLimit)
  );
}

/** Adds the syntax of extensions, as plugins of remark do. */
function remarkSyntax(this: Processor, active: readonly MarkdownExtension[]): undefined {
  addSyntax(this, ...active.flatMap(({ micromark }) => micromark ?? []));
  const data = this.data() as { fromMarkdownExtensions?: unknown[] };
  data.fromMarkdownExtensions = [
    ...(data.fromMarkdownExtensions ?? []),
    ...active.flatMap(({ fromMarkdown }) => fromMarkdown ?? []),
  ];
  return undefined;
}

const toHast = unified()
  .use(remarkRehype, {
    allowDangerousHtml: true,
    clobberPrefix: '',
    footnoteLabel: '',
    handlers: { listItem },
  })
  .freeze();

/** Markdown → sanitised HTML tree. Never throws on any text: mistakes are diagnostics. */
export function parseMarkdown(file: MarkdownFile, options: ParseOptions = {}): ParsedMarkdown {
  try {
    return readMarkdown(file, options);
  } catch (error) {
    // Links in notes in emphasis some thousand deep end the stack in one of the libraries that walk trees.
    if (!(error instanceof RangeError || error instanceof UnreadableText)) throw error;
    const empty = readMarkdown({ ...file, text: '' }, options);
    const diagnostics: Diagnostic[] = [];
    reportUnreadable(error, reporter(new JoinedText(file.path, file.text), diagnostics));
    return { ...empty, text: file.text, diagnostics };
  }
}

function readMarkdown(
  file: MarkdownFile,
  { extensions = {}, language = 'zh-CN' }: ParseOptions,
): ParsedMarkdown {
  const diagnostics: Diagnostic[] = [];
  const source = new JoinedText(file.path, file.text);
  const report = reporter(source, diagnostics);
  const { active, leaves, parse } = readerOf(extensions);
  const mdast = isRefused(file, report) ? emptyTree() : parse(file.text);
  const prose = proseOf(mdast, file.text);
  const context = expandContext(file, source, parse, report);
  for (const extension of active) extension.expand?.(mdast, context);
  const frontMatter = readFrontMatter(mdast, report);
  reportUnknownDirectives(mdast, active, report);
  reportMisspeltLeaves(mdast, leaves, source.text, report);
  reportLostFences(mdast, source.text, report);
  for (const extension of active) extension.transform(mdast, report, language);
  reportLostNotes(mdast, report);
  reportMultiplied(mdast, report);
  const html = toHast.runSync(mdast) as Root;
  for (const extension of active) extension.finish?.(html);
  const hast = expandRawHtml(html, source.text, report);
  reportRemovedHtml(hast, report);
  tagSources(hast, source);
  const content = sanitize(hast, SCHEMA) as Root;
  return { content, ...frontMatter, text: source.text, sources: source.parts, prose, diagnostics };
}

const emptyTree = (): MdastRoot => ({ type: 'root', children: [] });

/** Whether a text is nested too deep for the parser; it is told. */
function isRefused({ text }: MarkdownFile, report: Report): boolean {
  const line = tooDeepLine(text);
  if (line === undefined) return false;
  const start = { line, column: 1 };
  reportTooDeep('lists, quotations or containers', { type: 'root', position: { start, end: start } }, report);
  return true;
}

/** The prose of a Markdown text, and what it is made of beside: what `skeletonOf` tells. */
export function readProse(
  text: string,
  { extensions = {} }: ParseOptions,
): { readonly blocks: readonly ProseBlock[]; readonly skeleton: string } {
  const tree = tooDeepLine(text) === undefined ? readerOf(extensions).parse(text) : emptyTree();
  return { blocks: proseOf(tree, text), skeleton: skeletonOf(tree) };
}

/** The extensions that are on, and a parser that knows them. */
function readerOf(extensions: Readonly<Record<string, boolean>>) {
  const active = EXTENSIONS.filter(({ name, isOptional = false }) => extensions[name] ?? !isOptional);
  const leaves = active.flatMap((extension) => extension.leaves ?? []);
  const parser = parserFor(active, leaves).freeze();
  return { active, leaves, parse: (text: string): MdastRoot => parser.parse(text) as MdastRoot };
}

function expandContext(
  { path, from = path, includes = new Map() }: MarkdownFile,
  source: JoinedText,
  parse: (text: string) => MdastRoot,
  report: Report,
): ExpandContext {
  const prefix = path.endsWith(from) ? path.slice(0, path.length - from.length) : '';
  const parseOther = (text: string): MdastRoot | undefined => {
    if (tooDeepLine(text) !== undefined) return undefined;
    try {
      return parse(text);
    } catch (error) {
      if (error instanceof UnreadableText) return undefined;
      throw error;
    }
  };
  return {
    ...{ path: from, files: includes, shown: (one) => prefix + one },
    ...{ source, parse: parseOther, report },
  };
}

function reporter(source: JoinedText, diagnostics: Diagnostic[]): Report {
  return (severity, ruleId, message, help, node) => {
    const start = (node as Node).position?.start;
    const place = source.placeAt(start?.line ?? 1, start?.column ?? 1);
    diagnostics.push({ severity, ruleId, message, help, place });
  };
}

function reportUnknownDirectives(
  tree: MdastRoot,
  active: readonly MarkdownExtension[],
  report: Report,
): void {
  const known = new Set(active.flatMap((extension) => extension.directives));
  visit(tree, 'containerDirective', (node) => {
    if (known.has(node.name)) return;
    report(
      'warning',
      'directive-unknown',
      `Unexpected container \`:::${node.name}\`, expected one of ${[...known]
        .sort()
        .map((name) => `\`${name}\``)
        .join(', ')}`,
      'Correct its name; until then what it holds is set as running text. `\\:::` writes literal colons.',
      node,
    );
  });
}

/** A line that looks like a leaf directive: two colons, a name in ASCII, perhaps braces. */
const LEAF_LINE = /^::([\w-]+)[ \t]*(?:\{[^{}]*\})?$/;

/** Any other `::name` is text, but one that only hyphens and capitals keep from being known was meant (`::pagebreak`). */
function reportMisspeltLeaves(
  tree: MdastRoot,
  leaves: readonly string[],
  source: string,
  report: Report,
): void {
  const plain = (name: string): string => name.toLowerCase().replaceAll(/[-_]/g, '');
  visit(tree, 'text', (node) => {
    for (const line of node.value.split('\n')) {
      const name = LEAF_LINE.exec(line)?.[1];
      const meant = name && leaves.find((leaf) => plain(leaf) === plain(name));
      const written = source.slice(node.position?.start.offset, node.position?.end.offset);
      if (!meant || written.includes('\\:')) continue;
      report(
        'warning',
        'directive-unknown',
        `Unexpected \`::${name}\` in the text, expected \`::${meant}\``,
        'Correct its name, or write `\\::` for literal colons.',
        node,
      );
    }
  });
}

const SOURCED = new Set([
  'p',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'li',
  'figure',
  'blockquote',
  'pre',
  'table',
  'caption',
  'tr',
  'header',
  'footer',
  'dl',
  'dt',
  'dd',
  'hr',
  'img',
  'ol',
  'ul',
  'section',
  'div',
]);

/** What is written later stands in a line, and is told of at its own place. */
const NAMED = ['dataCite', 'dataTerm', 'dataVariable'];

/** Gives every block its place in the manuscript: what layout finds wrong is reported there. */
function tagSources(tree: Root, source: JoinedText): void {
  visit(tree as Nodes, 'element', (node) => {
    const start = node.position?.start;
    if (start !== undefined && (SOURCED.has(node.tagName) || NAMED.some((name) => name in node.properties))) {
      node.properties['dataSource'] = formatPlace(source.placeAt(start.line, start.column));
    }
  });
}
