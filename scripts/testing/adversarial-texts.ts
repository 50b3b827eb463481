/** What is repeated to a length, between what stands once before and behind it. */
type Repeated = readonly [before: string, repeated: string, behind: string];

/** A text of about some length in UTF-16 units. */
export type TextOf = (length: number) => string;

/** Texts that have made parsers of Markdown take the square of their time, by what they are made of. */
export type AdversarialTexts = Readonly<Record<string, TextOf>>;

function repeated(...[before, one, behind]: Repeated): TextOf {
  return (length) => before + one.repeat(Math.max(1, Math.floor(length / one.length))) + behind;
}

/** The same number of each, one behind the other. */
function nested(...pieces: readonly string[]): TextOf {
  const size = pieces.reduce((sum, { length }) => sum + length, 0);
  return (length) => pieces.map((piece) => piece.repeat(Math.floor(length / size))).join('');
}

/** Pieces that count on, until their sum has a length. */
function counted(piece: (at: number) => string, before = '', behind = ''): TextOf {
  return (length) => {
    const pieces: string[] = [before];
    let sum = before.length;
    for (let at = 0; sum < length; at += 1) {
      const one = piece(at);
      pieces.push(one);
      sum += one.length;
    }
    return pieces.join('') + behind;
  };
}

/** Texts that are one piece over and over, by that piece; pieces are parted by `¦`. */
function each(pieces: string): AdversarialTexts {
  return Object.fromEntries(
    pieces.split('¦').map((one) => [JSON.stringify(`${one}…`), repeated('', one, '')]),
  );
}

/** A table of as many rows as columns. */
const square: TextOf = (length) => {
  const side = Math.floor(Math.sqrt(length / 2));
  const row = `${'|a'.repeat(side)}|\n`;
  return `${row}${'|-'.repeat(side)}|\n${row.repeat(Math.max(1, side / 2))}`;
};

/** Rows with one cell in a table of as many columns, which the others would fill (CVE-2024-22051 in cmark-gfm). */
const ragged: TextOf = (length) => {
  const side = Math.floor(length / 8);
  return `${'|a'.repeat(side)}|\n${'|-'.repeat(side)}|\n${'|b\n'.repeat(side)}`;
};

