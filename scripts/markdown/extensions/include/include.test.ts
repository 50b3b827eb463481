import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toHtml } from 'hast-util-to-html';
import type { IncludedFile } from '../../../model/include-order.ts';
import { switchedOff, told } from '../../../testing/parse.ts';
import { type ParsedMarkdown, parseMarkdown } from '../../parse-markdown.ts';

const RUST = `// ANCHOR: all
// ANCHOR: one
fn one() {}
// ANCHOR_END: one
# fn hidden() {}
fn two() {}
// ANCHOR_END: all
`;

const FILES = {
  'code/a.rs': RUST,
  'code/b.js': '/// [first]\nlet a;\n/// [first]\nlet b;\n',
  'text/b.md': '---\ntitle: 乙\n---\n\n## 乙\n\n{{#include deep/c.md}}\n\n尾[^1]\n\n[^1]: 乙注\n',
  'text/deep/c.md': '- 丙\n- 好**，',
  'text/loop.md': '{{#include loop.md}}',
  'text/lines.md': '一\n\n二\n\n:::nothing\n三\n:::\n',
};

function parse(
  text: string,
  more: Readonly<Record<string, IncludedFile>> = {},
  disabled: readonly string[] = [],
) {
  const files = Object.entries(FILES).map(([path, content]): [string, IncludedFile] => [
    path,
    { kind: 'text', text: content },
  ]);
  const includes = new Map([...files, ...Object.entries(more)]);
  const file = { path: 'manuscript/text/a.md', from: 'text/a.md', text, includes };
  return parseMarkdown(file, switchedOff(disabled));
}

function html({ content }: ParsedMarkdown): string {
  return toHtml(content).replace(/ data-source="[^"]*"/g, '');
}

function code(parsed: ParsedMarkdown): string {
  return /<code[^>]*>(.*?)<\/code>/s.exec(toHtml(parsed.content))?.[1] ?? '';
}

