import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** How a rival is to set a text: pages of A4, one column, no page numbers. */
export interface RivalSetting {
  /** Type size and distance of lines, pt. */
  readonly sizePt: number;
  readonly leadingPt: number;
  /** Characters in a line. */
  readonly measure: number;
}

/** Another typesetter, measured where it is installed. */
export interface Rival {
  readonly name: string;
  /** Sets the chapters of a generated book. `undefined` where its command is not on the PATH. */
  readonly set: (manuscript: string, setting: RivalSetting) => Promise<Uint8Array | undefined>;
}

/** Runs of it that lead to the same pages take no more than this, ms. */
const LONGEST_MS = 600_000;

/** Chinese as each of them sets it when nothing else is said. */
export const RIVALS: readonly Rival[] = [
  { name: 'XeLaTeX + ctex', set: (manuscript, setting) => xelatex(manuscript, setting) },
  { name: 'Typst', set: (manuscript, setting) => typst(manuscript, setting) },
];

async function xelatex(manuscript: string, setting: RivalSetting): Promise<Uint8Array | undefined> {
  const { sizePt, leadingPt, measure } = setting;
  const points = `${(sizePt * measure).toFixed(3)}bp`;
  const source = String.raw`\documentclass[UTF8,fontset=none]{ctexbook}
\usepackage[paperwidth=210mm,paperheight=297mm,textwidth=${points},textheight=660bp]{geometry}
\setCJKmainfont[Path=${await fontFolder()},BoldFont=*]{${FONT_FILE}}
\setmainfont[Path=${await fontFolder()},BoldFont=*]{${FONT_FILE}}
\pagestyle{empty}
\ctexset{chapter/pagestyle=empty}
\begin{document}
\fontsize{${sizePt}bp}{${leadingPt}bp}\selectfont\setlength\parindent{2em}
${(await blocksOf(manuscript)).map(texBlock).join('\n\n')}
\end{document}
`;
  return typeset(manuscript, 'rival.tex', source, 'xelatex', ['-interaction=batchmode', 'rival.tex']);
}

function texBlock({ level, text }: Block): string {
  const escaped = text.replace(/[#$%&_{}~^\\]/g, (sign) => `\\symbol{${sign.codePointAt(0)}}`);
  if (level === 0) return escaped;
  return `${level === 1 ? String.raw`\chapter*` : String.raw`\section*`}{${escaped}}`;
}

async function typst(manuscript: string, setting: RivalSetting): Promise<Uint8Array | undefined> {
  const { sizePt, leadingPt, measure } = setting;
  const source = `#set page(width: 210mm, height: 297mm, margin: (x: (210mm - ${sizePt * measure}pt) / 2, y: 25mm))
#set text(font: "Noto Serif SC", size: ${sizePt}pt, lang: "zh", region: "cn")
#set par(justify: true, leading: ${leadingPt - sizePt}pt, spacing: ${leadingPt - sizePt}pt, first-line-indent: (amount: 2em, all: true))
${(await blocksOf(manuscript)).map(typstBlock).join('\n\n')}
`;
  const options = ['compile', '--font-path', await fontFolder(), 'rival.typ', 'rival.pdf'];
  return typeset(manuscript, 'rival.typ', source, 'typst', options);
}

function typstBlock({ level, text }: Block): string {
  const escaped = text.replace(/[\\#$*_`<>@=\-+/[\]~]/g, (sign) => `\\${sign}`);
  return level === 0 ? escaped : `${'='.repeat(level)} ${escaped}`;
}

/** A heading, or at level 0 a paragraph. */
interface Block {
  readonly level: number;
  readonly text: string;
}

async function blocksOf(manuscript: string): Promise<Block[]> {
  const names = (await readdir(manuscript)).filter((name) => name.endsWith('.md')).sort();
  const chapters = await Promise.all(names.map((name) => readFile(join(manuscript, name), 'utf8')));
  return chapters
    .flatMap((chapter) => chapter.trim().split(/\n\n+/))
    .map((block) => {
      const [, marks = '', text = block] = /^(#+) (.*)$/u.exec(block) ?? [];
      return { level: marks.length, text };
    });
}

async function typeset(
  folder: string,
  name: string,
  source: string,
  command: string,
  options: readonly string[],
): Promise<Uint8Array | undefined> {
  await writeFile(join(folder, name), source);
  try {
    await run(command, options, { cwd: folder, timeout: LONGEST_MS, maxBuffer: 1 << 26 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  return readFile(join(folder, 'rival.pdf'));
}

const FONT_FILE = 'NotoSerifSC_400Regular.ttf';

/** Of the face that Banxin sets, so that all set the same characters. */
async function fontFolder(): Promise<string> {
  const path = createRequire(import.meta.url).resolve('@expo-google-fonts/noto-serif-sc/package.json');
  return join(dirname(path), '400Regular/');
}
