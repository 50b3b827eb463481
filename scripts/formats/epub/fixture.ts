import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Element, ElementContent, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import subsetFont from 'subset-font';
import type { Book, Chapter, Note } from '../../model/book.ts';
import { DEFAULT_EPUB_PROFILE } from '../../model/epub-profile.ts';
import type { EpubInput } from './build-epub.ts';
import { labelsFor } from './labels.ts';

/** The smallest PNG there is: one grey pixel. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
);

/** The same in white, for the cover. */
const COVER = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg==',
  'base64',
);

/** Han with a variation selector (葛 in its second form) and one of a supplementary plane. */
export const RARE = '葛\u{E0101}飾と𠮷野家、𠀋';

/** Hast of a piece of HTML, as the earlier stages would hand it over. */
export function hast(html: string): Root {
  return fromHtml(html, { fragment: true });
}

/** A chapter of the body; give what differs. */
export function chapterOf(id: string, html: string, rest: Partial<Chapter> = {}): Chapter {
  return {
    id,
    matter: 'body',
    path: `${id}.md`,
    title: '',
    headings: [],
    notes: [],
    content: hast(html),
    ...rest,
  };
}

/** A note as the book stage makes it. */
export function noteOf(id: string, number: number, html: string): Note {
  const label = `<a class="note-number" href="#${id}-call">${number}</a>`;
  const aside = hast(`<aside class="note" id="${id}" role="doc-footnote"><p>${label}${html}</p></aside>`);
  const content = aside.children[0];
  if (content?.type !== 'element') throw new Error('Expected an element');
  return { id, number, content };
}

/** A generated part. */
export function partOf(id: string, part: NonNullable<Chapter['part']>, html = ''): Chapter {
  return {
    id,
    matter: part === 'colophon' ? 'back' : 'front',
    part,
    title: '',
    headings: [],
    notes: [],
    content: hast(html),
  };
}

const FIRST = `
<hgroup class="deck"><p class="deck-kicker">题外话</p><h1 id="c05-h1">同名的章</h1><p class="deck-sub">副题</p></hgroup>
<p data-source="01.md:3:1">正文${RARE}<sup><a class="note-call" href="#c05-n1" id="c05-n1-call" role="doc-noteref">1</a></sup>，见<a href="#c06-h2">另一章</a>、<a href="#nowhere">无处</a>、<a href="https://example.org/文">网上</a>。</p>
<h2 id="c05-h2">一节 &amp; &lt;比&gt; ]]&gt;</h2>
<h3 id="c05-h3">更深的一节</h3>
<p>强调<em>着重</em>，<strong>加粗</strong>，<ruby>漢<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby>，<span lang="en">Latin <em>text</em></span>，<time datetime="2023-04">四月</time>。<br>换行</p>
<ol start="3"><li>三</li><li value="9">九</li></ol>
<table><thead><tr><th scope="col" align="right">甲</th><th scope="col">乙</th></tr></thead><tbody><tr><td colspan="2" align="center">合并</td></tr></tbody></table>
<ul class="contains-task-list"><li><input type="checkbox" disabled checked> 做完</li><li><input type="checkbox" disabled> 没做</li></ul>
<figure style="--figure-width: 20"><img src="images/图.png" alt="一个灰点" width="1" height="1"><figcaption>图一</figcaption></figure>
<figure><div class="fpo"><svg viewBox="0 0 120 40" role="img" aria-label="图片待补" preserveAspectRatio="none"><rect x="0" y="0" width="120" height="40" fill="#eee"></rect><path d="M0 0L120 40" fill="none" stroke="#666" stroke-width="1" vector-effect="non-scaling-stroke"></path></svg></div><figcaption>待补</figcaption></figure>
<p>公式<math alttext="x 的平方"><msup><mi>x</mi><mn>2</mn></msup></math>。</p>
<pre><code>
if (a &lt; b) {}
</code></pre>
<div class="listing"><p class="listing-title keep keep-next">代码</p><pre><code class="language-js" data-numbers="9" data-marked="1-1"><span class="code-keyword">let</span> a;<span class="callout">①</span>
<span class="code-comment">// 注</span>
</code></pre></div>
<ol class="callouts"><li><span class="callout">①</span>甲</li></ol>
<figure class="diagram"><svg class="drawing" viewBox="0 0 200 100" width="10em" height="5em" role="img" aria-label="流程"><defs><marker id="diagram-1-1" refX="5" refY="5" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0L9 5L0 9Z" fill="rgb(0, 0, 0)"></path></marker></defs><g transform="translate(1, 2)"><path d="M0 0L9 9" marker-end="url(#diagram-1-1)" fill="none" stroke="rgb(0, 0, 0)" stroke-width="1" stroke-dasharray="3"></path><text x="5" y="5" text-anchor="middle" font-size="16"><tspan x="0" dy="1.1em">甲</tspan></text></g></svg><figcaption>流程</figcaption></figure>
<footer class="credits"><p>文/某人</p></footer>`;

