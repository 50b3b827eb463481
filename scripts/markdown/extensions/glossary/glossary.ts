import type { Parents, Root, RootContent } from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import { visit } from '../../../model/visit.ts';
import { readAttributeList } from '../../attribute-list.ts';
import { DIRECTIVE_ATTRIBUTE, refuseLabel, setElement, visitContainers } from '../../directive.ts';
import type { MarkdownExtension, Report } from '../../extension.ts';

/** What carries an element's HTML. */
interface Carrier {
  data?: { hName?: string; hProperties?: Record<string, unknown> };
  children?: RootContent[];
}

/**
 * A glossary: a container with definition lists, and marks of their terms in the text (`span`). Which entry a mark leads to
 * is known when the book is joined: the container is left as `section[data-glossary]`, a mark as `span[data-term]`.
 *
 * ```markdown
 * 天头在[版心]{.term}之上。
 *
 * :::glossary
 * 版心
 * : 印有文字和图的部分。
 * :::
 * ```
 *
 * NG: a definition list outside the container defines nothing.
 */
export const glossary: MarkdownExtension = {
  name: 'glossary',
  directives: ['glossary'],
  ruleIds: [DIRECTIVE_ATTRIBUTE, 'glossary-list'],
  transform(tree, report) {
    visitContainers(tree, ['glossary'], (node) => setGlossary(node, report));
    visit(tree, (node) => setMark(node as unknown as Carrier));
  },
};

const KNOWN = ['sort', 'pages'];
const SWITCH: Readonly<Record<string, boolean>> = { true: true, false: false };

function setGlossary(node: ContainerDirective, report: Report): void {
  refuseLabel(node, report);
  const [sort, pages] = KNOWN.map((key, index) => {
    const value = node.attributes?.[key] ?? String(index === 0);
    if (!(value in SWITCH)) {
      report(
        'error',
        DIRECTIVE_ATTRIBUTE,
        `Unexpected \`${key}=${value}\` of \`glossary\`, expected \`true\` or \`false\``,
        'Correct the value or take it out.',
        node,
      );
    }
    return SWITCH[value] ?? index === 0;
  });
  const orders = [sort ? 'sort' : '', pages ? 'pages' : ''].filter((order) => order !== '');
  const properties = { className: ['glossary'], role: 'doc-glossary', dataGlossary: orders.join(' ') };
  setElement(node, { name: 'section', properties }, report, KNOWN);
  let hasList = false;
  visit(node as unknown as Root, (child) => {
    const { data } = child as unknown as Carrier;
    if (data?.hName === 'dl') hasList = true;
    if (data?.hName === 'dt') takeBraces(child as unknown as Parents & Carrier);
  });
  if (hasList) return;
  report(
    'warning',
    'glossary-list',
    'Unexpected `:::glossary` without an entry, expected a definition list',
    'Write a term in one line and `: ` with its definition in the next.',
    node,
  );
}

/** `版心 {#area reading="ばんしん"}`: a term's name and how it is read. */
function takeBraces(term: Parents & Carrier): void {
  const last = term.children.at(-1);
  if (last?.type !== 'text') return;
  const braces = /\{([^{}\n]*)\}$/.exec(last.value.trimEnd());
  if (braces === null) return;
  const { id, pairs, rest } = readAttributeList(braces[1] ?? '');
  const isKnown = rest.length === 0 && pairs.every(([key]) => key === 'reading');
  if (!isKnown || (id === undefined && pairs.length === 0)) return;
  last.value = last.value.slice(0, braces.index).trimEnd();
  const reading = pairs.at(-1)?.[1];
  const hProperties = { ...(id !== undefined && { id }), ...(reading && { dataReading: reading }) };
  term.data = { ...term.data, hProperties };
}

/** `[版心]{.term}`; `[该处]{.term of="版心"}` marks other words for the same entry. */
function setMark({ data }: Carrier): void {
  const { className, of = '', ...rest } = data?.hProperties ?? {};
  if (data === undefined || !Array.isArray(className) || !className.includes('term')) return;
  const others = className.filter((name) => name !== 'term');
  data.hProperties = { ...rest, ...(others.length > 0 && { className: others }), dataTerm: of };
}
