import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildBookOf } from '../feature-book.ts';
import { told } from '../parse.ts';

const page = (title: string, key: string, value: number): string =>
  `---\n${key}: ${value}\n---\n\n# ${title}\n\n文。\n`;
const file = (title: string): string => `# ${title}\n\n文。\n`;

/** Small books as other tools keep them, and the titles of their outline in order. */
const BOOKS: Readonly<Record<string, { files: Record<string, string>; titles: string; told?: string[] }>> = {
  'HonKit (book.json, SUMMARY.md)': {
    files: {
      'book.json': '{"title": "山中", "language": "zh-hans"}',
      'SUMMARY.md': '# 目录\n\n* [序](README.md)\n* [乙](b.md)\n\n## 附编\n\n* [甲](a.md)\n',
      'README.md': file('序'),
      'a.md': '# 甲\n\n[import:"甲", lang:"js"](main.js)\n\n见[乙](b.md#乙)。\n',
      'b.md': file('乙'),
      'main.js': '// [甲]\nlet a;\n// [甲]\n',
    },
    titles: '序 乙 附编 甲',
  },
  'MkDocs (mkdocs.yml)': {
    files: {
      'mkdocs.yml':
        'site_name: 山中\ntheme: {language: zh}\nnav:\n  - 首页: index.md\n  - 上编:\n    - b.md\n    - a.md\n',
      'docs/index.md': file('首页'),
      'docs/a.md': file('甲'),
      'docs/b.md': file('乙'),
      'docs/c.md': file('未列'),
    },
    titles: '首页 上编 乙 甲',
    told: ['warning file-unlisted docs/c.md:1:1'],
  },
  'Docsify (_sidebar.md)': {
    files: {
      '_sidebar.md': '* [首页](/)\n* [乙](/b)\n* [甲](a.md)\n',
      'README.md': file('首页'),
      'a.md': file('甲'),
      'b.md': file('乙'),
    },
    titles: '首页 乙 甲',
  },
  'Docusaurus, VitePress (front matter)': {
    files: {
      'docs/a.md': page('甲', 'sidebar_position', 9),
      'docs/b.md': page('乙', 'sidebar_position', 1),
      'docs/part/_category_.json': '{"label": "中编", "position": 2}',
      'docs/part/c.md': page('丙', 'order', 1),
    },
    titles: '乙 中编 丙 甲',
  },
  'Vivliostyle (vivliostyle.config.json)': {
    files: {
      'vivliostyle.config.json':
        '{"title": "山中", "language": "zh", "size": "A6", "entry": ["b.md", "a.md"]}',
      'a.md': '# 甲\n\n[註](b.md#n1){#back .noteref}\n',
      'b.md': '# 乙\n\n[註一](a.html#back){.note #n1}\n',
    },
    titles: '乙 甲',
  },
  'no tool (names of the files)': {
    files: { '10.md': file('十'), '9.md': file('九'), '_draft.md': file('草稿') },
    titles: '九 十',
  },
};

describe('books that already exist', () => {
  for (const [tool, { files, titles, told: expected = [] }] of Object.entries(BOOKS)) {
    it(`should be built as they are: ${tool}`, async () => {
      const { pdf, report } = await buildBookOf(files);
      const wanted = titles.split(' ');
      const parts = ['封面', '目录'];
      assert.deepEqual(
        pdf.outline.map(({ title }) => title).filter((title) => !parts.includes(title)),
        wanted,
      );
      const mistakes = report.diagnostics.filter(({ severity }) => severity !== 'info');
      assert.deepEqual(told(mistakes), expected);
      const text = pdf.pages.flatMap(({ texts }) => texts.map((run) => run.text)).join('');
      assert.doesNotMatch(text, /草稿|未列|import|[{}]/);
      const links = pdf.links.map(({ to }) => to);
      assert.ok(links.every((to) => to >= 0 && to < pdf.pages.length));
    });
  }
});
