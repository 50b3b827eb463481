import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { seeded } from './random.ts';

/** Size of a generated book. */
export interface GeneratedSize {
  /** Characters of text, about. */
  readonly characters: number;
  readonly chapters: number;
  /** Part of the paragraphs that call a note, 0 to 1. */
  readonly notes: number;
}

/** Writes a book of shuffled sentences of the sample article, the same for the same size, into a folder. */
export async function generateBook(folder: string, size: GeneratedSize): Promise<void> {
  const article = readFileSync(new URL('./data/article.txt', import.meta.url), 'utf8');
  const sentences = article
    .split(/(?<=[。！？；])/u)
    .map((sentence) => sentence.replace(/\s+/g, ''))
    .filter((sentence) => sentence.length > 8);
  const random = seeded(1);
  const pick = (): string => random.pick(sentences);
  await mkdir(folder, { recursive: true });
  for (let chapter = 1; chapter <= size.chapters; chapter += 1) {
    const blocks = [`# 第${chapter}章`];
    const notes: string[] = [];
    for (let written = 0; written < size.characters / size.chapters; ) {
      let paragraph = Array.from({ length: random.int(2, 6) }, pick).join('');
      written += paragraph.length;
      if (random.chance(size.notes)) {
        const middle = paragraph.length >> 1;
        notes.push(`[^${notes.length + 1}]: ${pick()}`);
        paragraph = `${paragraph.slice(0, middle)}[^${notes.length}]${paragraph.slice(middle)}`;
      }
      if (random.chance(0.06)) blocks.push(`## ${pick().slice(0, 12)}`);
      blocks.push(paragraph);
    }
    await writeFile(
      join(folder, `${String(chapter).padStart(3, '0')}.md`),
      `${[...blocks, ...notes].join('\n\n')}\n`,
    );
  }
}
