const PARAGRAPH =
  '对外开放离不开口岸建设。口岸位于西北25公里，中蒙边界河右岸山门处，与对面的口岸相对应，是国际陆路开放口岸。';

/** A book that refers to itself in every way: contents, lists, references, citations, an index. Its files by name. */
export const REFERENCE_BOOK: Readonly<Record<string, string>> = {
  'book.yaml': `title: 口岸纪行
language: zh-CN
name: kouan
spine:
  front: [title-page, contents, list-of-figures, list-of-tables]
  body: [01.md, 02.md]
  back: [references, index]
bibliography: refs.bib
contents: { depth: 3 }
editions:
  print: { format: pdf, trim: A5, body-size: 10.5, leading: 18, type-area: { characters: 28, lines: 20 }, chapter-start: page }
  ebook: { format: epub }
`,
  'refs.bib': `@book{wang2020, title={口岸史}, author={王越}, address={北京}, publisher={中华书局}, year=2020}
@article{knuth1984, title={Literate Programming}, author={Donald E. Knuth}, journal={The Computer Journal}, year=1984}
`,
  '01.md': `# 第一章　口岸

国门见[](#gate)，货运见[](02.md#freight)，[第{page}页](02.md#trade)讲互市，参看[“{title}”（第{page}页）](02.md#trade)。

<figure id="gate"><p>图</p><figcaption>国门</figcaption></figure>

## 历史

${Array(8).fill(`${PARAGRAPH}<span data-index>口岸</span>。`).join('\n\n')}

### 更早
`,
  '02.md': `# 第二章　贸易 {#trade-chapter}

${Array(12).fill(PARAGRAPH).join('\n\n')}

## 互市 {#trade}

文<span data-index="口岸!陆路"></span><span data-index="重庆" data-reading="chongqing"></span>。

研究已有[@wang2020; @knuth1984]。

表：货运量 {#freight}

| 年 | 吨 |
|---|---|
| 2022 | 1500 |

<span data-index="边贸" data-see="口岸"></span>完。
`,
};
