import type { ReliabilityCase } from './reliability-case.ts';

/** Something a stranger's manuscript tries, in a chapter of its own. */
export interface UntrustedCase extends ReliabilityCase {
  /** The chapter below its heading; `WEB` stands for a server that counts, `OUTSIDE` for the path of a file beside the book. */
  readonly markdown: string;
  /** YAML before it. */
  readonly frontMatter?: string;
  /** The file that is named, where it is another than the chapter's. */
  readonly toldIn?: string;
  /** Words that the finished books must have, in this order. */
  readonly shows?: string;
}

const LEFT_OUT = ['warning html-removed'];

/** Tries in a book that is built: all of it is set, none of it acts. */
export const BUILT_CASES: readonly UntrustedCase[] = [
  {
    name: '`<script>`, `<style>`, `<iframe>`, `<object>`, `<embed>`, `<link>`, `<base>`, `<meta refresh>` in raw HTML',
    markdown: [
      `<script>fetch('WEB/1')</script>`,
      `<style>@import 'WEB/2'; p { background: url(WEB/3) }</style>`,
      '<iframe src="WEB/4"></iframe>',
      '<object data="WEB/5"></object>',
      '<embed src="WEB/6">',
      '<link rel="stylesheet" href="WEB/7"><link rel="prefetch" href="WEB/8">',
      '<base href="WEB/9">',
      '<meta http-equiv="refresh" content="0;url=WEB/10">',
      '<noscript><img src="WEB/11"></noscript>',
      '<template><img src="WEB/12"></template>',
    ].join('\n\n'),
    tells: LEFT_OUT,
    result: 'left out',
  },
  {
    name: 'forms, media, frames and elements of plug-ins',
    markdown:
      '<form action="WEB/1"><button formaction="WEB/2">甲</button></form>\n\n<video src="WEB/3" autoplay poster="WEB/4"></video>\n\n<audio src="WEB/5" autoplay></audio>\n\n<frameset><frame src="WEB/6"></frameset>\n\n<applet code="WEB/7"></applet>\n\n<input type="image" src="WEB/8">',
    tells: LEFT_OUT,
    result: 'left out, their words stay',
    shows: '甲',
  },
  {
    name: 'event handlers and `style` on elements of a book',
    markdown:
      '<p onclick="fetch(\'WEB/1\')" onmouseover="fetch(\'WEB/2\')">甲</p>\n\n<b style="background: url(WEB/3)" onfocus=x tabindex=1 autofocus>乙</b>\n\n<details ontoggle=x open>丙</details>',
    tells: LEFT_OUT,
    result: 'the attributes are left out',
    shows: '甲乙丙',
  },
  {
    name: 'script and handlers in inline SVG',
    markdown:
      '<svg onload="x()"><script>x()</script><a xlink:href="javascript:x()"><text>甲</text></a><image href="WEB/1"/><use href="WEB/2#a"/><foreignObject><iframe src="WEB/3"></iframe></foreignObject><animate onbegin="x()"/></svg>',
    tells: LEFT_OUT,
    result: 'left out, its words stay',
    shows: '甲',
  },
  {
    name: 'script, links and handlers in MathML',
    markdown:
      '<math href="javascript:x()" onclick="x()"><maction actiontype="statusline" xlink:href="javascript:x()"><mi>x</mi></maction><annotation-xml encoding="text/html"><script>x()</script></annotation-xml><mtext><img src="x" onerror="x()"></mtext></math>',
    // The picture within it is one like any other.
    tells: ['warning html-removed', 'warning image-missing'],
    result: 'left out, the formula stays',
  },
  {
    name: '`javascript:`, `data:`, `vbscript:` and `file:` links, in capitals, with entities and spaces',
    markdown:
      '[甲](javascript:x) [乙](JaVaScRiPt:x) [丙](data:text/html,x) [丁](file://OUTSIDE)\n\n<a href="java&#x09;script:x">戊</a><a href=" &#1;javascript:x">己</a><a href="vbscript:x">庚</a><a href="&#106;avascript:x">辛</a>',
    tells: LEFT_OUT,
    result: 'the words stay, without a link',
    shows: '甲乙丙丁戊己庚辛',
  },
  {
    name: 'comments, CDATA, processing instructions and broken tags',
    markdown:
      '<!-- <script>x</script> --!> -->\n\n甲<![CDATA[<script>x</script>]]>乙<?php x ?>丙<!DOCTYPE html [<!ENTITY a SYSTEM "file://OUTSIDE">]>丁\n\n<scr<script>ipt>x</scr</script>ipt>',
    tells: LEFT_OUT,
    result: 'left out, or set as text',
  },
  {
    name: 'EJS, Mustache and prototype keys in the text and in front matter',
    markdown: '<%= process.env.HOME %> <%- include("OUTSIDE") %> {{constructor}} {{{__proto__}}} `<%= 1 %>`',
    tells: ['warning front-matter-unused'],
    frontMatter: '__proto__: { a: 1 }\nconstructor: x\ndelimiter: "?"\ntitle: <%= 1 %>',
    result: 'set as text; the keys are unused',
    shows: '<%= process.env.HOME %>',
  },
  {
    name: '`id`s and classes that would shadow what the document has (`body`, `banxin`, `__proto__`)',
    markdown:
      '<p id="body">甲</p>\n\n<p id="banxin">乙</p>\n\n<p id="__proto__">丙</p>\n\n<p id="documentElement" class="bx-page constructor">丁</p>\n\n<p name="body">戊</p>\n\n<bx-page>己</bx-page>',
    tells: LEFT_OUT,
    result: 'they are names like others; elements of pages are left out',
    shows: '甲乙丙丁戊己',
  },
  {
    name: 'an SVG picture with script, handlers, a frame, and pictures, styles and faces of the web',
    markdown: '![甲](images/web.svg)',
    tells: ['warning image-damaged'],
    result: 'drawn without them; the EPUB has it without script',
  },
  {
    name: 'SVG pictures that draw themselves, or each other a hundred million times, or with entities of entities',
    markdown: '![甲](images/self.svg)\n\n![乙](images/bomb.svg)\n\n![丙](images/entities.svg)',
    tells: ['warning image-damaged'],
    result: 'the first is drawn, frames stand for the others',
  },
  {
    name: 'a picture of 30,000 × 30,000 px, one cut off, one that is text',
    markdown: '![甲](images/huge.png)\n\n![乙](images/cut.jpg)\n\n![丙](images/text.png)',
    tells: ['warning image-damaged'],
    result: 'frames stand for them',
  },
  {
    name: 'a picture through a symbolic link that leads out of the book, or to a device',
    markdown: '![甲](images/link.png)\n\n![乙](images/device.png)',
    tells: ['warning image-missing'],
    result: 'not read, frames stand for them',
  },
  {
    name: 'names of pictures with XML, quotes and percent signs: `a&b"<c>\'%2e.png`',
    markdown: '![甲](<images/a&b"\\<c\\>\'%252e.png>)',
    tells: [],
    result: 'packed under the hash of its content',
  },
];

