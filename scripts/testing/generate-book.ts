import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

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
  const random = generator(1);
  const pick = (): string => sentences[Math.floor(random() * sentences.length)] ?? '';
  await mkdir(folder, { recursive: true });
  for (let chapter = 1; chapter <= size.chapters; chapter += 1) {
    const blocks = [`# 第${chapter}章`];
    const notes: string[] = [];
    for (let written = 0; written < size.characters / size.chapters; ) {
      let paragraph = Array.from({ length: 2 + Math.floor(random() * 5) }, pick).join('');
      written += paragraph.length;
      if (random() < size.notes) {
        const middle = paragraph.length >> 1;
        notes.push(`[^${notes.length + 1}]: ${pick()}`);
        paragraph = `${paragraph.slice(0, middle)}[^${notes.length}]${paragraph.slice(middle)}`;
      }
      if (random() < 0.06) blocks.push(`## ${pick().slice(0, 12)}`);
      blocks.push(paragraph);
    }
    await writeFile(
      join(folder, `${String(chapter).padStart(3, '0')}.md`),
      `${[...blocks, ...notes].join('\n\n')}\n`,
    );
  }
}

/** Numbers from 0 to 1, the same sequence for the same seed (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