const SECOND = `
<h1 id="c06-h1">同名的章</h1>
<p>回到<a href="#c05">上一章</a>，或<a href="#c05-h3">那一节</a>，或<a href="#c04-title">目录</a>。</p>
<h2 id="c06-h2">又一节</h2>
<ul class="enumeration"><li>(一)条目</li></ul><blockquote><p>引文</p></blockquote><hr>`;

/** A book with everything that has gone wrong in an EPUB before. */
export function sampleBook(): Book {
  return {
    name: 'yangben',
    metadata: {
      title: '样本 & <书>',
      subtitle: '副题',
      series: { title: '丛书', number: 2 },
      contributors: [
        { name: '张三', role: 'author', sort: 'Zhang, San' },
        { name: '李四', role: 'designer' },
      ],
      language: 'zh-CN',
      publisher: '某社',
      date: '2023-04',
      description: '一段介绍。',
    },
    images: [],
    captions: [],
    index: [],
    references: [],
    chapters: [
      partOf('c01', 'cover', '<p>封面</p>'),
      partOf('c02', 'half-title', '<p>样本</p>'),
      partOf(
        'c03',
        'title-page',
        '<div class="title-page-frame"><p class="title-page-title"><span>样本</span></p></div>',
      ),
      { ...partOf('c04', 'contents', '<nav><h1 id="c04-title">目录</h1></nav>'), title: '目录' },
      chapterOf('c05', FIRST, {
        title: '同名的章',
        headings: [
          { id: 'c05-h1', level: 1, title: '同名的章' },
          { id: 'c05-h2', level: 2, title: '一节 & <比> ]]>' },
          { id: 'c05-h3', level: 3, title: '更深的一节' },
        ],
        notes: [noteOf('c05-n1', 1, '注文，参看<a href="#c06-h1">后文</a>。')],
      }),
      chapterOf('c06', SECOND, {
        title: '同名的章',
        headings: [
          { id: 'c06-h1', level: 1, title: '同名的章' },
          { id: 'c06-h2', level: 2, title: '又一节' },
        ],
      }),
      partOf(
        'c07',
        'colophon',
        '<div class="colophon"><p class="colophon-title">样本</p><dl><dt>书名</dt><dd>样本</dd></dl></div>',
      ),
    ],
  };
}

/** Input for a book, with a real font cut to a few characters. */
export async function inputOf(book: Book): Promise<EpubInput> {
  const root = new URL('../../../', import.meta.url);
  const folder = new URL('templates/epub/', root);
  const templates = Object.fromEntries(
    readdirSync(folder).map((name) => [
      name.replace(/\.mustache$/, ''),
      readFileSync(new URL(name, folder), 'utf8'),
    ]),
  );
  const font = createRequire(import.meta.url).resolve(
    '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
  );
  const bytes = await subsetFont(readFileSync(font), '样本正文目录', {
    targetFormat: 'truetype',
    keepFeatures: ['halt'],
  });
  return {
    book,
    profile: DEFAULT_EPUB_PROFILE,
    baseCss: readFileSync(new URL('styles/formats/epub.css', root), 'utf8'),
    css: '.theme { color: inherit; }',
    templates,
    images: new Map([
      ['images/图.png', { bytes: PNG, mediaType: 'image/png' }],
      ['images/unused.png', { bytes: Buffer.concat([PNG, Buffer.from([0])]), mediaType: 'image/png' }],
    ]),
    fonts: [
      {
        fileName: 'noto-serif-sc-400.ttf',
        family: 'Banxin Serif',
        weight: 400,
        bytes,
        licence: { fileName: 'OFL.txt', text: 'SIL Open Font License 1.1\n' },
      },
    ],
    cover: { bytes: COVER, mediaType: 'image/png' },
    identifier: 'urn:uuid:3b241101-e2bb-4255-8caf-4136c566a962',
    modified: new Date('2024-05-06T07:08:09Z'),
    pageProgression: 'ltr',
    accessibility: {},
    labels: labelsFor(book.metadata.language),
  };
}

/** All text of a tree, as a reader would meet it. */
export function textOf(node: Root | ElementContent | Element): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? (node.children as ElementContent[]).map(textOf).join('') : '';
}