const outside = (name: string, markdown: string, rule: string): UntrustedCase => ({
  ...{ name, markdown },
  tells: [`error ${rule}`],
  result: 'nothing is read, nothing is built',
});

/** Tries that stop the build. */
export const REFUSED_CASES: readonly UntrustedCase[] = [
  outside('pictures by `..`', '![](../outside.png) <img src="images/../../outside.png">', 'image-outside'),
  outside('pictures by absolute paths', '![](OUTSIDE) ![](</etc/passwd>)', 'image-outside'),
  outside(
    'pictures by percent-encoded dots and slashes',
    '![](%2e%2e/outside.png) ![](images%2f..%2f..%2foutside.png) ![](..%5coutside.png)',
    'image-outside',
  ),
  outside(
    'pictures by Windows separators and drives',
    '![](..\\\\outside.png) <img src="images\\..\\..\\outside.png">',
    'image-outside',
  ),
  outside(
    'pictures from the web, without a scheme too',
    '![](WEB/a.png) <img src="//a.example/a.png">',
    'image-remote',
  ),
  {
    ...outside(
      'pictures by `file:`, `data:` and other schemes',
      '<img src="file://OUTSIDE"> <img src="C:\\a.png"> <img src="data:image/svg+xml,<svg/>"> <img src="blob:x">',
      'image-outside',
    ),
    tells: ['error image-outside', 'warning html-removed'],
  },
  outside('includes by `..`', '{{#include ../../outside.md}}', 'include-outside'),
  outside('includes by absolute paths', '{{#include OUTSIDE}}', 'include-outside'),
  outside('includes percent-encoded', '{{#include %2e%2e/outside.md}}', 'include-outside'),
  outside('includes by Windows separators', '{{#include ..\\outside.md}}', 'include-outside'),
  outside('includes through a symbolic link', '{{#include link.md}}', 'include-outside'),
  {
    name: 'TeX that would load or loop (`\\href`, `\\includegraphics`, `\\def` of itself)',
    markdown:
      '$\\href{javascript:x}{甲}$ $\\includegraphics{WEB/1}$ $\\input{OUTSIDE}$\n\n$\\def\\a{\\a\\a}\\a$',
    tells: ['error math-invalid'],
    result: 'told, nothing is built',
  },
  {
    name: 'files that include themselves',
    markdown: '{{#include again.md}}',
    toldIn: 'again.md',
    tells: ['error include-nested'],
    result: 'told, nothing is built',
  },
  {
    name: '30,000 quotations, lists or `<div>`s in each other',
    markdown: `${'>'.repeat(30_000)} 甲`,
    tells: ['error nesting-deep'],
    result: 'the file is not parsed',
  },
  {
    name: 'elements in each other without end',
    markdown: `${'<div>'.repeat(30_000)}甲`,
    tells: ['error nesting-deep'],
    result: 'the file is not parsed',
  },
  {
    name: 'emphasis in emphasis without end',
    markdown: '*a '.repeat(15_000) + ' a*'.repeat(15_000),
    tells: ['error nesting-deep'],
    result: 'the file is not parsed',
  },
  {
    name: 'thousands of brackets that begin titles of links, of which none ends',
    markdown: '[ (]('.repeat(20_000),
    tells: ['error marks-endless'],
    result: 'the file is not parsed',
  },
  {
    name: 'rows of one cell under a head of ten thousand, and a long address that a thousand links name',
    markdown: `${'|a'.repeat(10_000)}|\n${'|-'.repeat(10_000)}|\n${'|b\n'.repeat(10_000)}\n[a]: /${'u'.repeat(40_000)}\n\n${'[a]\n'.repeat(1000)}`,
    tells: ['error marks-endless'],
    result: 'told, nothing is built',
  },
  {
    name: 'front matter of 20,000 brackets in each other',
    markdown: '甲',
    frontMatter: `title: ${'['.repeat(20_000)}`,
    tells: ['error front-matter-syntax'],
    result: 'told, nothing is built',
  },
  {
    name: 'anchors in front matter that multiply to a thousand million (“billion laughs”)',
    markdown: '甲',
    frontMatter: [
      'a: &a [x, x, x]',
      ...Array.from('bcdefghi', (name, at) => `${name}: &${name} [${`*${'abcdefgh'[at]}, `.repeat(9)}]`),
      'title: *i',
    ].join('\n'),
    tells: ['error front-matter-syntax', 'warning front-matter-unused'],
    result: 'never expanded; told',
  },
];