/** By the part of Markdown that they are aimed at; many are of the list that parsers in C are tested with. */
export const ADVERSARIAL_TEXTS: Readonly<Record<string, AdversarialTexts>> = {
  emphasis: {
    ...each('*a¦a*¦*a_ ¦**a ¦_a ¦_*¦*_* ¦a_¦__a__¦a**b c* ¦*a **a ¦**x [*b**c*](d)'),
    ...each('甲**乙¦*甲。*¦**甲¦*。¦~~a ¦~a~ ¦a~~¦~~甲~¦*~~_¦*a* ¦**a**_b_~~c~~ '),
    ...each('*==*==¦*a\u0000¦\u0000*¦***a** *¦c* ¦_ a_¦*\n¦***¦*** ¦_____ '),
    'nested strong': nested('*a **a ', 'b** b*'),
    'nested emphasis': nested('*a ', ' a*'),
    'openers that match no closer': nested('*a ', 'a_ '),
    'openers of three, closers of two': nested('***a ', 'a** '),
    'lengths that count on': counted((at) => `${'*'.repeat((at % 40) + 1)}a `),
    'closers that count on': counted((at) => `a${'*_'[at % 2]?.repeat((at % 7) + 1)} `),
  },
  'brackets and links': {
    ...each('[¦[[¦]¦[]¦][¦[a](¦[a](b¦[a](<b¦![¦![[]()¦[ ¦[a](b "¦[a][¦[[a]('),
    ...each('[a]¦[a][b]¦[a](b)¦![a](b)¦[ (](¦[a\\¦[\\]¦[a](b)](c)¦[[x]](y)'),
    ...each('[a `¦[*a¦[甲¦[甲]{¦[甲](a){¦[甲](a){.b}¦![](a "甲"){width=9}\n\n¦[a](b(c¦[a](('),
    'nested brackets': nested('[', 'a', ']'),
    'nested links': nested('[', '](u)'),
    'nested pictures': nested('![', '](u)'),
    'brackets in a link': repeated('[a](', '(', ''),
    'a long label': repeated('[', 'a', ']'),
    'labels and their definition': (length) => `${'[a] '.repeat(length / 4)}\n\n[a]: b\n`,
    'links defined by a long address': (length) =>
      `[a]: /${'u'.repeat(length / 2)}\n\n${'[a]\n'.repeat(length / 8)}`,
    definitions: counted((at) => `[a${at}]: b\n`),
    'definitions of one name': repeated('', '[a]: b\n', ''),
    'definitions and their links': (length) => {
      const numbers = Array.from({ length: length / 24 }, (_, at) => at);
      return `${numbers.map((at) => `[a${at}]: b\n`).join('')}\n${numbers.map((at) => `[a${at}] `).join('')}`;
    },
    'titles of definitions without an end': repeated('', '[a]: b "', ''),
    'titles of definitions over lines': repeated('', '[a]: b "\n', ''),
  },
  code: {
    ...each('`¦`a¦``a`¦a``¦`\n¦```\n¦~~~\n¦    a\n¦\ta\n\n¦```a\n\n¦` `` '),
    'runs of all lengths': counted((at) => `e${'`'.repeat(at + 1)}`),
    'runs of all lengths, from the longest': (length) => {
      const most = Math.floor(Math.sqrt(2 * length));
      return Array.from({ length: most }, (_, at) => `e${'`'.repeat(most - at)}`).join('');
    },
    'an info that is long': repeated('```', 'a ', '\nx\n```'),
    'code of one long line': repeated('```rust\n', '"a', '\n```'),
    'code of many lines': repeated('```c\n', '/* a (1)\n', '```'),
  },
  HTML: {
    ...each('<¦<a¦<a ¦<a b=¦<a b="¦<a b=\'¦<!--¦<!-- ¦<!A¦<?¦<![CDATA[¦</¦<a>¦</a>'),
    ...each(
      '<b>¦<b>a¦<p>¦<div>\n¦<div>\n\n¦<i><b>¦<table><tr><td>¦<b></i>¦<a href=x>¦a <!A ¦a <!-- ¦a <?¦a <![CDATA[',
    ),
    ...each('<a\n¦<!--->¦<?\n\n¦<script>¦<svg>¦<math>¦<select>¦<p></b>¦<ruby>a<rt>¦<font></p>'),
    ...each('<b>a</b>¦<p>a</p>\n\n¦<span class="footnote">甲</span>¦<br>¦<td>¦<li>¦<nobr>¦<x-y>'),
    attributes: repeated('<a ', 'b ', '>'),
    'attributes that count on': counted((at) => `b${at} `, '<a ', '>'),
    'formatting left open in paragraphs': counted(() => '<p><b class=x>'),
    'formatting of many attributes left open': counted((at) => `<p><font size=${at}>`),
    'formatting closed across blocks': counted(() => '<b><p>a</b>'),
  },
  'lines and blocks': {
    ...each('> ¦>¦>\n¦- ¦- a\n¦* ¦1. ¦1) a\n¦-\n¦- [ ] ¦# ¦#¦# a\n¦\n¦ ¦\t¦\r'),
    ...each('a\n¦a  \n¦a\\\n¦===\n¦a\n===\n¦---\n¦- - -\n¦* * *a\n¦- a\n\n¦\u3000\n¦甲\n¦  甲\n'),
    ...each('> a\n\n¦>> a\nb\n¦1. a\n   - b\n¦+ a\n\n  b\n¦a¦ a¦　¦甲¦\\¦\\a¦\\\\¦&¦&a¦&amp;'),
    ...each('&#¦&#x41;¦&CounterClockwiseContourIntegral;¦\u0000¦a@¦a@b.c ¦www.¦www.a¦http://¦http://a¦@'),
    'quotations by lines, deeper and deeper': counted((at) => `${'>'.repeat(at % 90)} a\n`),
    'items by lines, deeper and deeper': counted((at) => `${' '.repeat(2 * (at % 90))}- a\n`),
    'a list and blank lines in it': counted((at) => (at === 0 ? '- a\n' : '\n')),
    'a quotation and blank lines in it': repeated('', '>\n', ''),
    'lazy lines of quotations': repeated(`${'> '.repeat(90)}a\n`, 'a\n', ''),
    'lazy lines of items': repeated(`${'- '.repeat(90)}a\n`, 'a\n', ''),
    'tabs in items': repeated('-', '\t', 'a'),
    'numbers of items': repeated('', '1', '. a'),
    'addresses with marks behind': repeated('http://a.b/', '&amp;', ''),
    'addresses with brackets behind': repeated('http://a.b/', ')', ''),
    'addresses with brackets': repeated('http://a.b/', '(', ''),
    'mail of dots': repeated('a@', 'b.', ''),
  },
  GFM: {
    ...each('|¦|\n¦|a|\n¦|-¦|-|\n¦|-|\n|-|\n¦:-:|¦|\\|¦|`|¦|a|\n|-|\n¦|甲|\n|-|\n|乙|\n\n¦a|b\n'),
    ...each('[^a]¦[^a]: 甲\n\n¦[^a] [^b] ¦[^¦[^a¦[^a]: ¦^[¦^[甲¦^[甲]¦[^a]\n\n'),
    'a table of as many rows as columns': square,
    'rows that others would fill': ragged,
    'a table of one row': (length) => `${'|a'.repeat(length / 4)}|\n${'|-'.repeat(length / 4)}|\n`,
    'rows of a table': repeated('|a|\n|-|\n', '|b|\n', ''),
    'rows of marks': repeated('|a|b|\n|-|-|\n', '|*b|`|\n', ''),
    'joined rows': repeated('|甲|乙|\n|-|-|\n', '|^|^|\n', ''),
    'joined columns': repeated('|甲|乙|\n|-|-|\n', '|甲|<|\n', ''),
    notes: (length) => {
      const numbers = Array.from({ length: length / 24 }, (_, at) => at);
      return `${numbers.map((at) => `[^${at}]`).join('')}\n\n${numbers.map((at) => `[^${at}]: 甲\n\n`).join('')}`;
    },
    'calls of one note': repeated('', '[^a] ', '\n\n[^a]: 甲'),
    'notes that call each other': counted((at) => `[^${at}]: 甲[^${at + 1}]\n\n`, '甲[^0]\n\n'),
    'notes in notes': repeated('', '[^a]: ', 'a'),
    'notes in their place in each other': nested('^[', 'a', ']'),
  },
  extensions: {
    ...each('==a¦==a==¦==¦{¦{漢|¦{漢|かん}¦{漢|かん|¦｜¦《¦｜甲《¦漢《かん》¦《《甲》》¦《《¦|甲《'),
    ...each('[甲]{.dots}¦[甲]{#a}¦[甲]{.term of="乙"}¦[甲 ¦甲]{.dots}¦]{¦]{.a¦{.a}¦{#a}¦{{¦{{a¦{{a}}'),
    ...each('[@¦[@a; ¦@a ¦@a [¦[@a]¦[@a\n¦@a[¦[-@a; @b]¦$¦$a ¦$甲$ ¦$a$¦$$\n¦$$a¦$\n¦\\('),
    ...each(':¦::¦:::¦:::note\n¦:::note\n甲\n:::\n¦::page-break\n¦::page-brake\n¦:::only{¦:::note{a=¦:::\n'),
    ...each(
      '甲\n: 乙\n¦甲\n: 乙\n\n¦: 甲\n¦表：甲\n\n¦注：甲\n\n¦# 甲 {#a}\n\n¦# 甲\n\n¦{{#include ¦{{#include a.md}}\n\n',
    ),
    ...each('「¦」¦“¦”¦“甲¦（¦）¦——¦……¦・¦"¦\'¦。¦12¦1甲¦a甲¦甲 a ¦-¦--¦...'),
    'spans in each other': nested('[', ']{.dots}'),
    'spans of many classes': repeated('[甲]{', '.a ', '}'),
    'attributes of a container': repeated(':::note{', 'a=b ', '}\n甲\n:::'),
    'attributes of a heading': repeated('# 甲 {', '#a ', '}'),
    'readings of one base': repeated('{漢', '|かん', '}'),
    'a formula': repeated('$', 'a+', 'a$'),
    'a formula of braces': repeated('$', '{', '$'),
    'a formula of fractions': repeated('$', '\\frac', '$'),
    'a formula of scripts': repeated('$a', '^{b}_c ', '$'),
    'a formula of rows': repeated('$$\n\\begin{matrix}', 'a&b\\\\', '\\end{matrix}\n$$'),
    'formulas of words': repeated('$', '\\text{甲', '$'),
    verse: repeated(':::verse\n', '甲\n', ':::'),
    dialogue: repeated(':::dialogue\n', '甲：乙\n', ':::'),
    'pictures side by side': repeated(':::side-by-side\n', '![](a)\n', ':::'),
    'a glossary': repeated(':::glossary\n', '甲\n: 乙\n\n', ':::'),
    'marks in a caption': repeated('![](a "', '*甲 ', '")'),
    'brackets in a caption': repeated('![](a "', '[', ']{.dots}")'),
    'lines of colons in a text': repeated('', ':::\n', ''),
    'front matter': repeated('---\n', 'a: b\n', '---\n'),
    'front matter of keys': counted((at) => `a${at}: b\n`, '---\n', '---\n'),
    'front matter of items': repeated('---\ntitle: [', 'a, ', ']\n---\n'),
    'front matter without an end': repeated('---\n', 'a: "', ''),
  },
};
