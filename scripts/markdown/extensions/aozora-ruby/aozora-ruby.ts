import { h } from 'hastscript';
import type { Literal, Parents, Root, Text } from 'mdast';
import { SKIP, visit } from '../../../model/visit.ts';
import type { MarkdownExtension } from '../../extension.ts';
import { rubyOf } from '../ruby/ruby-element.ts';
import { aozoraFromMarkdown, aozoraSyntax } from './syntax.ts';

/** What was written, until it is told in HTML. */
interface AozoraNode extends Literal {
  type: 'aozoraRuby';
}

const WITH_BAR = /^[｜|]([^《]+)《(.+)》$/u;
const DOTS = /^《《(.+)》》$/u;
/** A base without a bar: the Han before its reading. */
const HAN_BEFORE = /[\p{Script=Han}々〆ヶ]+$/u;
const HAN = /\p{Script=Han}/u;

/**
 * Ruby and emphasis as Aozora Bunko and Kakuyomu write them: `｜東京《とうきょう》`, `東京《とうきょう》`, `《《強調》》`. Titles stand
 * in the same brackets, so it is off by default; a reading without a bar holds no Han (`小説《紅楼夢》` is a title), and
 * in Chinese, where every title stands in them, only the form with a bar is read.
 */
export const aozoraRuby: MarkdownExtension = {
  name: 'aozora-ruby',
  isOptional: true,
  directives: [],
  ruleIds: [],
  micromark: [aozoraSyntax],
  fromMarkdown: [aozoraFromMarkdown],
  transform(tree: Root, _report, language) {
    visit(tree as never, 'aozoraRuby', (node: AozoraNode, index: number, parent: Parents) => {
      const before = parent.children[index - 1];
      const { value } = node;
      const [, base, reading = ''] = WITH_BAR.exec(value) ?? [];
      if (base !== undefined) return void setRuby(node, base, reading);
      if (value.endsWith('《')) return void setText(node, '《');
      const emphasised = DOTS.exec(value)?.[1];
      if (language.startsWith('zh')) return void setText(node, value);
      if (emphasised !== undefined) {
        node.value = emphasised;
        node.data = { hName: 'em', hChildren: [{ type: 'text', value: emphasised }] } as never;
        return SKIP;
      }
      const own = value.slice(1, -1);
      if (before?.type !== 'text' || HAN.test(own)) return void setText(node, value);
      return void setRuby(node, takeBase(before), own);
    });
  },
};

/** Takes the Han from the end of a text. */
function takeBase(text: Text): string {
  const base = HAN_BEFORE.exec(text.value)?.[0] ?? '';
  text.value = text.value.slice(0, text.value.length - base.length);
  const end = text.position?.end;
  if (end !== undefined) {
    end.column -= base.length;
    if (end.offset !== undefined) end.offset -= base.length;
  }
  return base;
}

function setRuby(node: AozoraNode, base: string, reading: string): void {
  const { tagName, children } = rubyOf(base, [reading]) ?? h('span', base);
  // A title that has it is read without the reading.
  node.value = base;
  node.data = { ...node.data, hName: tagName, hChildren: children } as never;
}

/** What is no ruby. */
function setText(node: AozoraNode, value: string): void {
  Object.assign(node, { type: 'text', value });
}
