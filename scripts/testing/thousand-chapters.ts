import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import JSZip from 'jszip';
import { build } from '../pipeline.ts';
import { silentProgress } from '../platform/progress.ts';
import type { Check } from './external-checks.ts';
import { readPdf } from './pdf-facts.ts';
import { THOUSAND_CHAPTERS } from './reliability/strange-cases.ts';

/** A thousand chapters of one page: each on its own, in the outline and in the contents of the EPUB. */
export function thousandChapters(folder: string): Check {
  return {
    name: THOUSAND_CHAPTERS.name,
    run: async () => {
      const book = join(folder, 'thousand');
      const paths = Object.keys(THOUSAND_CHAPTERS.files);
      const editions = '{ print: { format: pdf, trim: A6, chapter-start: page }, ebook: { format: epub } }';
      const config = `title: 千\nlanguage: zh-CN\nspine: { front: [], body: ${JSON.stringify(paths)} }\neditions: ${editions}\n`;
      for (const [path, text] of [
        ...Object.entries(THOUSAND_CHAPTERS.files),
        ['book.yaml', config] as const,
      ]) {
        const file = join(book, 'manuscript', path);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, text);
      }
      const { files, diagnostics } = await build(book, { progress: silentProgress, notice: () => {} });
      const bytesOf = (edition: string): Promise<Buffer> =>
        readFile(files.find((file) => file.edition === edition)?.path ?? '');
      const { outline, pages } = await readPdf(await bytesOf('print'));
      const nav =
        (await (await JSZip.loadAsync(await bytesOf('ebook'))).file('OEBPS/toc.xhtml')?.async('string')) ??
        '';
      const starts = new Set(outline.filter(({ title }) => title.startsWith('千')).map(({ page }) => page));
      const entries = nav.match(/<a [^>]*>千\d+<\/a>/g)?.length ?? 0;
      return {
        ok: starts.size === 1000 && entries >= 1000 && diagnostics.length === 0,
        figure: `${pages.length} pages, ${starts.size} chapters in the outline, ${entries} in the contents, ${diagnostics.length} told`,
      };
    },
  };
}