/** A book.yaml that tries something, below its title and language. */
export interface ConfigCase extends ReliabilityCase {
  readonly yaml: string;
}

const config = (name: string, yaml: string, rule: string): ConfigCase => ({
  ...{ name, yaml },
  tells: [`error ${rule}`],
  result: 'told, nothing is built',
});

/** Tries of book.yaml. */
export const CONFIG_CASES: readonly ConfigCase[] = [
  config(
    'anchors that multiply to a thousand million',
    [
      'a: &a [x, x, x]',
      ...Array.from('bcdefghi', (name, at) => `${name}: &${name} [${`*${'abcdefgh'[at]}, `.repeat(9)}]`),
    ].join('\n'),
    'config-syntax',
  ),
  config('20,000 brackets in each other', `name: ${'['.repeat(20_000)}`, 'config-syntax'),
  config('100,000 keys', Array.from({ length: 100_000 }, (_, at) => `k${at}: 1`).join('\n'), 'config-syntax'),
  config(
    '`__proto__`, `constructor`, `delimiter`',
    '__proto__: { polluted: 1 }\nconstructor: { polluted: 1 }\ndelimiter: "?"',
    'config-unknown-key',
  ),
  config('tags that name programs', 'description: !!js/function "process.exit()"', 'config-syntax'),
  config('the name of a file that leads elsewhere', 'name: ../../elsewhere', 'config-value'),
  config('an edition whose name leads elsewhere', 'editions: { "../x": { format: pdf } }', 'config-value'),
  config(
    'a theme that leads elsewhere',
    'editions: { a: { format: pdf, theme: ../../evil } }',
    'config-value',
  ),
  config('a cover by an absolute path', 'cover-image: OUTSIDE', 'path-outside'),
  config('a bibliography by `..`', 'bibliography: [../outside.bib]', 'path-outside'),
  config(
    'chapters by `..`, percent signs and Windows separators',
    'spine: { body: [../outside.md, "%2e%2e/outside.md", "..\\\\outside.md", "C:/a.md"] }',
    'path-outside',
  ),
];

/** A request to the preview that a page of ours never makes. */
export interface PreviewCase extends ReliabilityCase {
  readonly method: string;
  /** Default: the page itself. */
  readonly url?: string;
  readonly headers: Readonly<Record<string, string>>;
}

const HOST = '127.0.0.1:4000';

/** Requests from elsewhere. */
export const PREVIEW_CASES: readonly PreviewCase[] = [
  {
    name: 'a foreign `Host` (DNS rebinding)',
    method: 'GET',
    headers: { host: 'a.example:4000' },
    tells: ['403'],
    result: 'refused',
  },
  {
    name: 'a foreign `Origin`',
    method: 'GET',
    headers: { host: HOST, origin: 'http://a.example' },
    tells: ['403'],
    result: 'refused',
  },
  {
    name: 'the `Origin` of a document of no origin',
    method: 'GET',
    headers: { host: HOST, origin: 'null' },
    tells: ['403'],
    result: 'refused',
  },
  {
    name: 'an order from another page',
    method: 'POST',
    url: '/build',
    headers: { host: HOST, 'sec-fetch-site': 'cross-site' },
    tells: ['403'],
    result: 'refused',
  },
  {
    name: 'a method that writes',
    method: 'POST',
    headers: { host: HOST },
    tells: ['405'],
    result: 'refused',
  },
];