describe('files put into code', () => {
  for (const [order, expected] of [
    ['{{#include ../code/a.rs}}', 'fn one() {}\nfn two() {}\n'],
    ['{{#include ../code/a.rs:one}}', 'fn one() {}\n'],
    ['{{#rustdoc_include ../code/a.rs:all}}', 'fn one() {}\nfn two() {}\n'],
    ['{{#include ../code/a.rs:3}}', 'fn one() {}\n'],
    ['{{#include ../code/a.rs:3:6}}', 'fn one() {}\nfn two() {}\n'],
    ['{{#include ../code/a.rs:6:}}', 'fn two() {}\n'],
    ['{{#include ../code/a.rs::3}}', 'fn one() {}\n'],
    ['{{ #include ../code/a.rs:3 }}', 'fn one() {}\n'],
    ['前\n{{#include ../code/a.rs:3}}\n后', '前\nfn one() {}\n后\n'],
    ['\\{{#include ../code/a.rs}}', '{{#include ../code/a.rs}}\n'],
  ] as const) {
    it(`should follow ${JSON.stringify(order)}`, () => {
      const parsed = parse(`文\n\n\`\`\`rust\n${order}\n\`\`\``);
      assert.equal(code(parsed), expected);
      assert.deepEqual(told(parsed.diagnostics), []);
    });
  }

  it('should make a listing of a playground and of HonKit’s order', () => {
    assert.match(
      html(parse('{{#playground ../code/a.rs:one editable}}')),
      /language-rust">fn one\(\) \{\}\n</,
    );
    assert.match(html(parse('[import](../code/b.js)')), /language-js">.*let b;\n</s);
    assert.equal(code(parse('[import:4-](../code/b.js)')), 'let b;\n');
    assert.match(html(parse('[import:"first", lang:"ts"](../code/b.js)')), /language-ts">let a;\n</);
  });

  it('should keep and tell an order that leads nowhere, at its own line', () => {
    const text =
      '> ```rust\n> fn a() {}\n> {{#include no.rs}}\n> {{#include ../code/a.rs:no}}\n> ```\n\n{{#include ../code/a.rs:90}}';
    const parsed = parse(text);
    assert.deepEqual(told(parsed.diagnostics), [
      'warning include-missing manuscript/text/a.md:3:3',
      'warning include-missing manuscript/text/a.md:4:3',
      'warning include-missing manuscript/text/a.md:7:1',
    ]);
    assert.match(html(parsed), /\{\{#include no\.rs\}\}/);
    assert.match(html(parsed), /<p>\{\{#include \.\.\/code\/a\.rs:90\}\}<\/p>/);
  });

  it('should refuse what lies outside', () => {
    const parsed = parse('```\n{{#include ../../x}}\n```', { '../x': { kind: 'outside' } });
    assert.deepEqual(told(parsed.diagnostics), ['error include-outside manuscript/text/a.md:2:1']);
  });
});

describe('Markdown put into Markdown', () => {
  it('should be parsed as a file of its own, through several', () => {
    const parsed = parse('前[^1]\n\n{{#include b.md}}\n\n后\n\n[^1]: 甲注');
    const text = html(parsed);
    assert.match(text, /前.*<h2>乙<\/h2>.*<li>丙<\/li>.*尾.*<p>后<\/p>.*甲注.*乙注/s);
    assert.equal(parsed.title, undefined);
    assert.deepEqual(told(parsed.diagnostics), []);
  });

  it('should keep the places of every file', () => {
    const parsed = parse('前\n\n{{#include b.md}}\n\n后');
    const places = Array.from(
      toHtml(parsed.content).matchAll(/<(\w+) data-source="([^"]*)"/g),
      ([, tag, place]) => [tag, place],
    );
    assert.deepEqual(places.slice(0, 4), [
      ['p', 'manuscript/text/a.md:1:1'],
      ['h2', 'manuscript/text/b.md:5:1'],
      ['ul', 'manuscript/text/deep/c.md:1:1'],
      ['li', 'manuscript/text/deep/c.md:1:1'],
    ]);
    assert.ok(places.some(([, place]) => place === 'manuscript/text/a.md:5:1'));
  });

  it('should tell of mistakes in their file, also behind a selection of lines', () => {
    assert.deepEqual(told(parse('{{#include lines.md}}').diagnostics), [
      'warning directive-unknown manuscript/text/lines.md:5:1',
    ]);
    assert.deepEqual(told(parse('文\n\n{{#include lines.md:5:}}').diagnostics), [
      'warning directive-unknown manuscript/text/lines.md:5:1',
    ]);
  });

  it('should end a circle, and what grows without end', () => {
    assert.deepEqual(told(parse('{{#include loop.md}}').diagnostics), [
      'error include-nested manuscript/text/loop.md:1:1',
    ]);
    const bombs = Array.from({ length: 9 }, (_, index): [string, IncludedFile] => [
      `text/b${index}.md`,
      { kind: 'text', text: index === 8 ? '字'.repeat(1000) : `{{#include b${index + 1}.md}}\n`.repeat(10) },
    ]);
    const parsed = parse('{{#include b0.md}}', Object.fromEntries(bombs.slice(5)));
    assert.deepEqual(told(parsed.diagnostics), ['warning include-missing manuscript/text/a.md:1:1']);
    const text = '```\n{{#include b3.md}}\n```';
    const grown = parse(text, Object.fromEntries(bombs));
    assert.ok(grown.diagnostics.some(({ ruleId }) => ruleId === 'include-nested'));
    assert.ok(html(grown).length < 20_000_000);
  });

  it('should tell of orders amid text, and leave examples of them alone', () => {
    assert.deepEqual(told(parse('见 {{#include b.md}} 处').diagnostics), [
      'warning include-misplaced manuscript/text/a.md:1:3',
    ]);
    for (const text of [
      '`{{#include b.md}}`',
      '\\{{#include b.md}}',
      '{{ include b.md }}',
      '[import x](b.md)',
    ]) {
      assert.deepEqual(told(parse(text).diagnostics), [], text);
      assert.doesNotMatch(html(parse(text)), /乙/, text);
    }
  });

  it('should be text where book.yaml switches it off', () => {
    const parsed = parse('```\n{{#include ../code/a.rs}}\n```\n\n{{#include no.md}}', {}, ['include']);
    assert.match(code(parsed), /#include/);
    assert.deepEqual(told(parsed.diagnostics), []);
  });
});
