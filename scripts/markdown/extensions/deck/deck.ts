import type { BlockContent, DefinitionContent, Heading, Paragraph, PhrasingContent } from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import { toString as textOf } from 'mdast-util-to-string';
import { visitContainers } from '../../directive.ts';
import type { MarkdownExtension, Report } from '../../extension.ts';

/**
 * The headline of a report as a `header` (EPUBCheck 4 knows `hgroup` only without paragraphs), H01: 引题 (kicker), 主题 (main), 副题 (sub) and 提要题 (abstract).
 *
 * ```markdown
 * :::deck
 * 五大任务 兴安担当           ← before the heading: kicker
 *
 * ——系列报道之五              ← begins with ——: sub (H02), wherever it stands
 *
 * # 扩大开放 彰显作为          ← the main title; a hard break makes a second line
 *
 * 一段提要。                  ← after the heading: abstract (H03)
 * :::
 * ```
 */
export const deck: MarkdownExtension = {
  name: 'deck',
  directives: ['deck'],
  ruleIds: ['deck-main-title', 'deck-content'],
  transform(tree, report) {
    visitContainers(tree, ['deck'], (node) => setDeck(node, report));
  },
};

function setDeck(node: ContainerDirective, report: Report): void {
  node.data = { ...node.data, hName: 'header', hProperties: { className: ['deck', 'keep', 'keep-next'] } };
  const mains = node.children.filter((child) => child.type === 'heading' && child.depth === 1);
  if (mains.length !== 1) {
    report(
      'error',
      'deck-main-title',
      `Unexpected ${mains.length} main titles in \`:::deck\`, expected one`,
      'Give the deck exactly one `# ` heading; a second line of it goes behind a hard break (`\\` at the line end).',
      mains[1] ?? node,
    );
  }
  let seenMain = false;
  for (const child of node.children) {
    if (child.type === 'heading' && child.depth === 1) {
      seenMain = true;
      markLines(child);
    } else if (child.type === 'paragraph') setRole(child, seenMain);
    else reportForeign(child, report);
  }
}

/** Each line of a title of several is a `span`, so that a theme can set them in one. */
function markLines(heading: Heading): void {
  if (!heading.children.some(({ type }) => type === 'break')) return;
  const lines: PhrasingContent[] = [];
  let line: PhrasingContent[] = [];
  const close = (): void => {
    const data = { hName: 'span', hProperties: { className: ['deck-line'] } };
    if (line.length > 0) lines.push({ type: 'emphasis', data, children: line });
    line = [];
  };
  for (const child of heading.children) {
    if (child.type === 'break') {
      close();
      lines.push(child);
    } else line.push(child);
  }
  close();
  heading.children = lines;
}

function setRole(paragraph: Paragraph, seenMain: boolean): void {
  const role = textOf(paragraph).startsWith('——') ? 'sub' : seenMain ? 'abstract' : 'kicker';
  paragraph.data = { ...paragraph.data, hProperties: { className: [`deck-${role}`] } };
}

function reportForeign(child: BlockContent | DefinitionContent, report: Report): void {
  report(
    'error',
    'deck-content',
    `Unexpected \`${child.type}\` in \`:::deck\`, expected paragraphs and one \`# \` heading`,
    'Close the deck with `:::` before it.',
    child,
  );
}
