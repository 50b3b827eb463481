/** Notes called wherever Markdown lets them be called, at every place of a line, short and long. */
export const NOTES_BOOK: Readonly<Record<string, string>> = {
  '01.md': `# 口岸[^title]

文[^long]，又[^short][^inner]。

## 通道[^section]

> 引文[^quote]

- 列表[^item]

| 年份[^head] | 数 |
|---|---|
| 甲[^cell] | 乙 |

文。

![国门](a.png "国门[^inside]正面")[^behind]{width=6 lines=3}

${Array.from({ length: 30 }, (_, index) => `${'字'.repeat(index + 8)}[链接](#end)[^link]${'文'.repeat(9)}\`码\`[^code]${'章'.repeat(7)}**强调**[^long]，《书名》[^short]。`).join('\n\n')}

[^title]: 题注。
[^long]: ${'天地玄黄宇宙洪荒日月盈昃辰宿列张'.repeat(12)}。
[^short]: 短注[^inner]。
[^inner]: 注中注。
[^section]: 节注。
[^quote]: 引注。
[^item]: 项注。
[^head]: 表头注。
[^cell]: 格注。
[^inside]: 题中注。
[^behind]: 题后注。
[^link]: 链接注。
[^code]: 代码注。
`,
  '02.md': `# 尾声

<span id="end">文</span>[^1]

${Array.from({ length: 20 }, (_, index) => `第${index}[^n${index}]`).join('，')}。

[^1]: 尾注。
${Array.from({ length: 20 }, (_, index) => `[^n${index}]: 第${index}条，${'寒来暑往秋收冬藏'.repeat(30)}。`).join('\n')}
`,
};
